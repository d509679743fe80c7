import Diagnostics
import Findings
import Results
import Rules

extension RuleLinter {
  /// What the citations of a rule leave open about how well they are known.
  func evidence(_ rule: Rule) -> [Diagnostic] {
    rule.cites.compactMap { cite in
      gap(in: cite.evidence, of: "\(rule.id), \(cite.source)", path: rule.path, line: cite.line)
    }
  }

  /// What the sources and defaults of a pack leave open about how well they are known.
  func evidence(_ pack: Pack) -> [Diagnostic] {
    let sources = pack.sources.compactMap { source in
      gap(in: source.evidence, of: "the source \(source.key)", path: pack.path, line: 1)
    }
    return sources
      + pack.parameters.compactMap { parameter in
        parameter.evidence.flatMap {
          gap(in: $0, of: parameter.name, path: pack.path, line: parameter.line)
        }
      }
  }

  /// What the rows of the schedule leave open about how well they are known.
  var rowEvidence: [Diagnostic] {
    library.schedule.codes.compactMap { code in
      library.schedule[code].flatMap { row in
        guard let evidence = row.evidence else { return nil }
        return gap(in: evidence, of: "the row \(code)", path: row.path, line: row.line)
      }
    }
  }

  private func gap(
    in evidence: Evidence, of name: String, path: String, line: Int
  ) -> Diagnostic? {
    let position = SourcePosition(path: path, line: line, column: 1)
    switch evidence.grade {
    case .practice where evidence.publications == nil:
      return Diagnostic(
        .warning, "lint.practice-not-counted", at: position,
        "\(name) rests on practice, without how many publish it", hint: "add publications")
    case .disputed where evidence.differs == nil:
      return Diagnostic(
        .warning, "lint.dispute-not-named", at: position,
        "\(name) is disputed, without the source that differs",
        hint: "add differs: the source and what it says")
    default: return nil
    }
  }
}

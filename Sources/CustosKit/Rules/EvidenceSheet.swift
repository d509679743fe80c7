import CEL
public import CivilTime
import Findings
import Results
public import Rules

/// The figures that are not sure yet, by the document in which somebody has to look.
public struct EvidenceSheet {
  /// How it is written.
  public enum Form: String, CaseIterable, Sendable {
    case text, csv, markdown, html
  }

  /// A figure of a clause with all that rests on it: one blank to fill in.
  struct Line {
    /// The name of the document, such as `mopi/app-rrd`.
    var document: String
    var source: Pack.Source
    var at: String
    var figure: String
    /// What to look for, each once.
    var says: [String]
    var evidence: Evidence
    /// What rests on it, such as `rule mopi/group-3-clear-period`.
    var holders: [String]
  }

  let lines: [Line]
  /// The defaults that no document gives, with their packs.
  let choices: [(pack: String, parameter: Pack.Parameter)]

  /// The sheet of some rules of a library, and of its rows and defaults if these are wanted too.
  ///
  /// - Parameters:
  ///   - profile: A profile; what it confirms for all organisations is left out.
  ///   - today: The day after which nobody can have confirmed anything yet.
  /// - Throws: What is wrong with the profile.
  public init(
    library: RuleLibrary, rules: [Rule], withRows: Bool, profile path: String? = nil,
    today: CivilDate
  ) throws(ConfigurationFailure) {
    var confirmed: [Confirmation] = []
    if let path {
      let profile = try ProfileFile.read(path, library: library, latestDay: today)
      confirmed = profile.common.confirmations
    }
    self.init(library, rules, withRows: withRows, confirmed)
  }

  private init(
    _ library: RuleLibrary, _ rules: [Rule], withRows: Bool, _ confirmed: [Confirmation]
  ) {
    let register = FigureRegister(library, rules: rules)
    let book = ConfirmationBook(confirmed, register)
    var lines: [Line] = []
    var places: [String: Int] = [:]
    for figure in register.figures where !book.evidence(of: figure).counts {
      var isRule = false
      if case .rule = figure.holder { isRule = true }
      guard isRule || withRows, let document = register.document(figure.source),
        let source = register.sources[document]
      else { continue }
      let key = "\(document)\n\(figure.at.lowercased())\n\(figure.figure)"
      let place = places[key] ?? lines.count
      if place == lines.count {
        places[key] = place
        lines.append(
          Line(
            document: document, source: source, at: figure.at, figure: figure.figure, says: [],
            evidence: figure.evidence, holders: []))
      }
      lines[place].add(figure)
    }
    self.lines = lines.sorted { $0.order.lexicographicallyPrecedes($1.order) }
    choices = library.packs.flatMap { pack in
      pack.parameters.filter { parameter in
        withRows && parameter.source == nil && parameter.evidence?.counts == false
      }.map { (pack.name, $0) }
    }
  }

  /// The sheet.
  public func text(_ form: Form) -> String {
    switch form {
    case .text: plain
    case .csv: table
    case .markdown: page(MarkdownBook())
    case .html: page(HTMLBook())
    }
  }

  /// How much there is to do.
  var summary: String {
    let documents = Set(lines.map(\.document)).count
    let holders = Set(lines.flatMap(\.holders))
    let rules = holders.count { $0.hasPrefix("rule ") }
    let rows = holders.count { $0.hasPrefix("row ") }
    return "\(counted(lines.count, "figure")) of \(counted(documents, "document")) "
      + "\(lines.count == 1 ? "is" : "are") not sure; \(counted(rules, "rule")) and "
      + "\(counted(rows, "row")) of the schedule rest on \(lines.count == 1 ? "it" : "them")"
  }

  /// The lines of each document.
  var byDocument: [[Line]] {
    var groups: [[Line]] = []
    for line in lines {
      if groups.last?.first?.document == line.document {
        groups[groups.count - 1].append(line)
      } else {
        groups.append([line])
      }
    }
    return groups
  }
}

extension EvidenceSheet.Line {
  fileprivate var order: [String] { [document, at, figure] }

  fileprivate mutating func add(_ figure: Figure) {
    if !says.contains(figure.says) { says.append(figure.says) }
    let holder = figure.holder.inWords
    if !holders.contains(holder) { holders.append(holder) }
    if figure.evidence.isWeaker(than: evidence) { evidence = figure.evidence }
  }
}

import Findings

extension FindingBuilder {
  /// Cites the rows of an organisation's own schedule that the finding rests on: first where nothing
  /// but its own decision is behind the rule.
  func addOwnSchedule(to finding: inout Finding, _ evaluator: Evaluator) {
    let rows = finding.derivation.bases.filter {
      $0.kind == "schedule" && evaluator.ownRows.contains($0.origin)
    }
    let cited = rows.map {
      Citation(
        title: Self.title($0.origin), at: "row \($0.name)", evidence: $0.evidence ?? Evidence(.read)
      )
    }
    finding.citations =
      finding.authority == .local ? cited + finding.citations : finding.citations + cited
  }

  /// The origin of a row as a title; what begins with the name of a schedule stays as it is spelt.
  private static func title(_ origin: String) -> String {
    origin.hasPrefix("the ") ? "T" + origin.dropFirst() : origin
  }
}

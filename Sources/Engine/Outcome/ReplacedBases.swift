import Findings
import Rules

/// Names what a row of the schedule or a choice of a profile took the place of.
struct ReplacedBases {
  let context: EngineContext

  /// What each basis replaced, as sources that lost.
  func sources(of bases: [Derivation.Basis], controllers: [String]) -> [Derivation.Source] {
    bases.flatMap { basis in
      basis.kind == "schedule"
        ? rows(basis, controllers)
        : context.parameters.replaced(basis.name, controllers: controllers).map {
          Derivation.Source(
            name: "\(basis.name) \($0.text), \($0.origin)", step: .schedule, applied: false,
            reason: EngineMessage.choiceReplaced.text(basis.value, basis.origin))
        }
    }
  }

  private func rows(_ basis: Derivation.Basis, _ controllers: [String]) -> [Derivation.Source] {
    context.schedule.replaced(basis.name, controllers: controllers).map { row in
      Derivation.Source(
        name: "row \(row.code) of \(row.origin): \(row.periodsInWords)", step: .schedule,
        applied: false, reason: EngineMessage.rowReplaced.text(basis.value, basis.origin))
    }
  }
}

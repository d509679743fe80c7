import CEL
import Findings
import Inventory
import Rules

/// Writes down how a verdict came about.
struct DerivationBuilder {
  let context: EngineContext
  let privacy: Privacy

  func derivation(
    of rule: CompiledRule, _ verdict: Verdict, _ evaluator: Evaluator
  ) -> Derivation {
    Derivation()
  }
}

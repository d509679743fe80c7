import CivilTime
import Diagnostics
import Engine
import Findings
import Inventory
import Results
import Rules
import YAMLTree

/// Runs one example of a rule through readers and engine.
struct ExampleRun {
  /// Why an example could not be run.
  struct Failure: Error {
    var message: String
  }

  let rule: CompiledRule
  let example: RuleExample
  let library: RuleLibrary
  /// What looks at the check, where somebody wants to know more than its verdict.
  var probe: ConditionProbe?

  /// The finding on the example's subject; `nil` where the rule does not apply.
  func evaluate() -> Result<Finding?, Failure> {
    let json = ExampleInventory(rule: rule.rule, example: example).json
    let input = InventoryInput.bytes(Array(json.utf8), name: "example")
    var options = ReaderOptions()
    options.latestDay = example.asOf
    let reader = InventoryReader([input], options: options)
    let linker = Linker(LinkingTerms(library, profile))
    let structure = reader.read(.structure)
    let rows = reader.read(.rows, rows: linker)
    let wrong = (structure.diagnostics + rows.diagnostics).filter {
      // A rule about impossible facts has examples of them.
      if $0.code == "reader.impossible-value" { return !rule.isAboutFacts }
      return $0.severity == .error || $0.code == "reader.unknown-name"
    }
    guard wrong.isEmpty, structure.isComplete else {
      let messages = wrong.map(\.message).joined(separator: "; ")
      return .failure(Failure(message: "the facts are wrong: \(messages)"))
    }
    let engine = makeEngine(reader.tree, linker)
    _ = reader.read(.rows, rows: engine.rowConsumer())
    let outcome = engine.finish()
    if let fault = outcome.faults.first(where: { $0.severity == .error }) {
      return .failure(Failure(message: fault.message))
    }
    return .success(finding(in: outcome.findings))
  }

  private func makeEngine(_ tree: InventoryTree, _ linker: Linker) -> Engine {
    var options = EngineOptions(asOf: example.asOf)
    options.showsPasses = true
    options.showsPersonalData = true
    options.probe = probe
    let only = CompiledRule(copying: rule, number: 0)
    return Engine(
      rules: [only], library: library, profile: profile, tree: tree, options: options,
      linker: linker, isTreeWhole: true)
  }

  /// The first finding of the rule that is about the subject, and not about a record that was added
  /// for it or about fields that the one record of the example lacks.
  private func finding(in findings: FindingStore) -> Finding? {
    let systems = [ExampleInventory.systemID, nil]
    return findings.first { finding in
      let system = finding.subject.link(.system)?.id
      guard finding.rule == rule.rule.id, !finding.isAboutColumn else { return false }
      return system == nil || example.related.isEmpty || systems.contains(system)
    }
  }

  private var profile: Profile {
    var profile = Profile()
    let given = rule.rule.given?["parameters"]?.members ?? []
    for member in given + (example.parameters?.members ?? []) {
      profile.common.parameters[member.key] = Profile.Choice(
        value: member.value, reason: "example", origin: "example")
    }
    return profile
  }
}

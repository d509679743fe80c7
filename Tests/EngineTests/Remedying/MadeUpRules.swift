import CivilTime
import Findings
import Inventory
import Rules
import Testing
import YAMLTree

@testable import Engine

/// A pack of made-up rules and checks of made-up inventories against it.
enum MadeUpRules {
  static let day = CivilDate(dayNumber: 20_758)  // 2026-11-01

  private static let pack = """
    pack: own
    title: Our own
    version: "1"
    jurisdictions: [england-and-wales]
    applies-to: [police-force]
    sources:
      policy: {title: Our policy, checked: 2026-11-01, evidence: read, edition: "3"}
    """

  private static let codes = """
    list: group-mode
    title: How group 3 is disposed of
    codes:
      other: Otherwise.
      time-based: By time.
      reviewed: By review.
    """

  /// A rule of a level with a condition.
  static func rule(
    _ name: String, _ level: String, _ require: String, when: String? = nil, each: String? = nil
  ) -> String {
    """
    id: own/\(name)
    catalogue: [OWN-01]
    title: All is well
    why: Else it is not.
    level: \(level)
    \(each.map { "each: \($0)\n" } ?? "")severity: high
    authority: statute
    cites: [{source: policy, at: "1", evidence: read}]
    \(when.map { "when: \"\($0)\"\n" } ?? "")require: "\(require)"
    cause: wrong
    remedy: Mend it.
    examples: []
    """
  }

  /// The findings of rules on the systems of a police force.
  static func findings(_ rules: [String], systems: String) throws -> [Finding] {
    try outcome(rules, systems: systems).findings.map { $0 }
  }

  static func outcome(_ rules: [String], systems: String) throws -> Engine.Outcome {
    let texts =
      [("own/pack.yaml", pack), ("codes/group-mode.yaml", codes)]
      + rules.enumerated().map { ("own/r\($0).yaml", $1) }
    let files = try texts.map { name, text in
      let (root, problems) = YAMLReader.read(text, path: name)
      #expect(problems == [])
      return RuleFile(name: name, path: name, root: try #require(root))
    }
    let (library, _) = LibraryReader.read(files)
    var compiler = RuleCompiler()
    let compiled = compiler.compileLater(library.rules)
    try #require(compiled.count == rules.count)
    let text = """
      {"organisations": [{"id": "f", "name": "F", "kind": "police-force", "jurisdiction": \
      "england-and-wales"}], "systems": \(systems)}
      """
    return check(text, compiled, library)
  }

  /// Checks an inventory.
  static func check(
    _ text: String, _ rules: [CompiledRule], _ library: RuleLibrary, isLinked: Bool = false
  ) -> Engine.Outcome {
    let reader = InventoryReader([.bytes(Array(text.utf8), name: "made-up")])
    let linker = isLinked ? Linker() : nil
    if isLinked { _ = reader.read(.everything, rows: linker) }
    var options = EngineOptions(asOf: day)
    options.showsPersonalData = true
    let engine = Engine(
      rules: rules, library: library, profile: Profile(), tree: reader.tree, options: options,
      linker: linker)
    _ = reader.read(isLinked ? .rows : .everything, rows: engine.rowConsumer())
    return engine.finish()
  }
}

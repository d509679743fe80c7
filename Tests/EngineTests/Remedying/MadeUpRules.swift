import CivilTime
import Diagnostics
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
    linking:
      records: [offender, suspect]
      events: [offence]
      events-by-choice: {agency-request: requests-count}
      void-reasons: [inaccurate]
    parameters:
      requests-count: {type: bool, default: false}
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

  private static let kinds = """
    list: record-kind
    title: What a record is about
    codes: {offender: One, suspect: Another, victim: A third, witness: A fourth}
    """

  /// A rule of a level with a condition.
  static func rule(
    _ name: String, _ level: String, _ require: String, when: String? = nil, each: String? = nil,
    mayDispose: Bool = true, more: String = "", cause: String = "wrong", remedy: String = "Mend it."
  ) -> String {
    """
    id: own/\(name)
    catalogue: [OWN-01]
    title: All is well
    why: Else it is not.
    level: \(level)
    disposal: \(mayDispose ? "after-checks" : "never")
    \(each.map { "each: \($0)\n" } ?? "")severity: high
    authority: statute
    cites: [{source: policy, at: "1", evidence: read}]
    \(when.map { "when: \"\($0)\"\n" } ?? "")require: "\(require)"
    cause: "\(cause)"
    remedy: "\(remedy)"
    \(more)
    examples: []
    """
  }

  /// The findings of rules on the systems of a police force.
  static func findings(_ rules: [String], systems: String) throws -> [Finding] {
    try outcome(rules, systems: systems).findings.map { $0 }
  }

  static func outcome(
    _ rules: [String], systems: String, organisations: String = force, isLinked: Bool = false
  ) throws -> Engine.Outcome {
    let (library, compiled) = try load(rules)
    try #require(compiled.count == rules.count)
    let text = "{\"organisations\": \(organisations), \"systems\": \(systems)}"
    return check(text, compiled, library, isLinked: isLinked)
  }

  static let force = """
    [{"id": "f", "name": "F", "kind": "police-force", "jurisdiction": "england-and-wales"}]
    """

  private static func load(_ rules: [String]) throws -> (RuleLibrary, [CompiledRule]) {
    let library = try library(rules)
    var compiler = RuleCompiler()
    return (library, compiler.compileLater(library.rules))
  }

  /// What is wrong with rules.
  static func problems(_ rules: [String]) throws -> [String] {
    var compiler = RuleCompiler()
    return compiler.compile(try library(rules).rules).problems.map(\.code)
  }

  private static func library(_ rules: [String]) throws -> RuleLibrary {
    let texts =
      [
        ("own/pack.yaml", pack), ("codes/group-mode.yaml", codes),
        ("codes/record-kind.yaml", kinds),
      ]
      + rules.enumerated().map { ("own/r\($0).yaml", $1) }
    let files = try texts.map { name, text in
      let (root, problems) = YAMLReader.read(text, path: name)
      #expect(problems == [])
      return RuleFile(name: name, path: name, root: try #require(root))
    }
    return LibraryReader.read(files).library
  }

  /// Checks an inventory.
  static func check(
    _ text: String, _ rules: [CompiledRule], _ library: RuleLibrary, isLinked: Bool = false
  ) -> Engine.Outcome {
    let reader = InventoryReader([.bytes(Array(text.utf8), name: "made-up")])
    let linker = isLinked ? Linker(LinkingTerms(library, Profile())) : nil
    if isLinked { _ = reader.read(.everything, rows: linker) }
    var options = EngineOptions(asOf: day)
    options.showsPersonalData = true
    let engine = Engine(
      rules: rules, library: library, profile: Profile(), tree: reader.tree, options: options,
      linker: linker, isTreeWhole: true)
    _ = reader.read(isLinked ? .rows : .everything, rows: engine.rowConsumer())
    return engine.finish()
  }
}

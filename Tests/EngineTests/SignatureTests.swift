import BuiltInRules
import CivilTime
import Findings
import Inventory
import Results
import Rules
import TestSeeds
import Testing
import YAMLTree

@testable import Engine

@Suite struct SignatureTests {
  static let library = LibraryReader.read(BuiltInRules.files(.core)).library
  static let rules: [CompiledRule] = {
    var compiler = RuleCompiler()
    return compiler.compileLater(library.rules)
  }()

  static var terms: LinkingTerms { LinkingTerms(library, Profile()) }

  /// What a check of an inventory comes to.
  static func check(
    _ text: String, asksEveryRule: Bool, isLinked: Bool, showsPasses: Bool = false,
    profile: Profile = Profile()
  ) -> Engine.Outcome {
    let reader = InventoryReader([.bytes(Array(text.utf8), name: "made-up")])
    let linker = isLinked ? Linker(LinkingTerms(library, profile)) : nil
    if isLinked { _ = reader.read(.everything, rows: linker) }
    var options = EngineOptions(asOf: CivilDate(dayNumber: 20_758))
    options.showsPasses = showsPasses
    let engine = Engine(
      rules: rules, library: library, profile: profile, tree: reader.tree, options: options,
      linker: linker, isTreeWhole: isLinked)
    engine.asksEveryRule = asksEveryRule
    let outcome = reader.read(isLinked ? .rows : .everything, rows: engine.rowConsumer())
    #expect(outcome.inputs[0].recordCount > 0)
    return engine.finish()
  }

  @Test(
    "what rows of a signature share decides nothing that asking each of them would not",
    arguments: 1...20)
  func agreesWithAskingEveryRule(_ seed: UInt64) {
    var maker = RecordMaker(seed: TestSeed.of("signatures", seed))
    let text = maker.inventory(system: "s", records: 60)
    let isLinked = seed % 3 != 0
    let fast = Self.check(text, asksEveryRule: false, isLinked: isLinked)
    let plain = Self.check(text, asksEveryRule: true, isLinked: isLinked)
    #expect(fast.summary == plain.summary)
    #expect(Array(fast.findings) == Array(plain.findings))
    #expect(fast.faults == plain.faults)
    #expect(fast.summary.total.breach > 0)
    #expect(fast.summary.total.pass > 0)
  }

  @Test(
    "what the days of some rows tell of others is what asking each of them tells",
    arguments: 1...8)
  func agreesOnDays(_ seed: UInt64) {
    var maker = RecordMaker(seed: TestSeed.of("days", seed))
    let text = maker.likeInventory(records: 60)
    let isLinked = seed % 2 == 0
    let fast = Self.check(text, asksEveryRule: false, isLinked: isLinked)
    let plain = Self.check(text, asksEveryRule: true, isLinked: isLinked)
    #expect(fast.summary == plain.summary)
    #expect(Array(fast.findings) == Array(plain.findings))
    #expect(fast.faults == plain.faults)
    for rule in ["mopi/group-1-ten-year-review", "governance/record-dates-in-order"] {
      #expect(plain.findings.contains { $0.rule == rule && $0.verdict == .breach })
    }
  }

  @Test("records of more controllers than are told apart are asked each by its own choices")
  func asksEachController() throws {
    let numbers = 0..<260
    let choices = numbers.map { number in
      """
        f\(number):
          parameters:
            group-3-mode: {value: \(number % 2 == 0 ? "reviewed" : "time-based"), reason: made up}
      """
    }
    let yaml = "organisations:\n" + choices.joined(separator: "\n")
    let root = try #require(YAMLReader.read(yaml, path: "profile.yaml").root)
    let (profile, problems) = ProfileReader.read(
      root, path: "profile.yaml", library: Self.library)
    #expect(problems == [])
    let forces = numbers.map {
      """
      {"id": "f\($0)", "name": "F", "kind": "police-force", "jurisdiction": "england-and-wales"}
      """
    }
    let controllers = numbers.map { "\"f\($0)\"" }
    let rows = numbers.map {
      """
      {"id": "r\($0)", "kind": "offender", "group": 3, "controller": "f\($0)", \
      "born": "1980-01-01", "created": "2019-01-01", "lastEvent": "2019-01-01"}
      """
    }
    let text = """
      {"organisations": [\(forces.joined(separator: ","))], "systems": [{"id": "s", "name": "S", \
      "controllers": [\(controllers.joined(separator: ","))], "datasets": [{"id": "d", "name": "D", \
      "records": [\(rows.joined(separator: ","))]}]}]}
      """
    let fast = Self.check(text, asksEveryRule: false, isLinked: true, profile: profile)
    let plain = Self.check(text, asksEveryRule: true, isLinked: true, profile: profile)
    #expect(Array(fast.findings) == Array(plain.findings))
    #expect(fast.summary == plain.summary)
    let disposals = plain.findings.filter { $0.rule == "mopi/group-3-clear-period" }
    #expect(disposals.count == 130)
  }

  @Test("checks that passed are listed whether or not a signature decides them")
  func listsPasses() {
    var maker = RecordMaker(seed: TestSeed.of("listed passes"))
    let text = maker.inventory(system: "s", records: 40)
    let fast = Self.check(text, asksEveryRule: false, isLinked: true, showsPasses: true)
    let plain = Self.check(text, asksEveryRule: true, isLinked: true, showsPasses: true)
    #expect(Array(fast.findings) == Array(plain.findings))
    #expect(fast.findings.contains { $0.verdict == .pass })
  }

  @Test("what cannot be decided without linking is said once of a dataset and rule, and counted")
  func tellsUnlinkedOnce() {
    let rows = (0..<50).map { number in
      """
      {"id": "r\(number)", "subject": "p\(number)", "kind": "offender", "group": 2, \
      "born": "1980-01-01", "created": "2020-01-01", "lastEvent": "2020-01-01"}
      """
    }
    let text = """
      {"organisations": [{"id": "f", "name": "F", "kind": "police-force", "jurisdiction": \
      "england-and-wales"}], "systems": [{"id": "s", "name": "S", "controllers": ["f"], \
      "datasets": [{"id": "d", "name": "D", "records": [\(rows.joined(separator: ","))]}]}]}
      """
    let outcome = Self.check(text, asksEveryRule: false, isLinked: false)
    let found = outcome.findings.filter { $0.rule == "mopi/group-agrees-across-systems" }
    #expect(found.count == 1)
    #expect(found.first?.subject.level == .dataset)
    #expect(outcome.summary.total.undetermined >= 50)
  }
}

import CivilTime
import CustosKit
import Diagnostics
import Findings
import Foundation
import Inventory
import Results
import Testing

/// No fact that goes missing, is misspelt or said to be unknown makes an inventory look better.
///
/// The sample of a force is checked with one fact changed at a time. Some facts are tried, from one on
/// that is new for each run and can be given as `CUSTOS_SEED`; with `CUSTOS_THOROUGH=1` all are, which
/// takes long.
@Suite struct MissingFactTests {
  /// What is done to a fact.
  enum Change: String, CaseIterable {
    case deleted, null, unknown, misspelt
  }

  /// A fact as a way through members and indices.
  typealias Way = [Step]

  enum Step: Hashable {
    case member(String)
    case index(Int)
  }

  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// How far the facts that are tried stand apart.
  private static let step = 599

  static let isThorough = ProcessInfo.processInfo.environment["CUSTOS_THOROUGH"] == "1"

  /// A sample that is checked, with what its checks came to.
  struct Sample {
    let document: Any
    let profile: String?
    let verdicts: [String: Verdict]
    let exitCode: Int

    init(_ path: String, profile: String? = nil) throws {
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      document = try JSONSerialization.jsonObject(with: data)
      self.profile = profile
      let result = try Self.check(document, profile)
      verdicts = Self.open(result)
      exitCode = result.summary.exitCode
    }

    static func check(_ document: Any, _ profile: String?) throws -> CheckResult {
      let folder = try Folder()
      let data = try JSONSerialization.data(withJSONObject: document)
      let file = try folder.write("inventory.json", data)
      var request = CheckRequest(inputs: [file], asOf: CivilDate(dayNumber: 20_758))
      request.profilePath = profile
      request.showsPersonalData = true
      return try CheckRun.run(request)
    }

    /// The checks that are in breach or undetermined, by rule and subject.
    static func open(_ result: CheckResult) -> [String: Verdict] {
      var open: [String: Verdict] = [:]
      for finding in result.findings where finding.verdict != .pass {
        open["\(finding.rule) \(finding.subject.path)"] = finding.verdict
      }
      return open
    }

    /// The checks that were open and are no longer listed, although nothing says why.
    func lost(_ document: Any) throws -> [String] {
      let result = try Self.check(document, profile)
      let now = Self.open(result)
      // An error of the inventory is told with its place, and then there is no verdict.
      if result.notices.contains(where: { $0.severity == .error }) { return [] }
      return verdicts.keys.sorted().filter { !Self.isCovered($0, by: now) }
    }

    /// Whether a check is still open, for its subject or for what holds it.
    private static func isCovered(_ check: String, by open: [String: Verdict]) -> Bool {
      if open[check] != nil { return true }
      let parts = check.split(separator: " ", maxSplits: 1)
      var path = parts[1].split(separator: "/")
      while path.count > 1 {
        path.removeLast()
        let subject = path.joined(separator: "/")
        let isOpen = [String(parts[0]), "inventory/records-given"].contains {
          open["\($0) \(subject)"] != nil
        }
        if isOpen { return true }
      }
      return false
    }
  }

  /// The facts of a document that can be changed.
  static func ways(_ node: Any, _ way: Way = []) -> [Way] {
    if let members = node as? [String: Any] {
      return members.keys.sorted().filter { $0 != "id" }.flatMap { key in
        [way + [.member(key)]] + ways(members[key] ?? "", way + [.member(key)])
      }
    }
    guard let items = node as? [Any] else { return [] }
    return items.enumerated().flatMap { index, item in
      item is [String: Any] ? ways(item, way + [.index(index)]) : []
    }
  }

  /// A document with one fact changed; `nil` where the change does not make sense.
  static func changed(_ node: Any, _ way: ArraySlice<Step>, _ change: Change) -> Any? {
    guard let step = way.first else { return nil }
    switch step {
    case .index(let index):
      guard var items = node as? [Any],
        let item = changed(items[index], way.dropFirst(), change)
      else { return nil }
      items[index] = item
      return items
    case .member(let name):
      guard var members = node as? [String: Any], let value = members[name] else { return nil }
      guard way.count == 1 else {
        guard let inner = changed(value, way.dropFirst(), change) else { return nil }
        members[name] = inner
        return members
      }
      switch change {
      case .deleted: members[name] = nil
      case .null: members[name] = NSNull()
      case .unknown: members[name] = "unknown"
      case .misspelt:
        guard let text = value as? String, text.utf8.count > 3 else { return nil }
        members[name] = String(text.dropLast()) + "q"
      }
      return members
    }
  }

  /// The facts of which the vocabulary says that their absence is not unknown.
  static let documented: Set<String> = {
    var names: Set<String> = []
    for object in Vocabulary.objects {
      for field in object.fields where field.absence != .unknown { names.insert(field.name) }
    }
    // Each stands in for the other; see the reference of the inventory.
    return names.union(["records", "holdings"])
  }()

  private static func isDocumented(_ way: Way, _ change: Change) -> Bool {
    guard change == .deleted, case .member(let name) = way.last else { return false }
    return documented.contains(name)
  }

  /// Tries changes of some facts, and tells the first that make something vanish.
  private static func tried(_ sample: Sample, every step: Int, from first: Int) throws -> [String] {
    var problems: [String] = []
    let ways = Self.ways(sample.document)
    for number in stride(from: first, to: ways.count, by: step) {
      for change in isThorough ? Change.allCases : [Change.allCases[number % 4]] {
        let way = ways[number]
        guard !isDocumented(way, change),
          let document = changed(sample.document, way[...], change)
        else { continue }
        let lost = try sample.lost(document)
        if !lost.isEmpty { problems.append("\(change.rawValue) \(way): \(lost)") }
      }
    }
    return problems
  }

  @Test("a fact of the force that goes missing makes no finding go away")
  func force() throws {
    let sample = try Sample(
      "\(Self.root)/samples/force/inventory.json", profile: "\(Self.root)/samples/profile.yaml")
    #expect(sample.verdicts.count > 80)
    guard !Self.isThorough else {
      #expect(try Self.tried(sample, every: 1, from: 0) == [])
      return
    }
    let given = ProcessInfo.processInfo.environment["CUSTOS_SEED"].flatMap(Int.init)
    let first = given ?? Int.random(in: 0..<Self.step)
    print("facts go missing with CUSTOS_SEED=\(first)")
    #expect(try Self.tried(sample, every: Self.step, from: first) == [], "CUSTOS_SEED=\(first)")
  }

  @Test("the list of documented exceptions is short, and the page prints it")
  func exceptions() {
    let lines = InventorySchema.absenceTable.split(separator: "\n")
    #expect(lines.count < 40)
    #expect(lines.allSatisfy { $0.split(separator: "\t").count == 3 })
    // Each of them is a place where nothing said is taken for nothing there.
    let fields = InventorySchema.absences.flatMap(\.fields)
    #expect(fields.count < 100)
    #expect(InventorySchema.absences.count == lines.count)
  }

  @Test(
    "an inventory without organisations, systems or datasets is never right",
    arguments: ["organisations", "systems", "datasets"])
  func levels(_ name: String) throws {
    let data = try Data(
      contentsOf: URL(fileURLWithPath: "\(Self.root)/samples/force/inventory.json"))
    var document = try #require(
      try JSONSerialization.jsonObject(with: data) as? [String: Any])
    for value in [nil, [Any]()] as [Any?] {
      if name == "datasets" {
        let systems = try #require(document["systems"] as? [[String: Any]])
        document["systems"] = systems.map { system in
          var system = system
          system["datasets"] = value
          return system
        }
      } else {
        document[name] = value
      }
      #expect(try Sample.check(document, nil).summary.exitCode != 0)
    }
  }
}

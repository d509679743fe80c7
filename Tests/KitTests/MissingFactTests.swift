import CivilTime
import Diagnostics
import Findings
import Foundation
import Inventory
import Results
import Rules
import TestSeeds
import Testing

@testable import CustosKit

/// No fact that goes missing, is misspelt or said to be unknown makes an inventory look better, and
/// none makes a breach.
///
/// Samples are checked with one fact changed at a time. Some facts are tried, from one on that is new
/// for each run and can be given as `CUSTOS_SEED`; with `CUSTOS_THOROUGH=1` all are, which takes long.
@Suite struct MissingFactTests {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  static let isThorough = ProcessInfo.processInfo.environment["CUSTOS_THOROUGH"] == "1"

  static let seed = Int(TestSeed.run % 1_000_000)

  /// A sample that is checked, with what its checks came to.
  struct Sample {
    let document: Any
    private let request: CheckRequest
    private let rules: RunRules
    let open: [String: Verdict]
    let exitCode: Int

    init(_ path: String, profile: String? = nil) throws {
      var json: [UInt8] = []
      if path.hasSuffix(".xml") {
        let bytes = OutputBytes()
        _ = try Conversion.run([path], to: .json) { bytes.all += $0 }
        json = bytes.all
      } else {
        json = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
      }
      document = try JSONSerialization.jsonObject(with: Data(json))
      var request = CheckRequest(inputs: ["inventory.json"], asOf: CivilDate(dayNumber: 20_758))
      request.profilePath = profile
      request.showsPersonalData = true
      self.request = request
      rules = try RunRules.load(request)
      let result = try Self.check(document, request, rules)
      open = Self.open(result)
      exitCode = result.summary.exitCode
    }

    private static func check(
      _ document: Any, _ request: CheckRequest, _ rules: RunRules
    ) throws -> CheckResult {
      let data = try JSONSerialization.data(withJSONObject: document)
      let input = InventoryInput.bytes(Array(data), name: "inventory.json")
      let read = InventoryRun(inputs: [input], rules: rules, request: request).run()
      let (triage, notices) = try Triage.load(request, rules: rules.set.library.rules.map(\.id))
      let frame = RunFrame(request, rules, read.facts, problems: notices)
      return try ResultAssembly(frame: frame, found: read.engine).result(after: triage)
    }

    /// The checks that are in breach or undetermined, by rule and subject.
    static func open(_ result: CheckResult) -> [String: Verdict] {
      var open: [String: Verdict] = [:]
      for finding in result.findings where finding.verdict != .pass {
        open["\(finding.rule) \(finding.subject.path)"] = finding.verdict
      }
      return open
    }

    func check(_ document: Any) throws -> CheckResult {
      try Self.check(document, request, rules)
    }

    /// What a change makes look better, or breaks, that it must not.
    func problems(_ fact: ChangedFact) throws -> [String] {
      guard let document = fact.applied(to: document) else { return [] }
      let result = try check(document)
      let open = fact.namesSubject ? Self.renamed(open) : open
      let now = fact.namesSubject ? Self.renamed(Self.open(result)) : Self.open(result)
      var problems: [String] = []
      if exitCode != 0, result.summary.exitCode == 0 { problems.append("exit code 0") }
      guard !fact.isDocumented, !fact.isPersonKey else { return problems }
      if fact.change != .misspelt {
        problems += now.filter { $0.value == .breach && open[$0.key] != .breach }.keys.sorted()
          .filter { !(fact.hidesRecords && (isLinking($0) || isOfOldest($0))) }
          .map { "new: \($0)" }
      }
      // An error of the inventory is told with its place, and then there is no verdict.
      guard !result.notices.contains(where: { $0.severity == .error }) else { return problems }
      return problems
        + open.keys.sorted().filter {
          !Self.isCovered($0, by: now) && !isExcused($0, fact, result)
        }.map { "gone: \($0)" }
    }

    /// The checks by rule and by what holds their subject: where a fact is the name of a subject, what is
    /// open is open under another name.
    private static func renamed(_ open: [String: Verdict]) -> [String: Verdict] {
      let renamed = open.map { check, verdict in
        (check.split(separator: "/").dropLast().joined(separator: "/"), verdict)
      }
      return Dictionary(renamed) { first, second in first == .breach ? first : second }
    }

    /// Whether a check looks at other records of the person, of which none is known any more where the
    /// records of a dataset are not.
    private func isLinking(_ check: String) -> Bool {
      let id = check.split(separator: " ").first.map(String.init)
      return rules.set.rules.contains { $0.rule.id == id && $0.needsLinking }
    }

    /// Whether a check looks at what a dataset says of the oldest of its records, which counts where the
    /// dataset does not give them.
    private func isOfOldest(_ check: String) -> Bool {
      let id = check.split(separator: " ").first.map(String.init)
      return rules.set.rules.contains { rule in
        rule.rule.id == id && rule.reading.fields(of: "dataset").contains("oldest")
      }
    }

    /// Whether a check is of facts that contradict each other.
    func isAboutFacts(_ check: String) -> Bool {
      let id = check.split(separator: " ").first.map(String.init)
      return id == "inventory/facts-possible"
        || rules.set.rules.contains { $0.rule.id == id && $0.rule.isAboutFacts }
    }

    /// Whether a rule says of itself that it takes the absence of its list for none, or another check
    /// there is undetermined for want of exactly the fact that is missing.
    private func isExcused(_ check: String, _ fact: ChangedFact, _ result: CheckResult) -> Bool {
      let parts = check.split(separator: " ", maxSplits: 1).map(String.init)
      let rule = rules.set.rules.first { $0.rule.id == parts[0] }?.rule
      if fact.change == .deleted, rule?.takesAbsentForNone == true { return true }
      guard case .member(let name) = fact.way.last else { return false }
      // Of two facts that contradict each other, one alone contradicts nothing.
      if isAboutFacts(check) { return true }
      return result.findings.contains { finding in
        let path = finding.subject.path
        // What an organisation does not say is asked of it, and not of each of its systems again.
        let isOfHolder =
          fact.way.first == .member("organisations") && path.hasPrefix("organisation:")
        return finding.verdict == .undetermined
          && (parts[1].hasPrefix(path) || path.hasPrefix(parts[1]) || isOfHolder)
          && finding.derivation.missing.contains {
            $0.path.split(separator: ".").contains(Substring(name))
          }
      }
    }

    /// Whether a check is still open, for its subject or for what holds it.
    private static func isCovered(_ check: String, by open: [String: Verdict]) -> Bool {
      if open[check] != nil { return true }
      let parts = check.split(separator: " ", maxSplits: 1)
      var path = parts[1].split(separator: "/")
      while path.count > 1 {
        path.removeLast()
        let subject = path.joined(separator: "/")
        let checks = [
          String(parts[0]), "inventory/records-given", "inventory/counts-agree",
          "inventory/datasets-given",
        ]
        let isOpen = checks.contains { open["\($0) \(subject)"] != nil }
        if isOpen { return true }
      }
      // Without a system or a dataset there is no subject; the exit code says so.
      return false
    }
  }

  /// The facts of a sample that are tried.
  private static func facts(of sample: Sample, _ count: Int) -> [ChangedFact] {
    let ways = ChangedFact.ways(sample.document)
    if isThorough {
      return ways.flatMap { way in
        ChangedFact.Change.allCases.map { ChangedFact(way: way, change: $0) }
      }
    }
    let changes = ChangedFact.Change.allCases
    return (0..<count).map { number in
      // Steps that hit each place of the document alike, and every kind of change.
      let place = (seed &+ number &* 7_919) % ways.count
      return ChangedFact(way: ways[abs(place)], change: changes[(seed / 7 + number) % 4])
    }
  }

  /// Lists of which nothing is left to be a subject, where the exit code tells.
  private static func isWholeLevel(_ fact: ChangedFact) -> Bool {
    guard case .member(let name) = fact.way.last else { return false }
    return ["organisations", "systems"].contains(name)
  }

  @Test(
    "a fact that goes missing makes no finding go away and no breach",
    arguments: [
      ("force/inventory.json", "profile.yaml", 4), ("clean/inventory.xml", nil, 8),
      ("university/inventory.json", nil, 4), ("council/inventory.json", nil, 4),
      ("company/inventory.json", nil, 4),
    ] as [(String, String?, Int)])
  func samples(_ name: String, _ profile: String?, _ count: Int) throws {
    let sample = try Sample(
      "\(Self.root)/samples/\(name)", profile: profile.map { "\(Self.root)/samples/\($0)" })
    var problems: [String] = []
    for fact in Self.facts(of: sample, count) where !Self.isWholeLevel(fact) {
      let found = try sample.problems(fact)
      if !found.isEmpty { problems.append("\(fact): \(found)") }
    }
    #expect(problems == [])
  }

  @Test("the list of documented exceptions is short, and the page prints it")
  func exceptions() {
    let lines = InventorySchema.absenceTable.split(separator: "\n")
    #expect(lines.count < 40)
    #expect(lines.allSatisfy { $0.split(separator: "\t").count == 3 })
    // Each of them is a place where nothing said is taken for nothing there.
    let fields = InventorySchema.absences.flatMap(\.fields)
    #expect(fields.count <= 118)
    #expect(InventorySchema.absences.count == lines.count)
  }

  @Test(
    "an inventory without organisations, systems or datasets is never right",
    arguments: ["organisations", "systems", "datasets"])
  func levels(_ name: String) throws {
    let sample = try Sample("\(Self.root)/samples/force/inventory.json")
    var document = try #require(sample.document as? [String: Any])
    for value in [nil, [Any](), NSNull(), "unknown"] as [Any?] {
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
      #expect(try sample.check(document).summary.exitCode != 0, "\(name): \(value ?? "none")")
    }
  }
}

/// Bytes that a closure gathers.
private final class OutputBytes {
  var all: [UInt8] = []
}

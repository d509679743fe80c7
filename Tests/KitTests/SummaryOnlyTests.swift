import CivilTime
import Diagnostics
import Engine
import Findings
import Foundation
import Results
import TestSeeds
import Testing

@testable import CustosKit

/// A run that counts its findings comes to the same as one that makes them.
@Suite struct SummaryOnlyTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    var inputs: [String] = []
    var isLinked = true
    var profile: String?
    var testDescription: String {
      "\(name), \(isLinked ? "" : "not ")linked\(profile == nil ? "" : ", with a profile")"
    }

    func request() -> CheckRequest {
      var request = CheckRequest(inputs: inputs, asOf: CivilDate(dayNumber: 20_758))
      request.isLinked = isLinked
      request.profilePath = profile
      request.mostFindingsInMemory = 30
      return request
    }
  }

  private static let samples = [
    "force/inventory.xml", "force/inventory.json", "clean/inventory.xml", "change/before.xml",
    "change/after.xml",
  ]

  private static let all = [true, false].flatMap { isLinked in
    [nil, samplePath("profile.yaml")].flatMap { profile in
      samples.map {
        Case(
          name: $0, inputs: [samplePath("\($0)")], isLinked: isLinked,
          profile: profile)
      }
    }
  }

  /// Each sample once, in one of its four ways, which a number tells that is new for each run and can
  /// be given as `CUSTOS_SEED`; with `CUSTOS_THOROUGH=1` all of them.
  static let cases: [Case] = {
    let environment = ProcessInfo.processInfo.environment
    if environment["CUSTOS_THOROUGH"] == "1" { return all }
    let seed = Int(TestSeed.run % 1024)
    return samples.indices.map { all[$0 + samples.count * (seed >> (2 * $0) & 3)] }
  }()

  @Test("samples come to the same counts, verdict and exit code", arguments: cases)
  func samplesAgree(_ example: Case) throws { try expectAgreement(example.request()) }

  @Test(
    "made-up records and age bands come to the same, with any number of jobs",
    arguments: [(true, 1), (false, 1), (false, 3)])
  func madeUpAgree(_ isLinked: Bool, _ jobs: Int) throws {
    let folder = try Folder()
    var inputs: [String] = []
    for number in 1...3 {
      inputs.append(
        try folder.write("inventory-\(number).json", MadeUpForce.inventory(number).utf8))
    }
    var request = Case(name: "made up", inputs: inputs, isLinked: isLinked).request()
    request.jobs = jobs
    request.pieceBytes = 4_000
    let full = try expectAgreement(request)
    #expect(full.findings.contains { $0.subject.level == .holding && $0.locations.count > 1 })
    #expect(full.findings.contains { $0.verdict == .breach && $0.isProvisional })
    #expect(full.findings.contains { $0.verdict == .breach && !$0.isProvisional })
  }

  @Test("a breach is provisional by the figures that its explanation asks for, and no others")
  func followsFigures() throws {
    let folder = try Folder()
    try MadeUpForce.writeRules(to: folder)
    let input = try folder.write("inventory.json", MadeUpForce.figures.utf8)
    var request = Case(name: "figures", inputs: [input], isLinked: false).request()
    request.rulePaths = [folder.path + "/own"]
    let full = try expectAgreement(request)
    let breaches = full.findings.filter { $0.verdict == .breach }
    // Of the first rule the explanation alone asks for the figure, of the second the run, where
    // there is a day.
    #expect(breaches.filter { $0.rule == "own/first" }.map(\.isProvisional) == [true, true])
    #expect(Set(breaches.filter { $0.rule == "own/second" }.map(\.isProvisional)).count == 2)
  }

  @Test("systems that come to the same are counted together, and every system once")
  func gathersSystems() throws {
    let folder = try Folder()
    let empty = (0..<300).map { "{\"id\":\"s\($0)\",\"name\":\"S\",\"controller\":\"o\"}" }
    let input = try folder.write(
      "inventory.json",
      """
      {"version":1,"organisations":[{"id":"o","name":"Invented",
      "kind":"police-force","jurisdiction":"england-and-wales"}],"systems":[\(empty.joined(separator: ","))]}
      """.utf8)
    let request = Case(name: "empty systems", inputs: [input]).request()
    try expectAgreement(request)
    var counting = request
    counting.listsFindings = false
    let counts = try #require(try CheckRun.run(counting).findingCounts)
    let systems = counts.flatMap(\.systems)
    #expect(Set(systems).count == systems.count)
    #expect(counts.contains { $0.systems.count == 300 && $0.counts.count > 20 })
  }

  @Test("what looks at single findings is refused where they are only counted")
  func refuses() throws {
    var request = Self.all[0].request()
    request.listsFindings = false
    request.showsPasses = true
    let failure = #expect(throws: ConfigurationFailure.self) { try CheckRun.run(request) }
    #expect(failure?.diagnostics.map(\.code) == ["request.contradiction"])
  }

  @Test("waivers are applied before the findings are counted")
  func countsAfterWaivers() throws {
    var request = Case(name: "force", inputs: [samplePath("force/inventory.xml")]).request()
    request.profilePath = samplePath("profile.yaml")
    request.waiversPath = samplePath("waivers.yaml")
    let full = try CheckRun.run(request)
    #expect(full.summary.total.waived > 0)
    request.listsFindings = false
    let counted = try CheckRun.run(request)
    #expect(counted.summary == full.summary)
    #expect(counted.waivers == full.waivers)
    #expect(counted.findings.isEmpty)
    let counts = try #require(counted.findingCounts)
    #expect(counts.checks(.waived) == full.summary.total.waived)
  }

  private static let builtIn = Result { try RunRules.load(all[0].request()) }
  private static let profiled = Result { try RunRules.load(all[samples.count].request()) }

  /// The rules of a request; the built-in ones are read once for all tests.
  private static func rules(_ request: CheckRequest) throws -> RunRules {
    guard request.rulePaths.isEmpty else { return try RunRules.load(request) }
    return try (request.profilePath == nil ? builtIn : profiled).get()
  }

  /// Expects a run that counts to agree with one that lists, and gives the latter.
  @discardableResult
  private func expectAgreement(_ request: CheckRequest) throws -> CheckResult {
    var rules = try Self.rules(request)
    rules.options.isLinked = request.isLinked
    let full = try CheckRun.run(request, rules)
    var asked = request
    asked.listsFindings = false
    let counted = try CheckRun.run(asked, rules)
    #expect(counted.findings.isEmpty)
    #expect(counted.summary == full.summary)
    #expect(counted.coverage == full.coverage)
    #expect(counted.notices == full.notices)
    #expect(counted.headline == full.headline)
    #expect(counted.inputs == full.inputs)
    let counts = try #require(counted.findingCounts)
    #expect(counts == full.counted())
    for (verdict, total) in [
      (Verdict.undetermined, full.summary.total.undetermined),
      (.breach, full.summary.total.breach),
    ] {
      #expect(
        counts.checks(verdict) == total,
        "every check counts, whatever finding it is told in")
    }
    for failOn in Severity.allCases {
      for most in [0, 3, nil] {
        func decision(_ reached: ThresholdCounts) -> ExitDecision {
          .decide(reached, failOn: failOn, incomplete: nil, mostUndetermined: most)
        }
        #expect(
          decision(ThresholdCounts(counts, failOn: failOn))
            == decision(ThresholdCounts(full.findings, failOn: failOn)))
      }
    }
    return full
  }
}

/// The path of a file among the samples.
private func samplePath(_ name: String) -> String {
  URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("samples/\(name)").path
}

extension CheckResult {
  /// The listed findings, counted one by one.
  fileprivate func counted() -> [SystemCounts] {
    var counting = SystemCounting()
    for finding in findings.separately {
      counting.add(
        FindingCount(finding, count: finding.checksCounted), in: finding.subject.systemKey)
    }
    return counting.gathered
  }
}

extension [SystemCounts] {
  /// How many checks came to a verdict in all systems.
  fileprivate func checks(_ verdict: Verdict) -> Int {
    reduce(0) { sum, group in
      let each = group.counts.filter { $0.verdict == verdict }.reduce(0) { $0 + $1.count }
      return sum + each * group.systems.count
    }
  }
}

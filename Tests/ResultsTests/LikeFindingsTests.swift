import Bytes
import Diagnostics
import Findings
import Foundation
import ResultFixtures
import Testing

@testable import Results

/// Undetermined checks of many subjects that share all but their subject.
@Suite struct LikeFindingsTests {
  private static func finding(
    _ system: Int, rule: String = "mopi/group-3-clear-period", owner: String? = nil
  ) -> Finding {
    let id = "s\(system)"
    let place = Location(path: "i.xml", line: system + 1, column: 1)
    let subject = Subject(links: [.init(level: .system, id: id, name: "System \(system)")])
    var finding = Finding(
      id: Fingerprint.findingID(rule: rule, subject: subject.path, causeCode: "undetermined"),
      rule: rule, catalogue: [], title: "t", verdict: .undetermined, severity: .high,
      authority: .statute, citations: [], isProvisional: false, subject: subject,
      locations: [place], causeCode: "undetermined", cause: "not known",
      derivation: Derivation(), remedy: "record it")
    finding.derivation.missing = [
      Derivation.Missing(path: "system.controllers", state: "absent", location: place)
    ]
    finding.owner = owner
    return finding
  }

  private static func shared(_ findings: [Finding]) -> FindingStore {
    var store = FindingStore()
    store.countCauses()
    var like = LikeFindings()
    for finding in findings where !like.take(finding, releasingInto: &store) {
      store.append(finding)
    }
    like.finish(into: &store)
    return store
  }

  private static func many(_ count: Int) -> [Finding] {
    (0..<count).reversed().flatMap { [finding($0), finding($0, rule: "mopi/other")] }
  }

  @Test("from some number on they are one finding for each rule, and few are told one by one")
  func shares() {
    let few = Self.shared(Self.many(LikeFindings.least - 1))
    #expect(few.count == 2 * (LikeFindings.least - 1) && few.subjectLists.isEmpty)
    let many = Self.shared(Self.many(LikeFindings.least))
    #expect(many.count == 2 && many.subjectLists.count == 1)
    #expect(many.allSatisfy { $0.checks == LikeFindings.least && $0.subject.path == "system:s0" })
    #expect(many.standings.values.reduce(0, +) == 2 * LikeFindings.least)
  }

  @Test("told one by one they are what they were, with their identities and places")
  func separates() {
    let findings = Self.many(60)
    #expect(Set(Self.shared(findings).separately) == Set(findings))
  }

  @Test("what differs in more than its subject stays apart")
  func keepsApart() {
    var findings = (0..<40).map { Self.finding($0, owner: $0 % 2 == 0 ? "a" : "b") }
    findings[5].cause = "another cause"
    findings[6].verdict = .breach
    let store = Self.shared(findings)
    // Of each owner there are fewer than are told of together.
    #expect(store.count == 40)
    #expect(Self.shared((0..<80).map { Self.finding($0, owner: "\($0 % 2)") }).count == 2)
  }

  @Test("many findings that share nothing are handed on, and memory stays bounded")
  func releases() {
    var findings = (0..<12_000).map { Self.finding($0, rule: "mopi/r\($0)") }
    findings += (0..<30).map { Self.finding($0) }
    let store = Self.shared(findings)
    #expect(store.count == 12_001)
    #expect(store.standings.values.reduce(0, +) == 12_030)
  }

  @Test("a root cause says how many subjects it is about, and names all systems")
  func causes() {
    var store = Self.shared(Self.many(30))
    store.sort()
    let causes = store.groupByCause(
      Outline(rules: [], packs: [], organisations: [], systems: []))
    #expect(causes.count == 1 && causes[0].systems.count == 30 && causes[0].findings == 2)
    #expect(causes[0].title == "system.controllers is missing in System 0 and 29 more systems")
    #expect(store.allSatisfy { $0.rootCause == causes[0].key })
  }

  @Test("an update of some subjects leaves the others together")
  func updates() {
    var store = Self.shared(Self.many(40))
    let known = Set(Self.many(40).filter { $0.subject.path != "system:s7" }.map(\.id))
    store.updateSeparately { $0.state = known.contains($0.id) ? .unchanged : .new }
    #expect(store.count == 4)
    let new = store.filter { $0.state == .new }
    #expect(new.allSatisfy { $0.others == nil && $0.subject.path == "system:s7" })
    #expect(store.filter { $0.state == .unchanged }.allSatisfy { $0.checks == 39 })
    #expect(store.standings.values.reduce(0, +) == 80)
    #expect(Set(store.separately.map(\.id)) == Set(Self.many(40).map(\.id)))
  }

  @Test("they are written and read again as the same, also from the disk")
  func writes() throws {
    var result = SampleResult.make()
    let store = Self.shared(Self.many(30))
    result.findings = FindingStore(Array(SampleResult.make().findings))
    result.findings.append(contentsOf: store)
    let bytes = Self.written(result)
    let again = try ResultReader.read(bytes, path: "r.json")
    #expect(Self.written(again) == bytes)
    #expect(Array(again.findings.separately).count == SampleResult.make().findings.count + 60)
    try Tool.inTemporaryFolder { folder in
      let spilled = try ResultReader.read(
        bytes, path: "r.json", into: FindingStore(limit: 3, spillingTo: folder))
      #expect(Self.written(spilled) == bytes)
    }
  }

  @Test(
    "a list that was altered is refused",
    arguments: [
      (#"{"id":"s5","name""#, #"{"id":"s55","name""#), (#""checks":30"#, #""checks":29"#),
      (#""line":6,"#, #""line":7,"#),
    ])
  func refuses(_ change: (from: String, to: String)) throws {
    var result = SampleResult.make()
    result.findings = Self.shared(Self.many(30))
    let text = String(decoding: Self.written(result), as: UTF8.self)
    let altered = text.replacing(change.from, with: change.to)
    #expect(altered != text)
    let failure = #expect(throws: ResultFailure.self) {
      _ = try ResultReader.read(Array(altered.utf8), path: "r.json")
    }
    #expect(failure?.diagnostics.map(\.code) == ["result.contradiction"])
  }

  private static func written(_ result: CheckResult) -> [UInt8] {
    var buffer = OutputBuffer()
    ResultWriter().write(result, to: &buffer)
    return buffer.bytes
  }
}

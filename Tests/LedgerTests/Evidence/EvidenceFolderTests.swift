import Bytes
import CivilTime
import Crypto
import Findings
import Foundation
import Ledger
import Results
import Testing

@Suite struct EvidenceFolderTests {
  let folder: TemporaryFolder
  let key: EvidenceSigningKey

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Array("<inventory/>".utf8), to: "inventory.xml")
    key = try EvidenceSigningKey(Array(repeating: 7, count: 32))
  }

  var path: String { folder.file("evidence") }

  static func bytes(_ result: CheckResult) -> [UInt8] {
    var output = OutputBuffer()
    ResultWriter().write(result, to: &output)
    return output.bytes
  }

  func request(includesInputs: Bool = true) throws -> EvidenceRequest {
    var result = try Sample.result([
      Sample.finding(), Sample.finding(rule: "mopi/b", verdict: .undetermined),
    ])
    result.inputs[0].path = folder.file("inventory.xml")
    result.inputs[0].digest = nil
    return EvidenceRequest(
      result: result, resultBytes: Self.bytes(result),
      files: [
        EvidenceRequest.File(.report, name: "report.txt", bytes: Array("report".utf8)),
        EvidenceRequest.File(.rule, name: "mopi/pack.yaml", bytes: Array("pack: mopi".utf8)),
        EvidenceRequest.File(.waivers, name: "waivers.yaml", bytes: Array("waivers: []".utf8)),
      ], includesInputs: includesInputs, command: ["custos", "check", "inventory.xml"],
      historyHead: "abc")
  }

  func verify(
    inputs: [String] = [], rerun: [UInt8]? = nil, key: EvidenceVerifyingKey? = nil
  ) throws -> EvidenceVerification {
    try EvidenceFolder.verify(
      at: path, signedBy: key, inputs: inputs,
      repetition: rerun.map {
        .done(result: $0, reports: ["reports/report.txt": Array("report".utf8)])
      })
  }

  @Test("evidence that nobody touched is proven by doing the run again")
  func proves() throws {
    let request = try request()
    try EvidenceFolder.create(at: path, request, signingWith: key)
    let verification = try verify(rerun: request.resultBytes, key: key.verifyingKey)
    #expect(verification.problems.isEmpty && verification.isProven)
    #expect(verification.signature == .valid)
    let outline = try #require(verification.outline)
    #expect(outline.command == ["custos", "check", "inventory.xml"])
    #expect(try outline.asOf == day("2026-03-01") && outline.exitCode == 1)
    #expect(outline.historyHead == "abc" && outline.toolVersion == "1.0.0")
    #expect(outline.inputs.map(\.name) == ["inputs/1-inventory.xml"])
    #expect(
      outline.files == [
        "README.txt", "inputs/1-inventory.xml", "reports/report.txt", "result.json",
        "rules/mopi/pack.yaml", "statement.dsse.json", "statement.json", "waivers/waivers.yaml",
      ])
    #expect(try verify().isReproduced == nil && !verify().isProven)
    #expect(try verify().signature == .unchecked)
    #expect(try folder.names() == ["evidence", "inventory.xml"])
  }

  @Test("the same request makes the same bytes, in every file")
  func deterministic() throws {
    let first = try EvidenceFolder.create(at: path, request(), signingWith: key)
    let second = try EvidenceFolder.create(
      at: folder.file("other/"), request(), signingWith: key)
    #expect(first == second)
    for name in try #require(try verify().outline).files {
      #expect(try folder.bytes("evidence/\(name)") == folder.bytes("other/\(name)"))
    }
  }

  @Test("the statement is an in-toto statement whose word is that of the result")
  func statement() throws {
    try EvidenceFolder.create(at: path, request(), signingWith: key)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(folder.bytes("evidence/statement.json")))
        as? [String: Any])
    #expect(json["_type"] as? String == "https://in-toto.io/Statement/v1")
    #expect(
      json["predicateType"] as? String == "https://in-toto.io/attestation/test-result/v0.1")
    let predicate = try #require(json["predicate"] as? [String: Any])
    #expect(predicate["result"] as? String == "FAILED")
    #expect(predicate["failedTests"] as? [String] == ["mopi/group-3-clear-period"])
    #expect(predicate["warnedTests"] as? [String] == ["mopi/b"])
    let configuration = try #require(predicate["configuration"] as? [[String: Any]])
    #expect(
      configuration.map { $0["name"] as? String } == [
        "rules/mopi/pack.yaml", "waivers/waivers.yaml",
      ])
  }

  struct Change: Sendable, CustomTestStringConvertible {
    let name: String
    let problems: [String]
    let make: @Sendable (EvidenceFolderTests) throws -> Void
    var testDescription: String { name }
  }

  func edit(_ name: String, _ old: String, _ new: String) throws {
    let text = try String(decoding: folder.bytes("evidence/\(name)"), as: UTF8.self)
    #expect(text.contains(old))
    try folder.write(Array(text.replacing(old, with: new).utf8), to: "evidence/\(name)")
  }

  /// Signs the statement anew after a change.
  func remake(_ old: String, _ new: String) throws {
    let text = try String(decoding: folder.bytes("evidence/statement.json"), as: UTF8.self)
    let body = Array(text.replacing(old, with: new).utf8)
    let payload = Data(body).base64EncodedString()
    let type = "application/vnd.in-toto+json"
    let signing = try Curve25519.Signing.PrivateKey(
      rawRepresentation: Array(repeating: 7, count: 32))
    let signature = try signing.signature(
      for: Array("DSSEv1 \(type.utf8.count) \(type) \(body.count) ".utf8) + body)
    let envelope = """
      {"payloadType":"\(type)","payload":"\(payload)",\
      "signatures":[{"sig":"\(signature.base64EncodedString())"}]}
      """
    try folder.write(Array(envelope.utf8), to: "evidence/statement.dsse.json")
  }

  static let changes = [
    Change(name: "a report", problems: ["evidence.changed-file reports/report.txt"]) {
      try $0.edit("reports/report.txt", "report", "rapport")
    },
    Change(name: "a rule", problems: ["evidence.changed-file rules/mopi/pack.yaml"]) {
      try $0.edit("rules/mopi/pack.yaml", "mopi", "mope")
    },
    Change(name: "an input", problems: ["evidence.changed-file inputs/1-inventory.xml"]) {
      try $0.edit("inputs/1-inventory.xml", "inventory", "Inventory")
    },
    Change(name: "a file taken out", problems: ["evidence.missing-file waivers/waivers.yaml"]) {
      try FileManager.default.removeItem(atPath: $0.path + "/waivers/waivers.yaml")
    },
    Change(name: "a file put in", problems: ["evidence.unlisted-file rules/mopi/more.yaml"]) {
      try $0.folder.write([1], to: "evidence/rules/mopi/more.yaml")
    },
    Change(
      name: "a file that became a link",
      problems: [
        "evidence.missing-file reports/report.txt", "evidence.not-a-file reports/report.txt",
      ]
    ) {
      try FileManager.default.moveItem(
        atPath: $0.path + "/reports/report.txt", toPath: $0.folder.file("outside.txt"))
      try FileManager.default.createSymbolicLink(
        atPath: $0.path + "/reports/report.txt",
        withDestinationPath: $0.folder.file("outside.txt"))
    },
    Change(name: "the statement for people", problems: ["evidence.changed-file statement.json"]) {
      try $0.edit("statement.json", "FAILED", "PASSED")
    },
    Change(
      name: "a statement of another form", problems: ["evidence.bad-statement statement.dsse.json"]
    ) {
      try $0.remake("test-result/v0.1", "test-result/v0.9")
    },
    Change(name: "no envelope", problems: ["evidence.missing-file statement.dsse.json"]) {
      try FileManager.default.removeItem(atPath: $0.path + "/statement.dsse.json")
    },
    Change(name: "no DSSE", problems: ["evidence.bad-envelope statement.dsse.json"]) {
      try $0.folder.write(Array("{}".utf8), to: "evidence/statement.dsse.json")
    },
    Change(name: "another type", problems: ["evidence.bad-envelope statement.dsse.json"]) {
      try $0.edit("statement.dsse.json", "vnd.in-toto+json", "json")
    },
    Change(name: "no signature", problems: ["evidence.unsigned statement.dsse.json"]) {
      let text = try String(
        decoding: $0.folder.bytes("evidence/statement.dsse.json"), as: UTF8.self)
      let start = try #require(text.range(of: "\"signatures\":["))
      try $0.folder.write(
        Array((text[..<start.upperBound] + "]}").utf8), to: "evidence/statement.dsse.json")
    },
    Change(name: "a statement made anew", problems: ["evidence.bad-signature statement.dsse.json"])
    {
      try FileManager.default.removeItem(atPath: $0.path)
      let other = try EvidenceSigningKey(Array(repeating: 8, count: 32))
      try EvidenceFolder.create(at: $0.path, $0.request(), signingWith: other)
    },
  ]

  @Test("a change is told exactly:", arguments: changes)
  func tells(_ change: Change) throws {
    let request = try request()
    try EvidenceFolder.create(at: path, request, signingWith: key)
    try change.make(self)
    let verification = try verify(rerun: request.resultBytes, key: key.verifyingKey)
    #expect(verification.problems.map { "\($0.kind.rawValue) \($0.path)" } == change.problems)
    #expect(!verification.isProven)
  }

  @Test("every flipped byte of the envelope is found")
  func flips() throws {
    try EvidenceFolder.create(at: path, request(), signingWith: key)
    let whole = try folder.bytes("evidence/statement.dsse.json")
    for offset in stride(from: 0, to: whole.count - 1, by: 97) {
      var bytes = whole
      bytes[offset] ^= 0x04
      try folder.write(bytes, to: "evidence/statement.dsse.json")
      let verification = try verify(key: key.verifyingKey)
      // A changed hint of a key, or of its name, changes nothing that is proven.
      let isHint = Envelopes.hintRange(whole)?.contains(offset) ?? false
      #expect(isHint || !verification.problems.isEmpty)
    }
  }

  @Test("a run that gives other bytes is told with the place")
  func rerun() throws {
    let request = try request()
    try EvidenceFolder.create(at: path, request)
    var other = request.resultBytes
    let offset = try #require(other.lastIndex(of: UInt8(ascii: "\n")))
    other[offset - 1] = UInt8(ascii: "!")
    let verification = try verify(rerun: other)
    #expect(verification.isReproduced == false && !verification.isProven)
    #expect(verification.problems.map(\.kind.rawValue) == ["evidence.result-differs"])
    #expect(verification.problems.first?.message.contains("column") == true)
  }

  @Test("inputs that are not included are held against their digests")
  func inputs() throws {
    try EvidenceFolder.create(at: path, request(includesInputs: false))
    #expect(try verify().outline?.inputs.map(\.name) == [nil])
    #expect(try verify().outline?.files.contains { $0.hasPrefix("inputs/") } == false)
    #expect(try verify(inputs: [folder.file("inventory.xml")]).problems.isEmpty)
    try folder.write([1], to: "other.xml")
    #expect(
      try verify(inputs: [folder.file("other.xml")]).problems.map(\.kind.rawValue)
        == ["evidence.input-missing", "evidence.input-unknown"])
    try folder.write([1], to: "inventory.xml")
    #expect(
      try verify(inputs: [folder.file("inventory.xml")]).problems.map(\.kind.rawValue) == [
        "evidence.input-changed"
      ])
  }

  @Test("an input that changed since the check stops the evidence, and nothing is left")
  func changedInput() throws {
    var request = try request()
    request.result.inputs[0].digest = String(repeating: "0", count: 64)
    let failure = #expect(throws: EvidenceFailure.self) {
      try EvidenceFolder.create(at: path, request)
    }
    #expect(failure?.code.name == "evidence.input-changed")
    #expect(try folder.names() == ["inventory.xml"])
  }

  @Test("evidence is never overwritten")
  func refusesExisting() throws {
    try folder.write([1], to: "evidence")
    let failure = #expect(throws: EvidenceFailure.self) {
      try EvidenceFolder.create(at: path, request())
    }
    #expect(failure?.code.name == "evidence.exists")
    #expect(try folder.names() == ["evidence", "inventory.xml"])
  }

  @Test(
    "a name that leads out of its folder is refused",
    arguments: ["../x", "/x", "a//b", "a/./b", "", "a\nb", "mopi/pack.yaml"])
  func refusesNames(_ name: String) throws {
    var request = try request()
    request.files.append(EvidenceRequest.File(.rule, name: name, bytes: []))
    let failure = #expect(throws: EvidenceFailure.self) {
      try EvidenceFolder.create(at: path, request)
    }
    #expect(failure?.code.name == "evidence.bad-name")
    #expect(try folder.names() == ["inventory.xml"])
  }

  @Test("what is no folder is a failure")
  func missing() {
    let failure = #expect(throws: EvidenceFailure.self) { try verify() }
    #expect(failure?.code.name == "evidence.missing")
  }
}

/// Looks into the bytes of an envelope.
private enum Envelopes {
  /// Where the hint of the key stands: its name, its value and the comma after it.
  static func hintRange(_ bytes: [UInt8]) -> Range<Int>? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let start = text.range(of: "\"keyid\""), let end = text.range(of: ",\"sig\"") else {
      return nil
    }
    return text[..<start.lowerBound].utf8.count..<text[..<end.lowerBound].utf8.count
  }
}

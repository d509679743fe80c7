import Bytes
import Diagnostics
import ResultFixtures
import Results
import Testing

@Suite struct ResultReaderTests {
  static let sample: String = {
    var output = OutputBuffer()
    ResultWriter().write(SampleResult.make(), to: &output)
    return output.text
  }()

  @Test("a result that was written and read is written as the same bytes")
  func roundTrips() throws {
    let read = try ResultReader.read(Array(Self.sample.utf8), path: "result.json")
    var output = OutputBuffer()
    ResultWriter().write(read, to: &output)
    #expect(output.text == Self.sample)
    #expect(ResultReader.isResult(Self.sample.utf8))
  }

  @Test("every finding comes back as it was")
  func keepsFindings() throws {
    let read = try ResultReader.read(Array(Self.sample.utf8), path: "result.json")
    #expect(Array(read.findings) == Array(SampleResult.make().findings))
  }

  struct Damage: Sendable, CustomTestStringConvertible {
    let name: String
    let old: String
    let new: String
    let code: String
    var testDescription: String { name }
  }

  static let damages = [
    Damage(
      name: "another document", old: "custos-result", new: "sarif", code: "result.foreign"),
    Damage(
      name: "a newer form", old: "\"formVersion\":1", new: "\"formVersion\":2",
      code: "result.newer-form"),
    Damage(
      name: "a member twice", old: "\"exitCode\":1,\n", new: "\"exitCode\":1,\"exitCode\":1,\n",
      code: "result.duplicate-member"),
    Damage(
      name: "a finding without a verdict", old: "\"verdict\":\"undetermined\",", new: "",
      code: "result.missing-member"),
    Damage(
      name: "an unknown severity", old: "\"severity\":\"critical\"",
      new: "\"severity\":\"dire\"", code: "result.unknown-value"),
    Damage(
      name: "a text for a number", old: "\"daysOver\":489", new: "\"daysOver\":\"489\"",
      code: "result.wrong-type"),
    Damage(
      name: "a fraction", old: "\"daysOver\":489", new: "\"daysOver\":489.5",
      code: "result.malformed"),
    Damage(
      name: "a day that does not exist", old: "\"asOf\":\"2026-11-01\",\n \"exitCode\"",
      new: "\"asOf\":\"2026-11-31\",\n \"exitCode\"", code: "result.unknown-value"),
    Damage(
      name: "an exit code that the summary denies", old: "\n \"exitCode\":1,",
      new: "\n \"exitCode\":0,", code: "result.contradiction"),
    Damage(name: "a trailing comma", old: "\n}\n", new: ",\n}\n", code: "result.malformed"),
    Damage(name: "something after the end", old: "\n}\n", new: "\n}\n{}", code: "result.malformed"),
    Damage(
      name: "no inputs", old: "\"inputs\":", new: "\"form\":", code: "result.duplicate-member"),
  ]

  @Test("a damaged result is refused and says why", arguments: damages)
  func refuses(_ damage: Damage) throws {
    let range = try #require(Self.sample.firstRange(of: damage.old))
    let bytes = Array(Self.sample.replacingCharacters(range, damage.new).utf8)
    let failure = #expect(throws: ResultFailure.self) {
      try ResultReader.read(bytes, path: "result.json")
    }
    #expect(failure?.diagnostics.first?.code == damage.code)
    #expect(failure?.diagnostics.first?.position != nil)
  }

  struct Addition: Sendable, CustomTestStringConvertible {
    let name: String
    let before: String
    var testDescription: String { name }
  }

  static let additions = [
    Addition(name: "in the result", before: "\"asOf\":"),
    Addition(name: "in the header", before: "\"toolVersion\":"),
    Addition(name: "in a finding", before: "\"isProvisional\":"),
    Addition(name: "in a subject", before: "\"links\":"),
  ]

  @Test("what a later version added is passed over, and the result says so", arguments: additions)
  func passesOver(_ addition: Addition) throws {
    let range = try #require(Self.sample.firstRange(of: addition.before))
    let text = Self.sample.replacingCharacters(
      range, "\"colours\":[{\"a\":null}]," + addition.before)
    let result = try ResultReader.read(Array(text.utf8), path: "result.json")
    #expect(Array(result.findings) == Array(SampleResult.make().findings))
    #expect(result.notices.last?.code == "result.unknown-member")
    #expect(result.notices.count == SampleResult.make().notices.count + 1)
  }

  @Test("a result that was cut short anywhere is refused")
  func refusesTruncation() {
    let bytes = Array(Self.sample.utf8)
    for length in stride(from: 0, to: bytes.count - 2, by: 97) {
      #expect(throws: ResultFailure.self) {
        try ResultReader.read(Array(bytes.prefix(length)), path: "result.json")
      }
    }
  }

  @Test(
    "what is no result is refused",
    arguments: ["", " ", "[]", "null", "{}", "<html>", "\u{FEFF}{}", "{\"findings\":[]}"])
  func refusesForeign(_ text: String) {
    #expect(throws: ResultFailure.self) { try ResultReader.read(Array(text.utf8), path: "x") }
  }
}

extension String {
  func replacingCharacters(_ range: Range<Index>, _ text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}

import Bytes
import Foundation
import Reports
import ResultFixtures
import Results
import Testing

/// Validators of others, where the machine has them and `CUSTOS_CORPORA` names their schemas.
@Suite struct ValidatorTests {
  static let results = [
    SampleResult.make(), LargeResult.make(findings: 300),
    HostileResult.make(HostileTextTests.texts), empty,
  ]

  static let empty: CheckResult = {
    var result = SampleResult.make()
    result.findings = FindingStore()
    return result
  }()

  private func validate(
    _ format: ReportFormat, _ program: String, _ arguments: (String, String) -> [String]
  ) throws {
    let corpora = try #require(Tool.corpora)
    try Tool.inTemporaryFolder { folder in
      for (index, result) in Self.results.enumerated() {
        let path = "\(folder)/\(index).\(format.rawValue)"
        try AtomicFile.write(to: path) { result.write(as: format, to: &$0) }
        let run = try #require(try Tool.run(program, arguments(corpora, path)))
        #expect(run.ok, "\(run.text)")
      }
    }
  }

  static let script = """
    import json, sys
    from jsonschema.validators import validator_for
    schema = json.load(open(sys.argv[1]))
    errors = list(validator_for(schema)(schema).iter_errors(json.load(open(sys.argv[2]))))
    for e in errors[:5]:
        print(e.json_path, e.message[:200])
    sys.exit(1 if errors else 0)
    """

  private static let noSchemas = "CUSTOS_CORPORA names no folder with the schemas"

  @Test(
    "SARIF is valid by the schema of OASIS",
    .enabled(if: Tool.corpora != nil && Tool.hasJSONSchema, "\(noSchemas)"))
  func validatesSARIF() throws {
    try validate(.sarif, "python3") { corpora, path in
      ["-c", Self.script, "\(corpora)/schemas/sarif-schema-2.1.0.json", path]
    }
  }

  @Test(
    "JUnit is valid by its schema",
    .enabled(if: Tool.corpora != nil && Tool.path(of: "xmllint") != nil, "\(noSchemas)"))
  func validatesJUnit() throws {
    try validate(.junit, "xmllint") { corpora, path in
      ["--noout", "--schema", "\(corpora)/schemas/JUnit.xsd", path]
    }
  }

  @Test("every JSON format is JSON", arguments: [ReportFormat.json, .sarif, .oscal, .gitlab])
  func parses(_ format: ReportFormat) throws {
    for result in Self.results {
      _ = try JSONSerialization.jsonObject(with: Data(Rendered.bytes(result, as: format)))
    }
  }

  @Test("every line of the lines format is JSON, the first a header and the last a summary")
  func parsesLines() throws {
    for result in Self.results {
      let lines = Rendered.text(result, as: .ndjson).split(separator: "\n")
      for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
      #expect(lines.first?.hasPrefix("{\"header\":") == true)
      #expect(lines.last?.hasPrefix("{\"summary\":") == true)
    }
  }
}

import Bytes
import Foundation
import ResultFixtures
import Results
import Testing

@Suite struct ResultSchemaTests {
  static let schema: [UInt8] = {
    var output = OutputBuffer()
    ResultSchema.write(to: &output)
    return output.bytes
  }()

  @Test("the schema is what somebody last read")
  func matches() throws {
    #expect(try Golden().difference("ResultSchema.json", Self.schema) == nil)
  }

  static let script = """
    import json, sys
    from jsonschema import Draft202012Validator as V
    schema = json.load(open(sys.argv[1]))
    V.check_schema(schema)
    errors = list(V(schema).iter_errors(json.load(open(sys.argv[2]))))
    for e in errors[:5]:
        print(e.json_path, e.message[:200])
    sys.exit(1 if errors else 0)
    """

  @Test(
    "real output is valid by the schema",
    .enabled(if: Tool.hasJSONSchema, "python3 has no jsonschema: the schema is not tested"))
  func validates() throws {
    try Tool.inTemporaryFolder { folder in
      var output = OutputBuffer()
      ResultWriter().write(SampleResult.make(), to: &output)
      try Data(Self.schema).write(to: URL(fileURLWithPath: "\(folder)/schema.json"))
      try Data(output.bytes).write(to: URL(fileURLWithPath: "\(folder)/result.json"))
      let arguments = ["-c", Self.script, "\(folder)/schema.json", "\(folder)/result.json"]
      let run = try #require(try Tool.run("python3", arguments))
      #expect(run.ok, "\(run.text)")
    }
  }
}

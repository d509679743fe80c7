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

  /// Exits with 3 where the library is missing, which is no failure of ours.
  static let script = """
    import json, sys
    try:
        from jsonschema import Draft202012Validator as V
    except ImportError:
        sys.exit(3)
    schema = json.load(open(sys.argv[1]))
    V.check_schema(schema)
    errors = list(V(schema).iter_errors(json.load(open(sys.argv[2]))))
    for e in errors[:5]:
        print(e.json_path, e.message[:200])
    sys.exit(1 if errors else 0)
    """

  @Test("real output is valid by the schema, where python3 has jsonschema")
  func validates() throws {
    try Tool.inTemporaryFolder { folder in
      var output = OutputBuffer()
      ResultWriter().write(SampleResult.make(), to: &output)
      try Data(Self.schema).write(to: URL(fileURLWithPath: "\(folder)/schema.json"))
      try Data(output.bytes).write(to: URL(fileURLWithPath: "\(folder)/result.json"))
      let arguments = ["-c", Self.script, "\(folder)/schema.json", "\(folder)/result.json"]
      guard let run = try Tool.run("python3", arguments) else {
        print("not checked: no python3 on this machine")
        return
      }
      let isMissing = !run.ok && run.text.isEmpty
      if isMissing { print("not checked: python3 has no jsonschema") }
      #expect(run.ok || isMissing, "\(run.text)")
    }
  }
}

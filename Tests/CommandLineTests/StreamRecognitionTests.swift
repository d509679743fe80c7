import Testing

/// Files of other programs on standard input are told by their content, as files are.
@Suite struct StreamRecognitionTests {
  static let cmdb =
    #"{"result": ["#
    + (0..<2_000).map {
      #"{"sys_id": "s\#($0)", "name": "System \#($0)", "sys_class_name": "cmdb_ci_appl", "operational_status": "1"}"#
    }
    .joined(separator: ",") + "]}"

  @Test(
    "a mapping is chosen by what comes through the pipe, short or long",
    arguments: [
      (
        #"{"result": [{"sys_id": "a", "name": "Custody", "sys_class_name": "cmdb_ci_appl", "operational_status": "1"}]}"#,
        "1 system"
      ),
      (cmdb, "2000 systems"),
      ("System,Information asset owner,Record type,Retention\nA,B,C,6 years\n", "1 system"),
    ])
  func recognises(_ text: String, _ count: String) async throws {
    let run = try await Program.run(["validate", "-"], input: Array(text.utf8))
    #expect((run.errors + run.text).contains(count))
  }

  @Test("a table that no mapping fits says what it looks like")
  func unread() async throws {
    let run = try await Program.run(["validate", "-"], input: Array("a,b\n1,2\n".utf8))
    let said = run.errors + run.text
    #expect(said.contains("-:1:1: error: this looks like a table with the columns \"a\", \"b\""))
    #expect(run.code == 3)
  }
}

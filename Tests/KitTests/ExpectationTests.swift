import CivilTime
import Diagnostics
import Foundation
import Results
import Testing

@testable import CustosKit

/// Systems that should be there, and systems that share a name.
@Suite struct ExpectationTests {
  private static let inventory = """
    <inventory xmlns="urn:custos:inventory:1" version="1" extracted="2026-10-31">
      <organisation id="wolds" name="Wolds" kind="public-authority" jurisdiction="england-and-wales"/>
      <system id="p" name="Permits" status="live" regime="general" controllers="wolds"/>
    </inventory>
    """

  private static let cmdb = #"""
    {"result": [{"sys_id": "a1", "sys_class_name": "x", "name": "Permits", "operational_status": "1"},
      {"sys_id": "a2", "sys_class_name": "x", "name": "Tides", "operational_status": "1"}]}
    """#

  private func missing(_ name: String, _ text: String) throws -> [String] {
    let folder = try Folder()
    let path = try folder.write("inventory.xml", Self.inventory.utf8)
    var request = CheckRequest(inputs: [path], asOf: try CivilDate(parsing: "2026-11-01"))
    request.expectedPath = try folder.write(name, text.utf8)
    return try CheckRun.run(request).notices.filter { $0.code == "join.expected-missing" }
      .map(\.message)
  }

  @Test("expected systems are read from a list, from a table under a title, and from an export")
  func readsExpected() throws {
    for (name, text) in [
      ("list.txt", "Permits\nTides\n"),
      ("register.csv", "Register of 2026,\n,\nOwner,Application\nA,Permits\nB,Tides\n"),
      ("cmdb.json", Self.cmdb),
    ] {
      let found = try missing(name, text)
      #expect(found.count == 1, "\(name): \(found)")
      #expect(found.first?.contains("\"Tides\"") == true, "\(name): \(found)")
    }
  }

  @Test("a document that names no system is an error, not a list of its lines")
  func refusesOthers() throws {
    #expect(throws: ConfigurationFailure.self) { try missing("x.json", #"{"a": ["Permits"]}"#) }
  }

  @Test("a name that two systems have joins neither, and that is said")
  func tellsAmbiguousNames() throws {
    let folder = try Folder()
    let register = try folder.write(
      "register.csv",
      "System,Information asset owner,Record type,Retention\nPermits,A,Files,6 years\n".utf8)
    let cmdb = try folder.write("cmdb.json", Self.cmdb.replacing("Tides", with: "Permits").utf8)
    let report = try Validation.run(inputs: [cmdb, register], isStrict: false)
    let told = try #require(report.diagnostics.first { $0.code == "join.ambiguous" })
    #expect(told.message.hasPrefix("3 systems are called \"Permits\""), "\(told.message)")
    #expect(told.related.count == 2)
    let alone = try #require(
      report.diagnostics.first { $0.code == "join.unmatched" && $0.message.hasPrefix("1 system") })
    #expect(alone.message.contains("meets no system"), "\(alone.message)")
  }
}

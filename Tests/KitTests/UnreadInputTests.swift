import Diagnostics
import Foundation
import Testing

@testable import CustosKit

/// Files that no mapping reads, and mappings that are named for files of another form.
@Suite struct UnreadInputTests {
  private func told(_ files: [(name: String, text: String)], mapping: String? = nil) throws
    -> [Diagnostic]
  {
    let folder = try Folder()
    var paths: [String] = []
    for file in files { paths.append(try folder.write(file.name, file.text.utf8)) }
    return try Validation.run(
      inputs: paths, mappings: mapping.map { [$0] } ?? [], isStrict: false
    ).diagnostics
  }

  struct Look: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let says: [String]
    var testDescription: String { name }
  }

  static let looks = [
    Look(
      name: "x.json", text: #"{"log": {"entries": [{"a": 1}, {"a": 2}]}}"#,
      says: ["JSON with the members \"log\"", "$.log.entries[*]"]),
    Look(
      name: "x.xml", text: "<r:list xmlns:r='urn:x'><r:a/><r:a/></r:list>",
      says: ["XML with the root \"list\" of the namespace urn:x", "/n:list/n:a"]),
    Look(name: "x.csv", text: "Asset,Owner\nA,B\n", says: ["a table with the columns \"Asset\""]),
    Look(name: "people.csv", text: "Ann Roe,1980-01-02\n", says: ["whose first row has data"]),
  ]

  @Test("a file that fits no mapping says what it looks like and what to do", arguments: looks)
  func saysWhatItLooksLike(_ look: Look) throws {
    let found = try #require(
      try told([(look.name, look.text)]).first { $0.code == "reader.not-an-inventory" })
    for words in look.says { #expect(found.message.contains(words), "\(found.message)") }
    #expect(found.hint?.contains("custos mappings suggest") == true)
    #expect(!found.message.contains("Ann"))
  }

  @Test("in a folder other documents are passed over, with what they look like")
  func passesOverInFolders() throws {
    let folder = try Folder()
    _ = try folder.write("f/x.json", #"{"a": 1}"#.utf8)
    _ = try folder.write(
      "f/i.json", #"{"version": 1, "systems": [{"id": "s", "controllers": ["o"]}]}"#.utf8)
    let report = try Validation.run(inputs: ["\(folder.path)/f"], isStrict: false)
    let found = report.diagnostics.filter { $0.code == "reader.not-an-inventory" }
    #expect(found.map(\.severity) == [.notice])
    #expect(found.first?.message.contains("members \"a\"") == true)
  }

  @Test("a mapping that is named for a file of another form is not tried on it")
  func refusesOtherForms() throws {
    let old = String(decoding: [0x01, 0x02] as [UInt8], as: UTF8.self)
    for (name, text, mapping) in [
      ("t.csv", "A,B\n1,2\n", "servicenow-cmdb"), ("t.json", "{\"a\": 1}", "asset-register"),
      ("t.xml", "<a/>", "servicenow-cmdb"), ("t.pdf", "%PDF-1.7\(old)", "asset-register"),
    ] {
      let found = try told([(name, text)], mapping: mapping)
      #expect(
        found.contains { $0.code == "mapping.wrong-form" && $0.severity == .error }, "\(found)")
    }
  }

  @Test("an old Excel file is told, also where a mapping is named for it")
  func tellsOldExcel() throws {
    let folder = try Folder()
    let path = try folder.write("old.xls", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
    for mappings in [[], ["asset-register"]] {
      let report = try Validation.run(inputs: [path], mappings: mappings, isStrict: false)
      #expect(report.diagnostics.contains { $0.message.contains("an old Excel file") })
    }
  }
}

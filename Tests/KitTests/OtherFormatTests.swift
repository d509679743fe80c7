import CivilTime
import Diagnostics
import Findings
import Foundation
import Mapping
import Results
import Testing

@testable import CustosKit

/// The invented files of other formats that the samples have, one for each built-in mapping.
@Suite struct OtherFormatTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("samples/other-formats")

  /// A file, what is read of it, and what is in the inventory that comes of it.
  struct Sample: Sendable, CustomTestStringConvertible {
    /// The file, named after its mapping.
    let file: String
    /// The rows of each level.
    let rows: String
    /// The values that were not understood.
    let misread: Int
    /// Parts of the inventory in JSON.
    let gives: [String]
    var testDescription: String { file }
    var mapping: String { String(file.prefix { $0 != "." }) }

    init(_ file: String, _ rows: String, misread: Int = 0, _ gives: String...) {
      self.file = file
      self.rows = rows
      self.misread = misread
      self.gives = gives
    }
  }

  static let samples = [
    Sample(
      "servicenow-cmdb.json", "3 systems", misread: 3,
      #""name": "Harbour permits", "status": "live""#, #""goLive": "2018-05-14""#),
    Sample(
      "itop-cmdb.xml", "3 systems", misread: 3, #""id": "applicationsolution-11""#,
      #""status": "planned""#),
    Sample(
      "glpi-inventory-json.json", "1 system, 2 datasets", #""name": "berths""#,
      #""name": "quay-srv-1""#),
    Sample("glpi-inventory-xml.xml", "1 system, 1 dataset", #""name": "tides""#),
    Sample("archimate.xml", "2 systems", misread: 1, #""owner": "Harbour master""#),
    Sample(
      "cyclonedx-services-json.json", "3 systems, 3 datasets", #""id": "svc-permits-skippers-pii""#,
      #""id": "svc-permits-data-public""#, #""processors": [{"name": "Lockgate Ltd"}]"#),
    Sample(
      "cyclonedx-services-xml.xml", "3 systems, 3 datasets", #""id": "svc-permits-skippers-pii""#,
      #""id": "svc-permits-data-public""#),
    Sample(
      "oscal-ssp-json.json", "1 system, 2 datasets", #""owner": "Harbour office""#,
      #""status": null"#),
    Sample(
      "oscal-ssp-xml.xml", "1 system, 2 datasets", #""owner": "Harbour office""#,
      #""description": "Berths and moorings.""#),
    Sample(
      "fides-systems.json", "2 systems, 2 datasets", misread: 2, #""period": "P2190D""#,
      #""owner": null"#),
    Sample(
      "fides-system.json", "1 system, 2 datasets", misread: 2, #""period": "P730D""#,
      #""legalBasis": ["art6-1-d"]"#),
    Sample("fides-datamap.json", "2 systems", #""id": "harbour_permits""#),
    Sample(
      "tilt.json", "1 organisation, 1 system, 3 datasets", misread: 2,
      #""legalBasis": ["art6-1-e"]"#, #""period": "P6Y""#),
    Sample(
      "tilt-collection.json", "2 organisations, 2 systems, 2 datasets", misread: 1,
      #""legalBasis": ["art6-1-e"]"#),
    Sample(
      "ico-controller-template.csv", "3 systems, 3 datasets", misread: 2,
      #""trigger": "expiry""#, #""name": "People Platform""#),
    Sample(
      "asset-register.csv", "3 systems, 4 datasets", misread: 1, #""period": "P31D""#,
      #""counting": "current-plus""#),
    Sample(
      "retention-schedule.tsv", "1 organisation", misread: 3, #""category": "permits""#,
      #""period": "indefinite""#),
    Sample(
      "nsw-rda.xml", "1 organisation", misread: 1, #""action": "archive""#, #""period": "P18M""#,
      #""reason": "Of lasting use.""#),
    Sample(
      "us-retention-statements.json", "1 organisation", misread: 3,
      #""category": "900-1-hc-1-permits", "period": "P6Y""#, #""action": "delete""#),
    Sample(
      "us-retention-series.json", "1 organisation", misread: 2, #""period": "P3Y""#,
      #""period": "indefinite""#),
    Sample(
      "record-extract.csv", "2 systems, 3 datasets, 4 records", misread: 1,
      #""created": "2019-02-28", "lastEvent": "2020-03-31""#),
    Sample(
      "niem-arrests.xml", "1 system, 1 dataset, 2 records", misread: 1,
      #""lastEvent": "2009-08-07""#, #""born": "1971-04-02""#),
    Sample(
      "niem-incident-arrests.xml", "1 system, 1 dataset, 2 records", #""lastEvent": "2026-03-01""#,
      #""lastEvent": "2026-03-02""#),
    Sample(
      "police-uk.json", "1 system, 1 dataset, 2 records", #""lastEvent": "2026-05""#,
      #""reported": "2026-04""#),
  ]

  @Test("every built-in mapping has a file, and every file is tried")
  func isComplete() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(files) == Set(Self.samples.map(\.file)))
    let mappings = try MappingWork.mappings([]).map(\.name)
    #expect(Set(mappings) == Set(Self.samples.map(\.mapping)))
  }

  @Test("each file is read by the mapping that its content chooses", arguments: samples)
  func reads(_ sample: Sample) throws {
    let path = Self.folder.appendingPathComponent(sample.file).path
    let report = try Validation.run(inputs: [path], isStrict: false)
    #expect(report.isValid, "\(report.diagnostics)")
    let read = try #require(report.diagnostics.first { $0.code == "mapping.read" })
    #expect(
      read.message.contains("read with the mapping \(sample.mapping): \(sample.rows);"),
      "\(read.message)")
    let misread = sample.misread == 0 ? "all understood" : "\(sample.misread) not understood"
    #expect(read.message.contains(", \(misread)"), "\(read.message)")
    var bytes: [UInt8] = []
    _ = try Conversion.run([path], to: .json) { bytes += $0 }
    let json = String(decoding: bytes, as: UTF8.self)
    for part in sample.gives { #expect(json.contains(part), "\(part) in \(json)") }
  }

  @Test("an extract gives the records of a class that another input describes without them")
  func givesRecords() throws {
    let folder = try Folder()
    let inventory = try folder.write(
      "inventory.xml",
      """
      <inventory xmlns="urn:custos:inventory:1" version="1" extracted="2026-10-31">
        <organisation id="wolds" name="Wolds" kind="public-authority" jurisdiction="england-and-wales"/>
        <system id="s" name="Permits" status="live" regime="general" controllers="wolds"><dataset id="d" name="Permits"/></system>
      </inventory>
      """.utf8)
    let extract = try folder.write(
      "extract.csv",
      "System,Class,Reference,Created,Last event\nPermits,Permits,P-1,2019-01-02,2020-01-02\n".utf8)
    let result = try CheckRun.run(
      CheckRequest(inputs: [inventory, extract], asOf: try CivilDate(parsing: "2026-11-01")))
    let lacking = result.findings.filter { $0.rule == "inventory/records-given" }
    #expect(lacking.isEmpty, "\(lacking.map(\.cause))")
  }

  @Test("the further inputs of a CMDB are found beside it")
  func looksUp() throws {
    let folder = try Folder()
    let users = try folder.write(
      "users.json",
      #"{"result": [{"sys_id": "77aa01", "user_name": "master", "name": "Harbour master"}]}"#.utf8)
    var bytes: [UInt8] = []
    let path = Self.folder.appendingPathComponent("servicenow-cmdb.json").path
    _ = try Conversion.run([path, users], to: .json) { bytes += $0 }
    #expect(String(decoding: bytes, as: UTF8.self).contains(#""owner": "Harbour master""#))
  }
}

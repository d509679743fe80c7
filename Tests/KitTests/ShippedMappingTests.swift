import Diagnostics
import Foundation
import Mapping
import Testing

@testable import CustosKit

/// The mappings that come with the program.
@Suite struct ShippedMappingTests {
  @Test("every built-in mapping has examples, which hold, and says what it cannot carry")
  func holdsExamples() throws {
    let mappings = try MappingWork.mappings([])
    #expect(mappings.count >= 24)
    for mapping in mappings {
      let (examples, problems) = MappingWork.test([mapping])
      #expect(examples > 0, "\(mapping.name)")
      #expect(problems.isEmpty, "\(mapping.name): \(problems)")
      #expect(!mapping.document.cannotCarry.isEmpty, "\(mapping.name)")
    }
  }

  @Test("every built-in mapping has its page")
  func hasPages() throws {
    let page = try String(
      contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Sources/CustosKit/Custos.docc/ShippedMappings.md"),
      encoding: .utf8)
    for mapping in try MappingWork.mappings([]) {
      #expect(page.contains("### `\(mapping.name)`"), "\(mapping.name)")
      for sentence in mapping.document.cannotCarry {
        #expect(page.contains("- \(sentence)\n"), "\(mapping.name): \(sentence)")
      }
    }
  }

  /// A real file, the mapping that its content chooses, and what is read of it.
  struct RealFile: Sendable, CustomTestStringConvertible {
    let path: String
    let mapping: String
    let rows: String
    var testDescription: String { path }

    init(_ path: String, _ mapping: String, _ rows: String) {
      self.path = path
      self.mapping = mapping
      self.rows = rows
    }
  }

  static let realFiles = [
    RealFile("fides-datamap/systems.json", "fides-systems", "3 systems, 3 datasets"),
    RealFile("fides-datamap/systems_paginated.json", "fides-systems", "3 systems, 3 datasets"),
    RealFile("fides-datamap/datamap.json", "fides-datamap", "2 systems"),
    RealFile("fides-datamap/system.json", "fides-system", "1 system, 1 dataset"),
    RealFile("fides-datamap/dictionary-system.json", "fides-system", "1 system, 2 datasets"),
    RealFile("tilt/luca-app.de.tilt.json", "tilt", "1 organisation, 1 system, 7 datasets"),
    RealFile("tilt/whatsapp.com.tilt.json", "tilt", "1 organisation, 1 system, 13 datasets"),
    RealFile("tilt/bvg.de.json", "tilt", "1 organisation, 1 system, 22 datasets"),
    RealFile("tilt/bahn.de.tilt.json", "tilt", "1 organisation, 1 system, 5 datasets"),
    RealFile(
      "tilt/2021-09 progprak-dump.json", "tilt-collection",
      "76 organisations, 76 systems, 609 datasets"),
    RealFile(
      "niem-justice/ArrestReport.xml", "niem-incident-arrests", "1 system, 1 dataset, 1 record"),
    RealFile(
      "niem-justice/IncidentReport-Multiple_Arrest_Subjects.xml", "niem-incident-arrests",
      "1 system, 1 dataset, 2 records"),
    RealFile("oscal-ssp/ssp-example.xml", "oscal-ssp-xml", "1 system, 1 dataset"),
    RealFile("oscal-ssp/ssp-example.json", "oscal-ssp-json", "1 system, 1 dataset"),
    RealFile(
      "servicenow-cmdb/cmdb_ci_server_sysparm_limit_3000.json", "servicenow-cmdb", "40 systems"),
    RealFile("glpi-inventory/1.xml", "glpi-inventory-xml", "1 system"),
    RealFile("glpi-inventory/6.xml", "glpi-inventory-xml", "1 system"),
    RealFile(
      "glpi-inventory/computer_2_partial_dbs.json", "glpi-inventory-json", "1 system, 3 datasets"),
    RealFile("nsw-rda/SRNSW_example.xml", "nsw-rda", "1 organisation"),
    RealFile("us-retention-schedules/696.json", "us-retention-series", "1 organisation"),
    RealFile("us-retention-schedules/general.json", "us-retention-statements", "1 organisation"),
    RealFile(
      "police-uk/crime_data_mozfest.json", "police-uk", "1 system, 1 dataset, 374 records"),
    RealFile(
      "niem-justice/sample-7034903598874620716.xml", "niem-arrests",
      "1 system, 1 dataset, 6 records"),
    RealFile("niem-justice/Criminal_History.xml", "niem-arrests", "1 system, 1 dataset, 1 record"),
  ]

  static let corpora = ProcessInfo.processInfo.environment["CUSTOS_CORPORA"] ?? ""

  @Test(
    "real files are read by the mapping that their content chooses",
    .enabled(if: !corpora.isEmpty, "CUSTOS_CORPORA names no folder with the corpora"),
    arguments: realFiles)
  func readsRealFiles(_ file: RealFile) throws {
    let path = "\(Self.corpora)/real/\(file.path)"
    let report = try Validation.run(inputs: [path], isStrict: false)
    let read = try #require(report.diagnostics.first { $0.code == "mapping.read" })
    #expect(
      read.message.contains("read with the mapping \(file.mapping): \(file.rows);"),
      "\(read.message)")
    #expect(report.isValid, "\(report.diagnostics.filter { $0.severity == .error })")
  }
}

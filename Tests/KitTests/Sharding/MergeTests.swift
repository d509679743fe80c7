import Findings
import Foundation
import Reports
import ResultFixtures
import Results
import Testing

@testable import CustosKit

@Suite struct MergeTests {
  static let counts = [1, 2, 3, 7, 50]
  static let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("samples").path

  /// Cuts a check in each of several numbers of shards and compares every report with the whole.
  static func compare(_ inputs: [String], isLinked: Bool, counts: [Int] = counts) throws {
    let folder = try Folder()
    let sample = try ShardSample(inputs, isLinked: isLinked, folder: folder.path)
    let whole = try sample.whole()
    let canonical = whole.bytes(.json)
    #expect(whole.findings.count > 0)
    for count in counts {
      // Facts are cut otherwise than the check, which must make no difference.
      let facts = try sample.facts(count % 4 + 1)
      let partials = try sample.partials(count, facts: facts)
      let merged = try MergeRun.run(MergeRequest(paths: partials.reversed()))
      #expect(merged.bytes(.json) == canonical, "\(count) shards of \(inputs)")
      // All that a report shows is in the canonical result; once is enough for the others.
      for format in ReportFormat.allCases where count == counts[1] {
        #expect(
          merged.bytes(format) == whole.bytes(format), "\(format) of \(count) shards of \(inputs)")
      }
      #expect(merged.summary.exitCode == whole.summary.exitCode)
    }
  }

  struct Cut: Sendable, CustomTestStringConvertible {
    let spelling: String
    let isLinked: Bool
    let counts: [Int]
    var testDescription: String {
      "\(spelling), \(isLinked ? "linked" : "not linked"), \(counts) shards"
    }
  }

  static let cuts = [
    Cut(spelling: "xml", isLinked: true, counts: [7, 2]),
    Cut(spelling: "xml", isLinked: false, counts: [1, 3]),
    Cut(spelling: "json", isLinked: true, counts: [1, 3]),
    Cut(spelling: "json", isLinked: false, counts: [2, 50]),
  ]

  @Test("merged shards of the samples are one run", arguments: cuts)
  func mergesSamples(_ cut: Cut) throws {
    try Self.compare(
      ["\(Self.samples)/force/inventory.\(cut.spelling)"], isLinked: cut.isLinked,
      counts: cut.counts)
  }

  @Test("merged shards of odd and broken inputs are one run", arguments: [true, false])
  func mergesOddInputs(_ isLinked: Bool) throws {
    let folder = try Folder()
    let force = #"{"id": "f", "name": "F", "kind": "police-force"}"#
    // Rows before the facts of their dataset, without ids, and twice the same.
    try folder.write("in/a.json", Self.inventory("a", organisations: force, Self.rows(23)).utf8)
    // The same dataset again: rows without ids are numbered anew.
    try folder.write("in/b.json", Self.inventory("a", organisations: "", Self.rows(4)).utf8)
    try folder.write("in/c.json", #"{"organisations": [], "systems": [{"id": "#.utf8)
    try folder.write("in/d.json", "[]".utf8)
    try Self.compare(["\(folder.path)/in"], isLinked: isLinked, counts: [1, 2, 9, 40])
  }

  @Test(
    "breaches that wait for a column are settled by the merge",
    arguments: ["", #", "reviewed": "2026-01-01", "outcome": "retain""#])
  func mergesPostponed(_ last: String) throws {
    let folder = try Folder()
    let rows = (0..<9).map { row in
      """
      {"id": "r\(row)", "kind": "offender", "group": 1, "born": "1980-01-01", \
      "created": "2010-01-01", "lastEvent": "2010-05-01"\(row == 8 ? last : "")}
      """
    }.joined(separator: ", ")
    let text = """
      {"organisations": [{"id": "f", "kind": "police-force", "jurisdiction": "england-and-wales",
        "holds": []}],
       "systems": [{"id": "s", "name": "S", "status": "live", "regime": "law-enforcement",
         "controllers": ["f"], "datasets": [{"id": "d", "name": "D", "category": "crime-report",
         "count": 9, "recordFields": ["hold", "disposed"], "records": [\(rows)]}]}]}
      """
    let path = try folder.write("inventory.json", text.utf8)
    let sample = try ShardSample([path], isLinked: true, folder: folder.path)
    let review = try sample.whole().findings.filter {
      $0.rule == "mopi/group-1-ten-year-review"
    }
    #expect(
      review.map(\.verdict)
        == (last.isEmpty ? [.undetermined] : Array(repeating: .breach, count: 8)))
    try Self.compare([path], isLinked: true, counts: [1, 2, 9])
  }

  private static func rows(_ count: Int) -> String {
    (0..<count).map { row in
      let id = row % 3 == 0 ? "" : #""id": "r\#(row % 11)", "#
      return """
        {\(id)"subject": "p\(row % 5)", "kind": "offender", "group": \(row % 4 + 1), \
        "born": "1950-01-01", "created": "2010-01-01", "lastEvent": "20\(10 + row % 9)-05-01"}
        """
    }.joined(separator: ",\n")
  }

  private static func inventory(
    _ id: String, organisations: String, _ rows: String
  ) -> String {
    """
    {"systems": [{"id": "s", "name": "S", "controllers": ["f"], "datasets": [{
      "records": [\(rows)],
      "holdings": [{"group": 3, "count": 7, "lastEventFrom": "1999-01-01", \
    "lastEventTo": "2000-01-01"}, {"group": 3, "count": 2, "lastEventFrom": "1989-01-01", \
    "lastEventTo": "1990-01-01"}],
      "id": "\(id)", "name": "D", "category": "N003", "regime": "law-enforcement", \
    "groupMode": "time-based"}]}], "organisations": [\(organisations)]}
    """
  }

  @Test(
    "merged shards of generated inventories are one run",
    .enabled(if: Tool.path(of: "python3") != nil, "there is no python3, which makes them"),
    arguments: [true, false])
  func mergesGenerated(_ isLinked: Bool) throws {
    let folder = try Folder()
    try Self.generate(["--systems", "9", "--records", "8"], folder.path, "tiny")
    try Self.generate(
      ["--systems", "60", "--datasets", "2", "--records", "20"], folder.path, "force")
    for spelling in ["xml", "json"] {
      try Self.compare(["\(Self.samples)/force/inventory.\(spelling)"], isLinked: isLinked)
      try Self.compare(["\(folder.path)/tiny.\(spelling)"], isLinked: isLinked)
      try Self.compare(["\(folder.path)/force.\(spelling)"], isLinked: isLinked, counts: [1, 3])
    }
    try Self.compare(
      ["\(folder.path)/tiny.json", "\(folder.path)/force.xml"], isLinked: isLinked, counts: [1, 7])
  }

  private static func generate(
    _ options: [String], _ folder: String, _ name: String
  ) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let generator = "\(Self.samples)/../Benchmarks/generate.py"
    process.arguments = ["python3", generator, folder, name] + options
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  @Test("waivers and a baseline are applied by the merge")
  func mergesTriage() throws {
    let folder = try Folder()
    var sample = try ShardSample(
      ["\(Self.samples)/force/inventory.xml"], isLinked: true, folder: folder.path)
    let partials = try sample.partials(3, facts: try sample.facts(1))
    sample.request.waiversPath = "\(Self.samples)/waivers.yaml"
    let baseline = try folder.write("baseline.json", try sample.whole().bytes(.json))
    sample.request.baselinePath = baseline
    let whole = try sample.whole()
    var request = MergeRequest(paths: partials)
    request.waiversPath = sample.request.waiversPath
    request.baselinePath = baseline
    let merged = try MergeRun.run(request)
    #expect(merged.findings.contains { $0.verdict == .waived })
    #expect(merged.bytes(.json) == whole.bytes(.json))
    #expect(merged.listingOnlyNew().bytes(.text) == whole.listingOnlyNew().bytes(.text))
  }

  @Test("a report that names no digests is that of a run that makes none")
  func mergesWithoutDigests() throws {
    let folder = try Folder()
    var sample = try ShardSample(
      ["\(Self.samples)/clean/inventory.xml"], isLinked: false, folder: folder.path)
    let partials = try sample.partials(2, facts: [])
    sample.request.digestsInputs = false
    var request = MergeRequest(paths: partials)
    request.needsDigests = false
    #expect(try MergeRun.run(request).bytes(.text) == sample.whole().bytes(.text))
  }
}

import Findings
import Foundation
import Inventory
import Results
import Rules
import Testing

@testable import CustosKit

/// What an extract has no column for is not known of any of its records.
@Suite struct MissingColumnTests {
  /// A fact that some record of a dataset gives.
  private struct Column: Hashable, Comparable, CustomStringConvertible {
    var system: Int
    var dataset: Int
    /// In the details of biometrics, or in the record.
    var isInner: Bool
    var name: String
    var description: String { "\(system)/\(dataset) \(name)" }

    static func < (left: Self, right: Self) -> Bool { left.description < right.description }
  }

  private typealias Object = [String: Any]

  private static let own = Set(Vocabulary.record.columnFields)
  private static let inner = Set(Vocabulary.biometric.columnFields)

  /// Changes the records of the datasets of a document.
  private static func map(
    _ document: Any, _ change: (_ system: Int, _ dataset: Int, Object) -> Object
  ) -> Object {
    var document = document as? Object ?? [:]
    let systems = document["systems"] as? [Object] ?? []
    document["systems"] = systems.enumerated().map { number, system in
      var system = system
      let datasets = system["datasets"] as? [Object] ?? []
      system["datasets"] = datasets.enumerated().map { place, dataset in
        var dataset = dataset
        if let records = dataset["records"] as? [Object] {
          dataset["records"] = records.map { change(number, place, $0) }
        }
        return dataset
      }
      return system
    }
    return document
  }

  private static func columns(of document: Any) -> [Column] {
    var found: Set<Column> = []
    _ = map(document) { system, dataset, record in
      for name in record.keys where own.contains(name) {
        found.insert(Column(system: system, dataset: dataset, isInner: false, name: name))
      }
      for name in (record["biometric"] as? Object ?? [:]).keys where inner.contains(name) {
        found.insert(Column(system: system, dataset: dataset, isInner: true, name: name))
      }
      return record
    }
    return found.sorted()
  }

  private static func document(_ document: Any, without column: Column) -> Object {
    map(document) { system, dataset, record in
      guard (system, dataset) == (column.system, column.dataset) else { return record }
      var record = record
      if column.isInner {
        var details = record["biometric"] as? Object
        details?[column.name] = nil
        record["biometric"] = details
      } else {
        record[column.name] = nil
      }
      return record
    }
  }

  @Test("what hangs on a column is undetermined where the whole extract lacks it")
  func force() throws {
    let root = MissingFactTests.root
    let sample = try MissingFactTests.Sample(
      "\(root)/samples/force/inventory.json", profile: "\(root)/samples/profile.yaml")
    let all = Self.columns(of: sample.document)
    #expect(all.count > 30)
    var gone: [String] = []
    for (number, column) in all.enumerated()
    where MissingFactTests.isThorough || (number + MissingFactTests.seed) % 6 == 0 {
      let result = try sample.check(Self.document(sample.document, without: column))
      let now = MissingFactTests.Sample.open(result)
      let isTold = result.findings.contains { finding in
        finding.verdict == .undetermined
          && finding.derivation.missing.contains {
            $0.path.hasPrefix("record.") && $0.path.hasSuffix(".\(column.name)")
          }
      }
      for check in sample.open.keys.sorted()
      where now[check] == nil && !isTold && !sample.isAboutFacts(check) {
        gone.append("\(column): \(check)")
      }
    }
    #expect(gone == [], "CUSTOS_SEED=\(MissingFactTests.seed)")
  }

  @Test("the code list of columns has exactly the facts that mean none beside others")
  func codes() {
    let codes = RuleSet.load([]).library.codeLists["record-field"]?.codes.map(\.code) ?? []
    #expect(Set(codes) == Self.own.union(Self.inner))
    #expect(Set(codes).count == codes.count)
    #expect(Self.own.isDisjoint(with: Self.inner))
  }

  /// What the rule about holds comes to on an extract whose records name none.
  private static func verdicts(_ dataset: String, _ system: String = "") throws -> [Verdict] {
    let text = """
      {"version": 1, "extracted": "2026-11-01",
       "organisations": [{"id": "f", "kind": "police-force", "jurisdiction": "england-and-wales",
         "holds": []}],
       "systems": [{"id": "s", "status": "live", "regime": "law-enforcement", \(system)
         "controllers": ["f"], "datasets": [{"id": "d", "category": "crime-report", \(dataset)
           "records": [{"id": "r", "kind": "offender", "group": 2, "lastEvent": "2020-01-01",
             "reviewed": "2026-01-01", "outcome": "retain", "disposed": "2026-02-01",
             "disposalAuthority": "schedule"}]}]}]}
      """
    let folder = try Folder()
    let path = try folder.write("inventory.json", text.utf8)
    let sample = try MissingFactTests.Sample(path)
    let rule = "holds/hold-blocks-disposal "
    return sample.open.filter { $0.key.hasPrefix(rule) }.map(\.value)
  }

  /// The checks of a record that nobody reviewed, by rule.
  private static func unreviewed(
    _ dataset: String, others: String = ""
  ) throws -> [String: Verdict] {
    let text = """
      {"version": 1, "extracted": "2026-11-01",
       "organisations": [{"id": "f", "kind": "police-force", "jurisdiction": "england-and-wales",
         "holds": []}],
       "systems": [{"id": "s", "status": "live", "regime": "law-enforcement", "controllers": ["f"],
         "datasets": [{"id": "d", "category": "crime-report", \(dataset) "records": [
           {"id": "r", "kind": "offender", "group": 1, "created": "2012-01-01",
             "lastEvent": "2012-01-01", "born": "1980-01-01"}\(others)]}]}]}
      """
    let folder = try Folder()
    let sample = try MissingFactTests.Sample(try folder.write("inventory.json", text.utf8))
    return sample.open.filter { $0.key.hasPrefix("mopi/group-1-ten-year-review ") }
  }

  @Test("a breach waits for columns also where it is not known whether other laws apply")
  func waitsBesideDoubts() throws {
    let stated = "\"recordFields\": [],"
    let known = try Self.pastTheirEnd(stated)
    #expect(!known.isEmpty && known.allSatisfy { $0 == .undetermined })
    for place in ["", #""jurisdiction": "unknown","#, #""jurisdiction": "germny","#] {
      #expect(try Self.pastTheirEnd(stated, place: place) == known, "\(place)")
    }
  }

  @Test("a breach that hangs on a column which the extract says it lacks is undetermined")
  func leftOut() throws {
    let rule = "mopi/group-1-ten-year-review system:s/dataset:d"
    #expect(try Self.unreviewed("") == ["\(rule)/record:r": .breach])
    let carried = "\"recordFields\": [\"reviewed\", \"hold\", \"disposed\", \"outcome\"],"
    #expect(try Self.unreviewed(carried) == ["\(rule)/record:r": .breach])
    let without = "\"recordFields\": [\"hold\", \"disposed\", \"outcome\"],"
    #expect(try Self.unreviewed(without) == [rule: .undetermined])
    // Another record gives it all the same: then this one has none.
    let other =
      ", {\"id\": \"q\", \"kind\": \"victim\", \"group\": 3, \"reviewed\": \"2026-01-01\"}"
    #expect(try Self.unreviewed(without, others: other) == ["\(rule)/record:r": .breach])
  }

  /// What the rule about records past their end comes to on a record that nobody reviewed.
  private static func pastTheirEnd(
    _ dataset: String, others: String = "", place: String = #""jurisdiction": "germany","#
  ) throws -> [Verdict] {
    let text = """
      {"version": 1, "extracted": "2026-11-01",
       "organisations": [{"id": "o", "kind": "private", \(place) "holds": []}],
       "systems": [{"id": "s", "status": "live", "regime": "general", "controllers": ["o"],
         "datasets": [{"id": "d", "category": "customer-account", \(dataset)
           "retention": {"period": "P6Y", "trigger": "last-event", "action": "review"},
           "records": [{"id": "r", "kind": "other", "lastEvent": "2015-01-01"}\(others)]}]}]}
      """
    let folder = try Folder()
    let sample = try MissingFactTests.Sample(try folder.write("inventory.json", text.utf8))
    let rule = "storage-limitation/records-past-their-end "
    return sample.open.filter { $0.key.hasPrefix(rule) }.map(\.value)
  }

  @Test(
    "so is one of a rule that reports once of a dataset, whether one column decides or several do",
    arguments: [
      ("", "", .breach), (#""recordFields": ["disposed", "hold"],"#, "", .undetermined),
      (#""recordFields": ["disposed", "reviewed", "outcome"],"#, "", .undetermined),
      (#""recordFields": ["disposed", "hold", "reviewed", "outcome"],"#, "", .breach),
      (#""recordFields": "unknown","#, "", .undetermined),
      (#""recordFields": null,"#, "", .undetermined),
      // A column that some record has all the same is one that this record has nothing in.
      (
        #""recordFields": ["disposed", "hold", "outcome"],"#,
        #", {"id": "q", "kind": "other", "lastEvent": "2026-01-01", "reviewed": "2026-02-01"}"#,
        .breach
      ),
    ] as [(String, String, Verdict)])
  func leftOutOfDatasets(_ dataset: String, _ others: String, _ verdict: Verdict) throws {
    #expect(try Self.pastTheirEnd(dataset, others: others) == [verdict])
  }

  @Test("which record comes first makes no difference to what waits for columns")
  func anyOrder() throws {
    let old = #"{"id": "r", "kind": "other", "lastEvent": "2015-01-01"}"#
    let disposed =
      #"{"id": "q", "kind": "other", "lastEvent": "2025-01-01", "disposed": "not-applicable"}"#
    for rows in [[old, disposed], [disposed, old]] {
      let text = """
        {"version": 1, "extracted": "2026-11-01",
         "organisations": [{"id": "o", "kind": "private", "jurisdiction": "germany", "holds": []}],
         "systems": [{"id": "s", "status": "live", "regime": "general", "controllers": ["o"],
           "datasets": [{"id": "d", "category": "customer-account", "recordFields": [],
             "retention": {"period": "P6Y", "trigger": "last-event", "action": "review"},
             "records": [\(rows.joined(separator: ","))]}]}]}
        """
      let folder = try Folder()
      let sample = try MissingFactTests.Sample(try folder.write("inventory.json", text.utf8))
      let found = sample.open.filter {
        $0.key.hasPrefix("storage-limitation/records-past-their-end ")
      }
      #expect(found.map(\.value) == [.undetermined])
    }
  }

  @Test(
    "an extract or its system says which columns it has",
    arguments: [
      ("", "", [.undetermined]), (#""recordFields": ["hold"],"#, "", []),
      ("", #""recordFields": ["outcome", "hold"],"#, []),
      (#""recordFields": ["outcome"],"#, "", [.undetermined]),
      (#""recordFields": [],"#, #""recordFields": ["hold"],"#, [.undetermined]),
      (#""recordFields": "unknown","#, #""recordFields": ["hold"],"#, [.undetermined]),
    ] as [(String, String, [Verdict])])
  func stated(_ dataset: String, _ system: String, _ verdicts: [Verdict]) throws {
    #expect(try Self.verdicts(dataset, system) == verdicts)
  }
}

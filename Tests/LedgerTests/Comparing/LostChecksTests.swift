import CivilTime
import Findings
import Ledger
import Results
import Testing

extension Extent.Population {
  /// Adds a disposal.
  fileprivate mutating func dispose(of count: Int, on day: String) {
    guard let day = try? CivilDate(parsing: day) else {
      Issue.record("\(day) is no day")
      return
    }
    certified += count
    disposals.append(Extent.Disposal(first: day, last: day, count: count))
  }
}

/// HLD-08 and its kind: what is not there any more is named, and does not pass for cured.
@Suite struct LostChecksTests {
  private static let rule = "mopi/group-3-clear-period"
  private static let main = "system:custody/dataset:main"

  /// A result that says which checks it made: the rule's on so many records.
  private static func result(
    _ findings: [Finding] = [], checks: Int, extracted: String = "2026-02-28",
    _ edit: (inout Extent.Population) -> Void = { _ in }
  ) throws -> CheckResult {
    var result = try Sample.result(findings)
    var population = Extent.Population()
    edit(&population)
    result.extent = Extent(
      rules: [rule],
      places: [
        Extent.Place(path: "organisation:force"), Extent.Place(path: "system:custody"),
        Extent.Place(
          path: main, appliedToRows: checks > 0 ? [0: checks] : [:], population: population),
      ])
    for index in result.inputs.indices { result.inputs[index].extracted = extracted }
    return result
  }

  struct Fall: Sendable, CustomTestStringConvertible {
    let name: String
    var before: @Sendable (inout Extent.Population) -> Void
    var after: @Sendable (inout Extent.Population) -> Void
    var records: Int?
    var testDescription: String { name }
  }

  static let falls = [
    Fall(
      name: "a count that falls without a disposal", before: { $0.stated = 21_300 },
      after: { $0.stated = 3_500 }, records: 17_800),
    Fall(
      name: "a count that falls by more than the disposals", before: { $0.stated = 21_300 },
      after: {
        $0.stated = 3_500
        $0.dispose(of: 500, on: "2026-02-15")
      }, records: 17_300),
    Fall(
      name: "a count that falls by what was disposed of", before: { $0.stated = 1_000 },
      after: {
        $0.stated = 900
        $0.dispose(of: 100, on: "2026-02-15")
      }),
    Fall(
      name: "a disposal on the day of the earlier facts may be after them",
      before: { $0.stated = 1_000 },
      after: {
        $0.stated = 900
        $0.dispose(of: 100, on: "2026-02-01")
      }),
    Fall(
      name: "a disposal from before the earlier facts accounts for nothing",
      before: { $0.stated = 1_000 },
      after: {
        $0.stated = 900
        $0.dispose(of: 100, on: "2020-01-01")
      }, records: 100),
    Fall(
      name: "a disposal from after the later facts accounts for nothing",
      before: { $0.stated = 1_000 },
      after: {
        $0.stated = 900
        $0.dispose(of: 100, on: "2027-01-01")
      }, records: 100),
    Fall(
      name: "a disposal whose day nobody gives accounts for nothing",
      before: { $0.stated = 1_000 },
      after: {
        $0.stated = 900
        $0.certified = 100
      }, records: 100),
    Fall(
      name: "an old disposal to which records were added",
      before: {
        $0.stated = 1_000
        $0.dispose(of: 88, on: "2025-03-31")
      },
      after: {
        $0.stated = 900
        $0.dispose(of: 188, on: "2025-03-31")
      }, records: 100),
    Fall(
      name: "one record that is counted in bands and listed, and was disposed of",
      before: {
        $0.inBands = 1_204
        $0.records = 3
      },
      after: {
        $0.inBands = 1_203
        $0.records = 2
        $0.dispose(of: 1, on: "2026-02-15")
      }),
    Fall(
      name: "records that went while as many came",
      before: {
        $0.records = 3
        $0.marks = RecordMarks(present: [1, 2, 3])
      },
      after: {
        $0.records = 3
        $0.marks = RecordMarks(present: [1, 8, 9])
      }, records: 2),
    Fall(
      name: "records that were disposed of while as many came",
      before: {
        $0.records = 3
        $0.marks = RecordMarks(present: [1, 2, 3])
      },
      after: {
        $0.records = 3
        $0.marks = RecordMarks(present: [1, 8, 9])
        $0.dispose(of: 2, on: "2026-02-15")
      }),
    Fall(
      name: "disposals of before account for nothing new",
      before: {
        $0.stated = 1_000
        $0.dispose(of: 100, on: "2026-02-15")
      },
      after: {
        $0.stated = 900
        $0.dispose(of: 100, on: "2026-02-15")
      }, records: 100),
    Fall(
      name: "records of bands that are gone", before: { $0.inBands = 1_000 },
      after: { $0.inBands = 10 }, records: 990),
    Fall(
      name: "listed records that are gone", before: { $0.records = 3 }, after: { _ in }, records: 3),
    Fall(
      name: "listed records that are marked as disposed of", before: { $0.records = 3 },
      after: {
        $0.records = 1
        $0.disposed = 2
      }),
    Fall(
      name: "bands that became listed records", before: { $0.inBands = 3 },
      after: { $0.records = 3 }),
    Fall(
      name: "a count that is not given any more", before: { $0.stated = 50 }, after: { _ in },
      records: 50),
    Fall(name: "more records than before", before: { $0.stated = 5 }, after: { $0.stated = 9 }),
  ]

  @Test(
    "HLD-08: records that are gone without a disposal are named and fail the gate", arguments: falls
  )
  func records(_ fall: Fall) throws {
    let comparison = try Comparison(
      Self.result(checks: 0, extracted: "2026-02-01", fall.before),
      Self.result(checks: 0, fall.after))
    let losses = comparison.losses.filter { $0.kind == .records }
    #expect(losses.count == (fall.records == nil ? 0 : 1))
    #expect(comparison.gate(failOn: .critical).exitCode == (fall.records == nil ? 0 : 1))
    if let records = fall.records {
      #expect(losses[0].message.hasPrefix("\(records) records of \(Self.main) gone without"))
    }
  }

  @Test("a check that does not apply any more is lost coverage, and its breach is not cured")
  func checks() throws {
    let gone = try Comparison(
      Self.result([Sample.finding()], checks: 3) { $0.records = 3 },
      Self.result(checks: 2) { $0.records = 3 })
    #expect(gone.change.changes.map(\.kind) == [.gone])
    #expect(gone.losses.map(\.kind) == [.check])
    #expect(gone.losses[0].message.contains("made 3 checks of \(Self.main) and makes 2"))
    #expect(gone.gate(failOn: .critical).exitCode == 1)
    let none = try Comparison(
      Self.result([Sample.finding()], checks: 1) { $0.records = 1 },
      Self.result(checks: 0) { $0.records = 1 })
    #expect(none.losses[0].message.contains("does not apply any more"))
  }

  @Test("a check that is made again and passes is cured")
  func cures() throws {
    let comparison = try Comparison(
      Self.result([Sample.finding()], checks: 3) { $0.records = 3 },
      Self.result(checks: 3) { $0.records = 3 })
    #expect(comparison.change.changes.map(\.kind) == [.cured])
    #expect(comparison.losses.isEmpty)
  }

  @Test("a record that was disposed of is cured, whether it is marked or certified")
  func disposals() throws {
    let before = try Self.result([Sample.finding()], checks: 3, extracted: "2026-02-01") {
      $0.records = 3
    }
    let marked = try Self.result(checks: 2) {
      $0.records = 2
      $0.disposed = 1
    }
    let certified = try Self.result(checks: 2) {
      $0.records = 2
      $0.dispose(of: 1, on: "2026-02-15")
    }
    for after in [marked, certified] {
      let comparison = Comparison(before, after)
      #expect(comparison.change.changes.map(\.kind) == [.cured])
      #expect(comparison.losses.isEmpty)
    }
  }

  @Test("an organisation that is gone is named")
  func organisations() throws {
    var after = try Self.result(checks: 0)
    after.extent?.places.removeFirst()
    let comparison = try Comparison(Self.result(checks: 0), after)
    #expect(comparison.losses.map(\.message) == ["organisation:force is not there any more"])
  }

  @Test("a baseline entry whose check is not made any more is not taken for cured")
  func baseline() throws {
    let accepted = try Self.result([Sample.finding()], checks: 1) { $0.records = 1 }
    var now = try Self.result(checks: 0) { $0.records = 1 }
    let outcome = try Baseline(accepted, path: "b.json").compare(with: &now)
    #expect(outcome.cured.isEmpty)
    #expect(outcome.unproven.count == 1)
  }

  @Test("a result that does not say which checks it made is told of")
  func silentResult() throws {
    let comparison = try Comparison(Sample.result(), Self.result(checks: 0))
    #expect(comparison.differences.map(\.kind) == [.extent])
  }

  @Test("findings on records of different keys are not compared; those on systems are")
  func keys() throws {
    func result(_ identity: String?, _ findings: [Finding]) throws -> CheckResult {
      var result = try Sample.result(findings)
      result.header.recordIdentity = identity
      result.header.hasPseudonyms = identity?.hasPrefix("key") ?? true
      return result
    }
    let (record, system) = (Sample.finding(), Sample.finding(record: nil))
    let keyed = try result("key a", [record, system])
    let other = Comparison(keyed, try result("key b", [Sample.finding(record: "r2"), system]))
    #expect(other.differences.map(\.kind) == [.identities])
    #expect(other.change.changes.map(\.kind) == [.incomparable, .incomparable])
    #expect(other.change.unchanged == 1)
    #expect(other.gate(failOn: .medium).exitCode == 3)
    let same = Comparison(keyed, try result("key a", [record, system]))
    #expect(same.differences.isEmpty && same.change.isEmpty)
    // What earlier versions wrote under a key hides what everything is about.
    let old = Comparison(try result(nil, [system]), try result("key a", []))
    #expect(old.differences.contains { $0.kind == .hiddenIdentities })
    #expect(old.change.changes.map(\.kind) == [.incomparable])
  }
}

import Findings
import GRDB
import Results

/// How many checks the rules of open findings made where these are, kept with a run.
///
/// A finding that is not there any more is cured only where its rule was not made to look at less.
/// The numbers stand among the counts of the run, so that older histories need no other form for
/// them; runs that lack them are judged by what they looked at alone. A number is written only where it
/// is another one than the last time, so that a history grows by what changed.
final class CheckCounts {
  private static let part = "checks"
  private static let populationPart = "population"

  let db: Database
  private let numbers: [String: Int]
  private let places: [String: Extent.Place]
  private let isKnown: Bool
  private let digests: [String: String]
  /// The numbers that were written of a check, oldest first, by part and key.
  private lazy var written = Result { try Self.written(db) }

  init(_ db: Database, _ result: CheckResult) {
    self.db = db
    isKnown = result.extent != nil
    digests = Dictionary(
      result.header.packs.map { ($0.name, $0.digest) }, uniquingKeysWith: { first, _ in first })
    let rules = result.extent?.rules ?? []
    numbers = Dictionary(zip(rules, rules.indices), uniquingKeysWith: { first, _ in first })
    places = Dictionary(
      (result.extent?.places ?? []).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The rows to keep with a run, for its open findings: those that are not known already.
  func rows(for findings: some Sequence<Finding>) throws -> [(part: String, row: Summary.Row)] {
    let known = try written.get()
    return allRows(for: findings).filter { part, row in
      known["\(part)\n\(row.key)"]?.last.map { last in
        last.applied != row.counts.pass || last.rows != row.counts.notApplicable
      } ?? true
    }
  }

  private func allRows(
    for findings: some Sequence<Finding>
  ) -> [(part: String, row: Summary.Row)] {
    guard isKnown else { return [] }
    var rows: [String: (part: String, row: Summary.Row)] = [:]
    for finding in findings {
      let path = finding.subject.placePath
      guard let place = places[path], let number = numbers[finding.rule] else { continue }
      var counts = Summary.Counts()
      counts.pass = place.applied[number, default: 0]
      counts.notApplicable = place.appliedToRows[number, default: 0]
      rows["c\(finding.rule) \(path)"] =
        (Self.part, Summary.Row(key: "\(finding.rule) \(path)", counts: counts))
      var population = Summary.Counts()
      population.pass = place.population?.certified ?? 0
      population.notApplicable = place.population?.disposed ?? 0
      rows["p\(path)"] = (Self.populationPart, Summary.Row(key: path, counts: population))
    }
    return rows.keys.sorted().compactMap { rows[$0] }
  }

  /// Whether nothing hints at that the check of a finding that was last seen in an earlier run, and is
  /// not there any more, was not made.
  ///
  /// Of records it is known how many a rule checked, and not which. A rule of a pack that is another
  /// one by now may rightly look at less.
  ///
  /// - Parameters:
  ///   - place: The path of the organisation, system or dataset that the finding is of.
  ///   - pack: The rule's pack.
  func isMade(rule: String, of pack: String, place path: String, since seq: Int) throws -> Bool {
    guard isKnown, try isSame(pack, since: seq),
      let old = try counts(seq, Self.part, "\(rule) \(path)")
    else { return true }
    guard let place = places[path], let number = numbers[rule] else { return false }
    let made = place.applied[number, default: 0] + place.appliedToRows[number, default: 0]
    var fewer = old.applied + old.rows - made
    if old.rows > 0, let before = try counts(seq, Self.populationPart, path) {
      fewer -= max(0, (place.population?.certified ?? 0) - before.applied)
      fewer -= max(0, (place.population?.disposed ?? 0) - before.rows)
    }
    return fewer <= 0
  }

  private func isSame(_ pack: String, since seq: Int) throws -> Bool {
    let old = try String.fetchOne(
      db, sql: "SELECT digest FROM packs WHERE seq = ? AND name = ?", arguments: [seq, pack])
    return old == digests[pack]
  }

  /// What was written last of a check up to a run.
  private func counts(
    _ seq: Int, _ part: String, _ key: String
  ) throws -> (seq: Int, applied: Int, rows: Int)? {
    try written.get()["\(part)\n\(key)"]?.last { $0.seq <= seq }
  }

  private static func written(
    _ db: Database
  ) throws -> [String: [(seq: Int, applied: Int, rows: Int)]] {
    var written: [String: [(seq: Int, applied: Int, rows: Int)]] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT seq, part, key, pass, not_applicable FROM counts WHERE part IN (?, ?) ORDER BY seq
        """, arguments: [part, populationPart])
    while let row = try rows.next() {
      let (part, key): (String, String) = (row["part"], row["key"])
      written["\(part)\n\(key)", default: []].append(
        (row["seq"], row["pass"], row["not_applicable"]))
    }
    return written
  }

  /// Which rows of `counts` up to the run `?1` later runs build on, with the parts named in the query.
  static let isStanding = """
    part IN ('\(part)', '\(populationPart)') AND (part, key, seq) IN (
      SELECT part, key, MAX(seq) FROM counts
      WHERE seq <= ?1 AND part IN ('\(part)', '\(populationPart)') GROUP BY part, key)
    """
}

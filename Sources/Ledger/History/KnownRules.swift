import Findings
import GRDB

/// Which rules the runs of a history evaluated, and which findings are known therefore.
///
/// The rules stand among the counts of the first run that had them, and later runs with the same rules
/// refer to them by a mark, so that older histories need no other form for them.
enum KnownRules {
  static let markPart = "rules"
  /// How many runs are looked back at most.
  private static let mostRuns = 100

  /// The part of the counts under which the rules of a mark stand.
  static func part(of mark: String) -> String { "rules \(mark)" }

  /// What tells a set of rules from others.
  static func mark(of rules: [String]) -> String {
    String(Fingerprint.hexadecimal(of: rules.sorted().joined(separator: "\n")).prefix(16))
  }

  /// Which rows of `counts` later runs refer to.
  static let isStanding = "part LIKE 'rules %'"

  /// The rules of a mark; none where they are not known.
  static func rules(_ db: Database, mark: String) throws -> Set<String> {
    try String.fetchSet(
      db, sql: "SELECT key FROM counts WHERE part = ?", arguments: [part(of: mark)])
  }

  /// See ``History/knownFindings()``.
  static func knownFindings(_ db: Database) throws -> Set<String> {
    let runs = try Row.fetchAll(
      db,
      sql: """
        SELECT r.seq, r.is_whole, c.key AS mark FROM runs r
        LEFT JOIN counts c ON c.seq = r.seq AND c.part = ?
        ORDER BY r.is_whole DESC, r.seq DESC LIMIT ?
        """, arguments: [markPart, mostRuns])
    var known: Set<String> = []
    var evaluated: Set<String> = []
    var marks: Set<String> = []
    for (place, run) in runs.enumerated() where place == 0 || run["is_whole"] {
      let mark: String? = run["mark"]
      if let mark, !marks.insert(mark).inserted { continue }
      for finding in try findings(db, seenBy: run["seq"])
      where !evaluated.contains(finding.rule) { known.insert(finding.id) }
      // A run of an earlier version does not say which rules it had: all, as far as is known.
      guard let mark else { break }
      let rules = try rules(db, mark: mark)
      guard !rules.isEmpty else { break }
      evaluated.formUnion(rules)
    }
    return known
  }

  private static func findings(
    _ db: Database, seenBy number: Int
  ) throws -> [(id: String, rule: String)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT f.id, f.rule FROM sightings s JOIN findings f ON f.number = s.number
        WHERE \(try Sightings.ofRun(db, number))
        """, arguments: [number]
    ).map { ($0["id"], $0["rule"]) }
  }
}

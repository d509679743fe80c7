import GRDB

/// Which sightings say how findings stood at a run.
enum Sightings {
  /// Whether a row of `sightings` is the last one of its finding up to the run `?1`, and neither an
  /// ending nor a cure came after it.
  ///
  /// - Parameter name: What the table is called in the query.
  static func isStanding(_ name: String) -> String {
    """
    \(name).seq = (SELECT MAX(l.seq) FROM sightings l WHERE l.number = \(name).number
      AND l.seq <= ?1)
    AND NOT EXISTS (SELECT 1 FROM endings e WHERE e.number = \(name).number
      AND e.seq > \(name).seq AND e.seq <= ?1)
    AND NOT EXISTS (SELECT 1 FROM cures c WHERE c.number = \(name).number
      AND c.seq > \(name).seq AND c.seq <= ?1)
    """
  }

  /// The condition for what the run `?1` saw, with `s` for the sightings.
  static func ofRun(_ db: Database, _ number: Int) throws -> String {
    try number > Chain.fullThrough(db) ? isStanding("s") : "s.seq = ?1"
  }
}

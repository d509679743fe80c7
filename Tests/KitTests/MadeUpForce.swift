import Foundation

/// Inventories of a force that never was, and rules for it.
enum MadeUpForce {
  /// One of several inventories with records of two controllers and with age bands.
  static func inventory(_ number: Int) -> String {
    let records = (0..<60).map { row -> String in
      let controller = row % 11 == 0 ? "\"controller\": \"g\", " : ""
      let born = row % 7 == 0 ? "" : "\"born\": \"19\(20 + row)-01-01\", "
      let events =
        row % 5 == 0
        ? "\"events\": [{\"kind\": \"arrest\", \"date\": \"20\(10 + row % 15)-05-01\"}], " : ""
      // Every thirteenth was disposed of before it was made.
      let disposal = row % 13 == 0 ? "2009-02-02" : row % 9 == 0 ? "2020-02-02" : nil
      let disposed =
        disposal.map { "\"disposed\": \"\($0)\", \"disposalAuthority\": \"inaccurate\", " } ?? ""
      return """
        {"id": "r\(row)", "subject": "p\(row % 7 * number)", "kind": "offender", \(controller)\
        \(born)\(events)\(disposed)"group": \(row % 4 + 1), "created": "2010-01-01", \
        "lastEvent": "20\(10 + (row + number) % 15)-05-01"}
        """
    }
    let bands = (0..<8).map { band in
      """
      {"group": \(band % 3 + 1), "subject": "offender", "from": "19\(10 + band)-01-01", \
      "to": "19\(10 + band)-12-31", "count": \(band + 1), "bornFrom": "18\(60 + band)-01-01", \
      "bornTo": "18\(60 + band)-12-31"}
      """
    }
    let forces = ["f", "g"].map {
      """
      {"id": "\($0)", "name": "\($0)", "kind": "police-force", "jurisdiction": "england-and-wales"}
      """
    }
    return """
      {"organisations": [\(number == 1 ? forces.joined(separator: ",") : "")], "systems": [\
      {"id": "s\(number)", "name": "S", "regime": "law-enforcement", "controllers": ["f"], \
      "datasets": [{"id": "d\(number)", "name": "D", "category": "crime-report", \
      "records": [\(records.joined(separator: ","))]}, \
      {"id": "e\(number)", "name": "E", "category": "crime-report", \
      "holdings": [\(bands.joined(separator: ","))]}]}]}
      """
  }

  /// Two records, of which one names its last event.
  static let figures = """
    {"organisations": [{"id": "f", "name": "F", "kind": "police-force", \
    "jurisdiction": "england-and-wales"}], "systems": [{"id": "s", "name": "S", \
    "controllers": ["f"], "datasets": [{"id": "d", "name": "D", "records": [\
    {"id": "r1", "kind": "offender", "group": 1, "lastEvent": "2000-01-01"}, \
    {"id": "r2", "kind": "offender", "group": 2}]}]}]}
    """

  /// Writes a pack of two rules that ask for a figure which nobody verified.
  static func writeRules(to folder: borrowing Folder) throws {
    try folder.write(
      "own/pack.yaml",
      """
      pack: own
      title: Our own
      version: "1"
      sources:
        policy: {title: Our policy, checked: 2026-11-01, evidence: read}
      parameters:
        span:
          type: period
          default: P6Y
          evidence: unread
          describe: How long records are kept.
      """.utf8)
    // The run of the first stops before the figure; the second asks for it only where there is a day.
    for (name, require) in [
      ("first", "record.group > 2 && today <= lastDay(record.created, param('span'))"),
      (
        "second",
        "record.?lastEvent.optMap(day, today <= lastDay(day, param('span'))).orValue(false)"
      ),
    ] {
      try folder.write("own/\(name).yaml", rule(name, require).utf8)
    }
  }

  private static func rule(_ name: String, _ require: String) -> String {
    """
    id: own/\(name)
    catalogue: [OWN-01]
    title: A record ends
    why: Else it is kept for ever.
    level: record
    severity: high
    authority: statute
    cites: [{source: policy, at: "1", evidence: read}]
    require: \(require)
    cause: kept for too long
    remedy: Dispose of it.
    examples: []
    """
  }
}

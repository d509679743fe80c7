import CivilTime
import Findings
import GRDB

extension Row {
  /// The day in a column.
  func day(_ column: String) -> CivilDate { CivilDate(dayNumber: self[column]) }

  /// The day in a column that may be empty.
  func day(_ column: String) -> CivilDate? {
    (self[column] as Int32?).map(CivilDate.init(dayNumber:))
  }
}

extension Summary.Counts {
  init(_ row: Row) {
    self.init()
    pass = row["pass"]
    breach = row["breach"]
    undetermined = row["undetermined"]
    notApplicable = row["not_applicable"]
    waived = row["waived"]
    provisional = row["provisional"]
  }
}

extension Run {
  init(_ row: Row) {
    self.init(
      number: row["seq"], asOf: row.day("as_of"), label: row["label"], toolVersion: row["tool"],
      resultDigest: row["result"], exitCode: row["exit_code"], isWhole: row["is_whole"],
      new: row["new"], cured: row["cured"], reopened: row["reopened"], total: Summary.Counts(row),
      head: row["hash"])
  }
}

extension FindingStory {
  init(_ row: Row, newest: Int) {
    let cured: CivilDate? = row.day("cured")
    let lastRun: Int = row["last_seq"]
    self.init(
      id: row["id"], standing: cured != nil ? .cured : lastRun == newest ? .open : .unseen,
      firstSeen: row.day("first"), opened: row.day("opened"), lastSeen: row.day("last"),
      cured: cured, reopened: row["reopened"])
  }
}

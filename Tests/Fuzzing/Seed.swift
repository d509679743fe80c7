import CivilTime
import Glibc

/// What inputs need beside the bytes that are fuzzed.
enum Seed {
  /// The day of every check.
  static let day: CivilDate = {
    guard let day = CivilDate(year: 2026, month: 11, day: 1) else { preconditionFailure("no day") }
    return day
  }()

  /// A small inventory in memory, for what needs one to be read with.
  static let inventoryPath: String = {
    let path = "/dev/shm/custos-fuzz-inventory.xml"
    let text = """
      <inventory xmlns="urn:custos:inventory:1" version="1" extracted="2026-10-31">
        <organisation id="wolds" name="Wolds" kind="police-force" jurisdiction="england-and-wales"/>
        <system id="s" name="S" controllers="wolds"><dataset id="d" category="N003">
          <record id="r" kind="offender" subject="p" group="3" lastEvent="2019-01-01"/>
        </dataset></system>
      </inventory>
      """
    write(Array(text.utf8), to: path)
    return path
  }()

  /// Rows for mappings.
  static let tablePath: String = {
    let path = "/dev/shm/custos-fuzz-table.csv"
    let rows = """
      Account,Opened,Closed
      CT-1,14/04/2012,31/03/2017
      CT-2,2015-07-02,
      "CT,3",n/a,30/02/2019

      """
    write(Array(rows.utf8), to: path)
    return path
  }()

  /// A mapping for tables.
  static let mappingPath: String = {
    let path = "/dev/shm/custos-fuzz-mapping.yaml"
    let mapping = """
      mapping: extract
      title: Extract of accounts
      reads: {format: table, columns: [Account]}
      unknown: ["", n/a]
      systems:
        rows: once
        id: "'revenues'"
        name: "'Revenues'"
        datasets:
          rows: once
          id: "'council-tax'"
          name: "'Council tax'"
          records:
            rows: all
            id: row.Account
            kind: "'other'"
            created: "day(row.Opened, ['dd/MM/yyyy', 'yyyy-MM-dd'])"
            lastEvent: "day(row.Closed, ['dd/MM/yyyy'])"

      """
    write(Array(mapping.utf8), to: path)
    return path
  }()

  /// Puts bytes into a file.
  static func write(_ bytes: [UInt8], to path: String) {
    let descriptor = open(path, O_CREAT | O_TRUNC | O_WRONLY, 0o600)
    guard descriptor >= 0 else { return }
    bytes.withUnsafeBytes { _ = Glibc.write(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
  }
}

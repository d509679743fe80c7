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
    let descriptor = open(path, O_CREAT | O_TRUNC | O_WRONLY, 0o600)
    _ = text.withCString { write(descriptor, $0, strlen($0)) }
    close(descriptor)
    return path
  }()
}

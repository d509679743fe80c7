import CEL
public import CivilTime
import Inventory
import Rules

/// What day it is today where the organisations of inventories are.
public enum PlaceZones {
  /// Today where the organisations of some inventories are; of several days the latest, since a
  /// period that has ended for one of them has ended.
  ///
  /// The inventories are looked at only in the hours in which it is not the same day everywhere.
  ///
  /// - Parameters:
  ///   - names: Files and folders; `-` for standard input.
  ///   - keeping: Keeps standard input for a second reading; gives the path of what was kept, or `nil`
  ///     where that cannot be done, and then the usual zone counts.
  ///   - day: The day that it is in a zone.
  public static func today(
    of names: [String], keeping: () -> String? = { nil }, _ day: (_ zone: String) -> CivilDate
  ) -> CivilDate {
    let days = Dictionary(uniqueKeysWithValues: TimeZoneTable.places.keys.map { ($0, day($0)) })
    let here = days[TimeZoneTable.usual] ?? day(TimeZoneTable.usual)
    if Set(days.values).count == 1 { return here }
    var names = names
    if let place = names.firstIndex(of: "-") {
      guard let kept = keeping() else { return here }
      names[place] = kept
    }
    let zones = Set(jurisdictions(of: names).compactMap(TimeZoneTable.zone))
    return zones.compactMap { days[$0] }.max() ?? here
  }

  /// Today where the organisations of some inventories are; standard input is kept in a file without
  /// a name.
  ///
  /// - Parameters:
  ///   - names: Files and folders; `-` for standard input.
  ///   - folder: Where the file is made.
  ///   - day: The day that it is in a zone.
  public static func today(
    of names: [String], keepingIn folder: String, _ day: (_ zone: String) -> CivilDate
  ) -> CivilDate {
    today(of: names, keeping: { KeptStream.keep(in: folder) }, day)
  }

  /// Today in a place.
  ///
  /// - Parameters:
  ///   - jurisdiction: Its code; the day of the United Kingdom where it names no place.
  ///   - day: The day that it is in a zone.
  public static func today(
    in jurisdiction: String, _ day: (_ zone: String) -> CivilDate
  ) -> CivilDate {
    day(TimeZoneTable.zone(of: jurisdiction) ?? TimeZoneTable.usual)
  }

  private static func jurisdictions(of names: [String]) -> Set<String> {
    let reader = InventoryReader(InventoryInput.expand(names).0)
    _ = reader.read(.structure)
    return Set(
      reader.tree.organisations.flatMap { organisation in
        let facts = organisation.object
        let slots = ["jurisdiction", "jurisdictions"].compactMap(facts.slot)
        return slots.flatMap { slot -> [String] in
          switch facts[slot].tag {
          case .string: [facts[slot].asString]
          case .list: facts[slot].asList.filter { $0.tag == .string }.map(\.asString)
          default: []
          }
        }
      })
  }
}

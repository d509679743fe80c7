import CEL
public import CivilTime
import Inventory

/// The time zones of the jurisdictions, for what day it is today.
public enum PlaceZones {
  /// The zone of an inventory that says nothing else.
  public static let usual = "Europe/London"

  /// The jurisdictions by the zone of the IANA database whose days they have.
  private static let places: [String: [String]] = [
    usual: [
      "england-and-wales", "scotland", "northern-ireland", "great-britain", "united-kingdom",
    ],
    "Europe/Dublin": ["ireland"],
    "Europe/Lisbon": ["portugal"],
    "Atlantic/Reykjavik": ["iceland"],
    "Europe/Helsinki": [
      "bulgaria", "cyprus", "estonia", "finland", "greece", "latvia", "lithuania", "romania",
    ],
    "Europe/Berlin": [
      "austria", "belgium", "croatia", "czechia", "denmark", "eea", "eu", "france", "germany",
      "hungary", "italy", "liechtenstein", "luxembourg", "malta", "netherlands", "norway", "poland",
      "slovakia", "slovenia", "spain", "sweden",
    ],
  ]

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
    let days = Dictionary(uniqueKeysWithValues: places.keys.map { ($0, day($0)) })
    let here = days[usual] ?? day(usual)
    if Set(days.values).count == 1 { return here }
    var names = names
    if let place = names.firstIndex(of: "-") {
      guard let kept = keeping() else { return here }
      names[place] = kept
    }
    let zones = Set(jurisdictions(of: names).compactMap(zone))
    return zones.compactMap { days[$0] }.max() ?? here
  }

  /// The zone of a jurisdiction; `nil` for one that names no place.
  static func zone(of jurisdiction: String) -> String? {
    places.first { $0.value.contains(jurisdiction) }?.key
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

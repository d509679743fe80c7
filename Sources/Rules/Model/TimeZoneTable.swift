/// The time zone of each jurisdiction, for the day on which something happened there and for what
/// day it is today.
public enum TimeZoneTable {
  /// The zone of an inventory that says nothing else, and of points in time in conditions that name
  /// none.
  public static let usual = "Europe/London"

  /// The jurisdictions by the zone of the IANA database whose days they have.
  public static let places: [String: [String]] = [
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

  /// The zone by jurisdiction.
  private static let zones = Dictionary(
    uniqueKeysWithValues: places.flatMap { zone, codes in codes.map { ($0, zone) } })

  /// The zone of a jurisdiction; `nil` for one that names no place.
  public static func zone(of jurisdiction: String) -> String? { zones[jurisdiction] }
}

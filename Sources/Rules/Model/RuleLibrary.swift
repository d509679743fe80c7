public import CivilTime

/// All that rule files hold: packs, the schedule and the code lists.
public struct RuleLibrary: Sendable {
  /// The packs in order of name.
  public var packs: [Pack] = []
  /// The schedule.
  public var schedule = Schedule()
  /// The code lists by name.
  public var codeLists: [String: CodeList] = [:]
  /// The public holidays of places, by the code of the place.
  public var calendars: [String: HolidayCalendar] = [:]

  /// An empty library.
  public init() {}

  /// All rules in order of identifier.
  public var rules: [Rule] { packs.flatMap(\.rules) }

  /// The identifiers of all rules, in order.
  public var ruleIDs: [String] { packs.flatMap { $0.rules.map(\.id) } }

  /// What counts for a person across systems, of all packs, in words that are the same whatever
  /// the order of the packs.
  public var linkingText: String {
    let linking = packs.map(\.linking)
    let parts = [
      linking.flatMap(\.recordKinds), linking.flatMap(\.events), linking.flatMap(\.voidReasons),
      linking.flatMap(\.choices).map { "\($0.event) if \($0.parameter)" },
    ]
    return parts.map { Set($0).sorted().joined(separator: " ") }.joined(separator: "; ")
  }

  /// The calendars as conditions use them, each made once.
  public var workingCalendars: WorkingCalendars {
    WorkingCalendars(
      calendars.mapValues { [self] calendar in
        let made = Later { [self] in
          calendar.parts.isEmpty
            ? [WorkingCalendar(holidays: holidays(of: calendar))]
            : calendar.parts.map { WorkingCalendar(holidays: calendars[$0]?.holidays ?? [:]) }
        }
        return { made.value }
      })
  }

  /// The days of a calendar: its own, or those of any of several places in the years that are known
  /// of all of them.
  private func holidays(of calendar: HolidayCalendar) -> [Int: Set<CivilDate>] {
    guard let first = calendar.anyOf.first else { return calendar.holidays }
    return calendar.anyOf.dropFirst().reduce(calendars[first]?.holidays ?? [:]) { days, place in
      let others = calendars[place]?.holidays ?? [:]
      return days.filter { others[$0.key] != nil }
        .merging(others) { $0.union($1) }
        .filter { days[$0.key] != nil }
    }
  }

  /// The pack of a name.
  public func pack(_ name: String) -> Pack? { packs.first { $0.name == name } }

  /// A source by its pack and key, such as `mopi/app-rrd`, or a schedule by its name.
  public func source(_ name: String) -> Pack.Source? {
    if let source = schedule.sources[name] { return source }
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    return parts.count == 2 ? pack(parts[0])?.source(parts[1]) : nil
  }

  /// The names of all sources, sorted.
  public var sourceNames: [String] {
    let ofPacks = packs.flatMap { pack in pack.sources.map { "\(pack.name)/\($0.key)" } }
    return (ofPacks + schedule.sources.keys).sorted()
  }

  /// The rule of an identifier.
  public func rule(_ id: String) -> Rule? { rules.first { $0.id == id } }

  /// The identifiers of rules by the codes that they have in the catalogue.
  public var rulesByCode: [String: [String]] {
    var byCode: [String: [String]] = [:]
    for pack in packs {
      for rule in pack.rules {
        for code in rule.catalogue { byCode[code, default: []].append(rule.id) }
      }
    }
    return byCode
  }
}

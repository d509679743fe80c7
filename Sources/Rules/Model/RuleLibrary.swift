/// All that rule files hold: packs, the schedule and the code lists.
public struct RuleLibrary: Sendable {
  /// The packs in order of name.
  public var packs: [Pack] = []
  /// The schedule.
  public var schedule = Schedule()
  /// The code lists by name.
  public var codeLists: [String: CodeList] = [:]

  /// An empty library.
  public init() {}

  /// All rules in order of identifier.
  public var rules: [Rule] { packs.flatMap(\.rules) }

  /// The kinds of event that count for a person across systems, of all packs.
  public var linkingEvents: Set<String> { Set(packs.flatMap(\.linkingEvents)) }

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
}

import CEL
import CivilTime
import Inventory

/// The values that a fix may give to a fact, those that change least first.
struct CandidateValues: ~Copyable {
  private var arena = Arena()
  private let codeLists: [String: [String]]
  /// The periods around those that were asked for, the nearest first.
  private var periodsAround: [Period: [Value]] = [:]
  /// Around how many they are remembered.
  private static let mostPeriods = 1_000

  init(codeLists: [String: [String]]) { self.codeLists = codeLists }

  /// Takes back the memory of all values that were handed out.
  mutating func reset() { arena.reset() }

  /// The values for a fact; of a list of codes and of a count only the one that changes most, which
  /// is cut down afterwards.
  ///
  /// - Parameter day: The day on which something that can still be done would be done.
  mutating func values(for fact: ChangeableFact, _ old: Value, doneOn day: CivilDate) -> [Value] {
    guard old.tag != .unknown, old.tag != .notApplicable else { return [] }
    switch (fact.field.kind, fact.field.change) {
    case (.date, .renewal), (.date, .nextDay):
      return old.tag == .date && old.lastDay >= day ? [] : [Value(DateInterval(day))]
    case (.date, .deed): return old.tag == .absent ? [Value(DateInterval(day))] : []
    case (.instant, .deed) where old.tag == .absent:
      return [Value(seconds: Int64(day.dayNumber) * 86_400, nanoseconds: 0)]
    case (.boolean, .setting):
      return old.tag == .bool ? [Value(!old.asBool)] : [Value(true), Value(false)]
    case (.code(let list), .setting):
      return (codeLists[list] ?? []).map { arena.string(copying: $0) }.filter {
        old.tag != .string || !$0.asBytes.elementsEqual(old.asBytes)
      }
    case (.codes(let list), .setting): return allCodes(old, of: list)
    case (.period, .setting): return periods(around: old)
    case (.integer, .setting) where old.tag == .int: return Self.numbers(around: old.asInt)
    case (.integer, .falling) where old.tag == .int && old.asInt > 0: return [Value(Int64(0))]
    case (.integer, .rising): return [Value(Self.manyRecords)]
    case (.text, _), (.prose, _): return textValues(old, fact.field)
    default: return []
    }
  }

  /// More than any count of records.
  private static let manyRecords: Int64 = 1 << 40

  /// What an empty text could say; a text that is not given only where that is the organisation's
  /// choice.
  private mutating func textValues(_ old: Value, _ field: FieldDefinition) -> [Value] {
    let isEmpty = old.tag == .string && old.aux == 0
    guard isEmpty || old.tag == .absent && field.change == .setting else { return [] }
    return [arena.string(copying: "stated")]
  }

  private mutating func allCodes(_ old: Value, of list: String) -> [Value] {
    let known = old.tag == .list ? Array(old.asList) : []
    let texts = Set(known.filter { $0.tag == .string }.map(\.asString))
    let added = (codeLists[list] ?? []).filter { !texts.contains($0) }
    guard !added.isEmpty else { return [] }
    return [arena.list(copying: known + added.map { arena.string(copying: $0) })]
  }

  /// A list of codes without one of them.
  mutating func list(_ list: Value, without index: Int) -> Value {
    var elements = Array(list.asList)
    elements.remove(at: index)
    return arena.list(copying: elements)
  }

  private static func numbers(around old: Int64) -> [Value] {
    (1...9).filter { $0 != old }.sorted { abs($0 - old) < abs($1 - old) }.map { Value($0) }
  }

  private mutating func periods(around old: Value) -> [Value] {
    guard old.tag == .period else { return Self.ladder.map { Value($0) } }
    if let known = periodsAround[old.asPeriod] { return known }
    let periods = Self.periods(around: old.asPeriod)
    if periodsAround.count < Self.mostPeriods { periodsAround[old.asPeriod] = periods }
    return periods
  }

  private static let ladder: [Period] =
    (1...100).map { Period(months: 12 * $0, days: 0) }
    + (1...36).filter { $0 % 12 != 0 }.map { Period(months: $0, days: 0) }
    + (0...366).map { Period(months: 0, days: $0) }

  /// Periods in years, months and days, the nearest first; those in larger units before others as
  /// long.
  private static func periods(around old: Period) -> [Value] {
    func length(_ period: Period) -> Double {
      Double(period.months) * 30.436_875 + Double(period.days)
    }
    // Of the periods with an end, the longest is the nearest to one without.
    let own = old.isIndefinite ? 1e9 : length(old)
    return ladder.filter { $0 != old }.enumerated().sorted { left, right in
      let distances = (abs(length(left.element) - own), abs(length(right.element) - own))
      return distances.0 == distances.1
        ? left.offset < right.offset : distances.0 < distances.1
    }.map { Value($0.element) }
  }
}

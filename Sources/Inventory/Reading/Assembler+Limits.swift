import CEL
import CivilTime
import Diagnostics

/// Facts that cannot be true: they decide nothing.
extension Assembler {
  /// Notes that a field may tell of something after the day of the check.
  @inline(never)
  mutating func noteFuture(_ slot: Int, _ mark: SourceMark) {
    guard frame.pointee.shape.pointee.fields[slot].isPast else { return }
    frame.pointee.impossible.insert(slot)
    let name = definition.fields[slot].name
    let key = "future \(definition.name) \(name)"
    guard log.isFirst(key) else { return }
    log.add(
      Diagnostic(
        .warning, "reader.impossible-date", at: position(mark),
        "\"\(name)\" lies after the day of the check and decides nothing",
        hint: "correct the date; until then it counts as unknown"), once: key)
  }

  /// Compares the facts of an object that may not lie before or below one another.
  ///
  /// Those of a row are left as they are, since a rule may be about them; the others become
  /// unknown.
  @inline(__always)
  mutating func checkLimits(_ ended: UnsafeMutablePointer<Frame>) {
    let uppers = ended.pointee.seen.intersection(ended.pointee.shape.pointee.limited)
    if !uppers.isEmpty, mode != .rows || isInRow { compare(uppers, ended) }
    if !isInRow, !ended.pointee.impossible.isEmpty { withhold(ended) }
  }

  @inline(__always)
  private mutating func compare(_ uppers: SlotSet, _ ended: UnsafeMutablePointer<Frame>) {
    let seen = ended.pointee.seen
    let values = ended.pointee.values
    let fields = ended.pointee.shape.pointee.fields
    var uppers = uppers
    while let upper = uppers.popFirst() {
      var lowers = fields[upper].notBelow.intersection(seen)
      while let lower = lowers.popFirst() {
        if Self.isBelow(values[upper], values[lower]) { noteLimit(upper, lower, ended) }
      }
    }
  }

  /// The number of a day in the lower half of the bits of a date.
  @inline(__always)
  private static func dayNumber(_ bits: UInt64) -> Int32 { Int32(truncatingIfNeeded: bits) }

  /// Whether a day lies after the day of the check.
  @inline(__always)
  func isFuture(_ day: Value) -> Bool { Self.dayNumber(day.bits) > latestDay }

  /// Whether a value is certainly before or below another.
  @inline(__always)
  private static func isBelow(_ value: Value, _ other: Value) -> Bool {
    guard value.tag == other.tag else { return false }
    switch value.tag {
    case .date: return dayNumber(value.bits >> 32) < dayNumber(other.bits)
    case .int: return value.asInt < other.asInt
    case .period:
      return value.asPeriod.boundsInDays.upperBound < other.asPeriod.boundsInDays.lowerBound
    case .timestamp: return value.asInt < other.asInt
    default: return false
    }
  }

  @inline(never)
  private mutating func noteLimit(
    _ upper: Int, _ lower: Int, _ ended: UnsafeMutablePointer<Frame>
  ) {
    ended.pointee.impossible.insert(upper)
    ended.pointee.impossible.insert(lower)
    let fields = definition(of: ended).fields
    let key = "limit \(definition(of: ended).name) \(upper) \(lower)"
    guard log.isFirst(key) else { return }
    let isDay = fields[upper].kind.isDay
    let mark = ended.pointee.marks[upper]
    let other = position(ended.pointee.marks[lower])
    log.add(
      Diagnostic(
        isDay ? .warning : .error, isDay ? "reader.impossible-date" : "reader.impossible-value",
        at: position(mark),
        "\"\(fields[upper].name)\"\(Self.told(ended.pointee.values[upper])) is "
          + "\(isDay ? "before" : "less than") \"\(fields[lower].name)\""
          + "\(Self.told(ended.pointee.values[lower])); both are ignored",
        hint: "correct one of them; until then both count as unknown",
        related: other.map { [.init(at: $0, "\"\(fields[lower].name)\"")] } ?? []), once: key)
  }

  /// A period or a number behind a field's name; a day may be somebody's and is left to its place.
  private static func told(_ value: Value) -> String {
    switch value.tag {
    case .int: " (\(value.asInt))"
    case .period: " (\(value.asPeriod))"
    default: ""
    }
  }

  private func definition(of frame: UnsafeMutablePointer<Frame>) -> ObjectDefinition {
    Vocabulary.objects[frame.pointee.shape.pointee.number - 1]
  }

  /// Makes the facts of an object that cannot be true unknown.
  @inline(never)
  private mutating func withhold(_ ended: UnsafeMutablePointer<Frame>) {
    var slots = ended.pointee.impossible
    while let slot = slots.popFirst() { ended.pointee.values[slot] = .unknown }
    ended.pointee.impossible = SlotSet()
  }
}

import CEL
import CivilTime
import Diagnostics

/// Facts that cannot be true: they decide nothing.
extension Assembler {
  /// The days in a hundred and fifty years, within which whatever anybody plans lies.
  private static let mostDaysAhead = 54_787

  /// Notes that a field may tell of something after the day of the check.
  @inline(never)
  mutating func noteFuture(_ slot: Int, _ day: Value, _ mark: SourceMark) {
    if frame.pointee.shape.pointee.fields[slot].isPast {
      return tellFuture(slot, day, mark, of: frame)
    }
    guard day.tag == .date, Int(day.firstDay.dayNumber) - Int(latestDay) > Self.mostDaysAhead
    else { return }
    tellFar(slot, "lies more than 150 years after the day of the check", mark)
  }

  /// Notes a period that is longer than one of its field can be.
  mutating func checkLength(_ period: Value, _ slot: Int, _ mark: SourceMark) {
    let length = period.asPeriod
    guard !length.isIndefinite, length.boundsInDays.lowerBound > Self.mostDaysAhead,
      let most = definition.fields[slot].mostYears
    else { return }
    tellFar(slot, "is longer than \(most) years", mark)
  }

  /// Notes a day or a period that nobody can mean.
  private mutating func tellFar(_ slot: Int, _ fault: String, _ mark: SourceMark) {
    tell(
      "far", slot, of: frame, "reader.impossible-value", fault,
      hint: "correct it; until then it counts as unknown", mark)
  }

  /// Notes that a field tells of something after the day of the check, or of the facts of the file, which
  /// cannot have happened.
  private mutating func tellFuture(
    _ slot: Int, _ day: Value, _ mark: SourceMark, of object: UnsafeMutablePointer<Frame>
  ) {
    let number =
      day.tag == .date ? Int64(day.firstDay.dayNumber) : day.asInt / 86_400 - 1
    guard number > Int64(checkDay) else {
      return tell(
        "later", slot, of: object, "reader.impossible-date",
        "lies after \(CivilDate(dayNumber: latestDay)), the day of the facts of the file,",
        hint: "correct the date or \"extracted\"; until then the date counts as unknown", mark)
    }
    tell(
      "future", slot, of: object, "reader.impossible-date", "lies after the day of the check",
      hint: "correct the date; until then it counts as unknown", mark)
  }

  /// Notes that a field cannot be true by itself; said once for each kind and field.
  private mutating func tell(
    _ kind: String, _ slot: Int, of object: UnsafeMutablePointer<Frame>, _ code: String,
    _ fault: String, hint: String, _ mark: SourceMark
  ) {
    object.pointee.impossible.insert(slot)
    let definition = definition(of: object)
    let name = definition.fields[slot].name
    let key = "\(kind) \(definition.name) \(name)"
    guard log.isFirst(key) else { return }
    log.add(
      Diagnostic(
        .warning, code, at: position(mark), "\"\(name)\" \(fault) and decides nothing", hint: hint),
      once: key)
  }

  /// Compares the facts of an object that may not lie before or below one another.
  ///
  /// Those of a row are left as they are, since a rule may be about them; the others become
  /// unknown.
  @inline(__always)
  mutating func checkLimits(_ ended: UnsafeMutablePointer<Frame>) {
    let seen = ended.pointee.seen
    let uppers = seen.intersection(ended.pointee.shape.pointee.limited)
    if !uppers.isEmpty, mode != .rows || isInRow { compare(uppers, ended) }
    if !seen.intersection(ended.pointee.shape.pointee.compared).isEmpty { compareSeveral(ended) }
    if !isInRow, !ended.pointee.impossible.isEmpty { withhold(ended) }
  }

  /// Compares what hangs on several fields or objects.
  @inline(never)
  private mutating func compareSeveral(_ ended: UnsafeMutablePointer<Frame>) {
    switch ended.pointee.shape.pointee.role {
    case .record:
      checkBirth(ended)
      checkAges(ended)
    case .holding: checkUnion(ended)
    case .system: checkLife(ended)
    default: break
    }
  }

  @inline(__always)
  private mutating func compare(_ uppers: SlotSet, _ ended: UnsafeMutablePointer<Frame>) {
    let seen = ended.pointee.seen
    let values = ended.pointee.values
    let fields = ended.pointee.shape.pointee.fields
    var uppers = uppers
    while let upper = uppers.popFirst() {
      let value = values[upper]
      var lowers = fields[upper].notBelow.intersection(seen)
      while let lower = lowers.popFirst() {
        let other = values[lower]
        let isBelow =
          value.tag == .date && other.tag == .date
          ? Self.dayNumber(value.bits >> 32) < Self.dayNumber(other.bits)
          : Self.isBelow(value, other)
        if isBelow { noteLimit(upper, lower, ended) }
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
  @inline(never)
  private static func isBelow(_ value: Value, _ other: Value) -> Bool {
    guard value.tag == other.tag else {
      // A day and a time: the day before, wherever on earth it was.
      return value.tag == .date && other.tag == .timestamp
        && Int64(dayNumber(value.bits >> 32)) + 1 < other.asInt / 86_400
    }
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
    let definition = definition(of: ended)
    // A system may be complete only when rows of its first dataset begin.
    let isSystem = ended.pointee.shape.pointee.role == .system
    let node = isSystem ? system : organisation ?? dataset ?? system
    var slots = ended.pointee.impossible
    while let slot = slots.popFirst() {
      ended.pointee.values[slot] = .unknown
      node?.note(impossible: definition.fields[slot], of: definition)
    }
    ended.pointee.impossible = SlotSet()
  }

  // MARK: Facts of several objects

  private static let record = Vocabulary.record
  private static let bornSlot = InventoryTree.slot("born", of: record)

  /// Compares the events and offences of a person with the day of birth.
  private mutating func checkBirth(_ ended: UnsafeMutablePointer<Frame>) {
    let born = ended.pointee.values[Self.bornSlot]
    guard ended.pointee.seen.contains(Self.bornSlot), born.tag == .date else { return }
    for (list, date) in Self.matters where ended.pointee.seen.contains(list) {
      compare(ended, list: list, date: date, born)
    }
  }

  private mutating func compare(
    _ ended: UnsafeMutablePointer<Frame>, list: Int, date: Int, _ born: Value
  ) {
    let items = ended.pointee.values[list]
    guard items.tag == .list else { return }
    let isBefore = items.asList.contains { item in
      item.tag == .object && item.asFields[date].tag == .date
        && Self.isBelow(item.asFields[date], born)
    }
    if isBefore { noteMatter(list, ended) }
  }

  /// Notes that an event or an offence of a person is before the birth.
  private mutating func noteMatter(_ list: Int, _ ended: UnsafeMutablePointer<Frame>) {
    for slot in [list, Self.bornSlot] { ended.pointee.impossible.insert(slot) }
    let key = "limit Record \(list) \(Self.bornSlot)"
    guard log.isFirst(key) else { return }
    let other = position(ended.pointee.marks[Self.bornSlot])
    log.add(
      Diagnostic(
        .warning, "reader.impossible-date", at: position(ended.pointee.marks[list]),
        "\"\(Self.record.fields[list].name)\" has a date before \"born\"; both are ignored",
        hint: "correct one of them; until then both count as unknown",
        related: other.map { [.init(at: $0, "\"born\"")] } ?? []), once: key)
  }

  private static let reviewedSlot = InventoryTree.slot("reviewed", of: Vocabulary.holding)
  private static let heldSlot = InventoryTree.slot("held", of: Vocabulary.holding)
  private static let bothSlot = InventoryTree.slot("reviewedAndHeld", of: Vocabulary.holding)
  private static let countSlot = InventoryTree.slot("count", of: Vocabulary.holding)

  /// Compares those of an age band that are reviewed, on hold or both with all of them.
  ///
  /// Counts of either that are not given are zero, and then none are both.
  private mutating func checkUnion(_ ended: UnsafeMutablePointer<Frame>) {
    let values = ended.pointee.values
    let seen = ended.pointee.seen
    let both = values[Self.bothSlot]
    if both.tag == .int, both.asInt > 0,
      !seen.contains(Self.reviewedSlot) || !seen.contains(Self.heldSlot)
    {
      return tellPartsMissing(ended)
    }
    let slots = [Self.reviewedSlot, Self.heldSlot, Self.bothSlot, Self.countSlot]
    let isKnown = slots.allSatisfy { slot in
      seen.contains(slot) && values[slot].tag == .int && !ended.pointee.impossible.contains(slot)
    }
    guard isKnown else { return }
    let union =
      values[Self.reviewedSlot].asInt + values[Self.heldSlot].asInt - values[Self.bothSlot].asInt
    guard union > values[Self.countSlot].asInt else { return }
    for slot in slots { ended.pointee.impossible.insert(slot) }
    let key = "union of a holding"
    guard log.isFirst(key) else { return }
    log.add(
      Diagnostic(
        .error, "reader.impossible-value", at: position(ended.pointee.marks[Self.countSlot]),
        "\(union) records of a band are reviewed, on hold or both, and the band has only "
          + "\(values[Self.countSlot].asInt); all are ignored",
        hint: "correct \"count\", \"reviewed\", \"held\" or \"reviewedAndHeld\""), once: key)
  }

  /// Notes that records of a band are said to be both reviewed and on hold, and not how many are either.
  private mutating func tellPartsMissing(_ ended: UnsafeMutablePointer<Frame>) {
    for slot in [Self.reviewedSlot, Self.heldSlot, Self.bothSlot] {
      ended.pointee.impossible.insert(slot)
      guard !ended.pointee.seen.contains(slot) else { continue }
      ended.pointee.values[slot] = .unknown
      ended.pointee.marks[slot] = .none
      ended.pointee.seen.insert(slot)
    }
    let key = "both of a holding"
    guard log.isFirst(key) else { return }
    log.add(
      Diagnostic(
        .error, "reader.impossible-value", at: position(ended.pointee.marks[Self.bothSlot]),
        "records of a band are both reviewed and on hold, and \"reviewed\" or \"held\" is not given; "
          + "all are ignored",
        hint: "give \"reviewed\" and \"held\" too; each includes those that are both"), once: key)
  }

  private static let statusSlot = InventoryTree.slot("status", of: Vocabulary.system)
  private static let goLiveSlot = InventoryTree.slot("goLive", of: Vocabulary.system)
  private static let retiredSlot = InventoryTree.slot("retired", of: Vocabulary.system)

  /// A system that is in use, or was, went live already, and one that is retired was taken out of
  /// use already.
  private mutating func checkLife(_ ended: UnsafeMutablePointer<Frame>) {
    let status = ended.pointee.values[Self.statusSlot]
    guard status.tag == .string else { return }
    if !status.asBytes.elementsEqual("planned".utf8) { checkPast(Self.goLiveSlot, ended) }
    if status.asBytes.elementsEqual("retired".utf8) { checkPast(Self.retiredSlot, ended) }
    let isInUse =
      status.asBytes.elementsEqual("live".utf8) || status.asBytes.elementsEqual("planned".utf8)
    if isInUse { checkNotOver(ended) }
  }

  /// A system that was taken out of use is not in use any more.
  private mutating func checkNotOver(_ ended: UnsafeMutablePointer<Frame>) {
    let day = ended.pointee.values[Self.retiredSlot]
    guard ended.pointee.seen.contains(Self.retiredSlot), day.tag == .date,
      Self.dayNumber(day.bits >> 32) < latestDay, latestDay != .max
    else { return }
    for slot in [Self.statusSlot, Self.retiredSlot] { ended.pointee.impossible.insert(slot) }
    let key = "status after the end"
    guard log.isFirst(key) else { return }
    log.add(
      Diagnostic(
        .warning, "reader.impossible-date", at: position(ended.pointee.marks[Self.retiredSlot]),
        "\"retired\" is past, and \"status\" says otherwise; both are ignored",
        hint: "correct one of them; until then both count as unknown"), once: key)
  }

  /// Looks whether a field tells of something after the day of the check.
  private mutating func checkPast(_ slot: Int, _ ended: UnsafeMutablePointer<Frame>) {
    let day = ended.pointee.values[slot]
    guard ended.pointee.seen.contains(slot), day.tag == .date, isFuture(day) else { return }
    tellFuture(slot, day, ended.pointee.marks[slot], of: ended)
  }
}

import CEL
import CivilTime
import Diagnostics

/// Ages, which follow from the day of birth and the day at which they are.
extension Assembler {
  private static let record = Vocabulary.record
  private static let bornSlot = InventoryTree.slot("born", of: record)
  private static let ageSlot = InventoryTree.slot("ageAtEvent", of: record)
  private static let lastSlot = InventoryTree.slot("lastEvent", of: record)
  private static let takenSlot = InventoryTree.slot("taken", of: record)
  private static let concludedSlot = InventoryTree.slot("concluded", of: record)
  private static let createdSlot = InventoryTree.slot("created", of: record)
  private static let reportedSlot = InventoryTree.slot("reported", of: record)
  private static let biometricSlot = InventoryTree.slot("biometric", of: record)
  private static let mattersSlot = InventoryTree.slot("laterMatters", of: Vocabulary.biometric)
  private static let matterDateSlot = InventoryTree.slot("date", of: Vocabulary.laterMatter)
  private static let matterAgeSlot = InventoryTree.slot("ageAtEvent", of: Vocabulary.laterMatter)
  static let matters = [
    (InventoryTree.slot("events", of: record), InventoryTree.slot("date", of: Vocabulary.event)),
    (
      InventoryTree.slot("offences", of: record),
      InventoryTree.slot("date", of: Vocabulary.offence)
    ),
  ]

  /// Days of a record that an age, or an end, is compared with.
  private struct Span {
    /// The earliest and the latest of them, and the fields that say them.
    var first: CivilDate?
    var last: CivilDate?
    var slots = SlotSet()

    mutating func add(_ day: Value, _ slot: Int) {
      guard day.tag == .date else { return }
      first = min(first ?? day.firstDay, day.firstDay)
      last = max(last ?? day.lastDay, day.lastDay)
      slots.insert(slot)
    }
  }

  /// The days on which something happened that the record is about.
  private func events(_ ended: UnsafeMutablePointer<Frame>, and others: [Int]) -> Span {
    var span = Span()
    for slot in [Self.lastSlot] + others where ended.pointee.seen.contains(slot) {
      span.add(ended.pointee.values[slot], slot)
    }
    for (list, date) in Self.matters where ended.pointee.seen.contains(list) {
      let items = ended.pointee.values[list]
      guard items.tag == .list else { continue }
      for item in items.asList where item.tag == .object { span.add(item.asFields[date], list) }
    }
    return span
  }

  /// Compares what a record says of an age with the birth and the events, and the end of a matter with
  /// the days of the matter.
  mutating func checkAges(_ ended: UnsafeMutablePointer<Frame>) {
    let (seen, values) = (ended.pointee.seen, ended.pointee.values)
    if seen.contains(Self.concludedSlot) { checkConclusion(ended) }
    guard seen.contains(Self.bornSlot), values[Self.bornSlot].tag == .date else { return }
    if seen.contains(Self.ageSlot), values[Self.ageSlot].tag == .int { checkAge(ended) }
    guard seen.contains(Self.biometricSlot), values[Self.biometricSlot].tag == .object else {
      return
    }
    let later = values[Self.biometricSlot].asFields[Self.mattersSlot]
    guard later.tag == .list else { return }
    for matter in later.asList where matter.tag == .object { checkMatter(matter, ended) }
  }

  /// The age at an event is that on one of the days of the events, or at the earliest that on the day
  /// on which the record begins. An offence may be long before the day on which material is taken for
  /// it, so that such a record says only how old nobody was yet.
  @inline(__always)
  private mutating func checkAge(_ ended: UnsafeMutablePointer<Frame>) {
    let values = ended.pointee.values
    if Self.fitsClearly(values[Self.ageSlot], values[Self.bornSlot], values[Self.lastSlot]) {
      return
    }
    checkAgeInFull(ended)
  }

  /// Whether an age is that on a day, and that day is days away from each birthday: nearly every age is
  /// so, and no calendar is needed.
  @inline(__always)
  private static func fitsClearly(_ age: Value, _ born: Value, _ day: Value) -> Bool {
    guard day.tag == .date, born.firstDay == born.lastDay, day.firstDay == day.lastDay
    else { return false }
    let quarters = 4 * (Int64(day.firstDay.dayNumber) - Int64(born.firstDay.dayNumber))
    return age.asInt * 1461 + 12 <= quarters && quarters + 12 <= (age.asInt + 1) * 1461
  }

  @inline(never)
  private mutating func checkAgeInFull(_ ended: UnsafeMutablePointer<Frame>) {
    let isTaken = ended.pointee.seen.contains(Self.takenSlot)
    let span = events(ended, and: isTaken ? [Self.takenSlot] : [])
    let born = ended.pointee.values[Self.bornSlot]
    let age = ended.pointee.values[Self.ageSlot].asInt
    let isTooOld = age > Self.mostYears(born, until: span.last ?? lastKnownDay)
    let first = isTaken ? nil : events(ended, and: [Self.createdSlot, Self.reportedSlot]).first
    let isTooYoung = first.map { age < Self.leastYears(born, until: $0) } ?? false
    guard isTooOld || isTooYoung else { return }
    for slot in [Self.ageSlot, Self.bornSlot] { ended.pointee.impossible.insert(slot) }
    ended.pointee.impossible.formUnion(span.slots)
    tellAge(ended.pointee.marks[Self.ageSlot], "Record")
  }

  /// The age at an offence is no more than that on the day of the arrest or charge for it.
  private mutating func checkMatter(_ matter: Value, _ ended: UnsafeMutablePointer<Frame>) {
    let born = ended.pointee.values[Self.bornSlot]
    let (day, age) = (
      matter.asFields[Self.matterDateSlot], matter.asFields[Self.matterAgeSlot]
    )
    let isBefore = day.tag == .date && day.lastDay < born.firstDay
    let last = day.tag == .date ? day.lastDay : lastKnownDay
    let isTooOld = age.tag == .int && age.asInt > Self.mostYears(born, until: last)
    guard isBefore || isTooOld else { return }
    for slot in [Self.biometricSlot, Self.bornSlot] { ended.pointee.impossible.insert(slot) }
    let object = FactObject(matter)
    if isTooOld {
      tellAge(object.mark(of: Self.matterAgeSlot), "LaterMatter")
    } else {
      tell(
        "\"date\" is before \"born\"; both are ignored", object.mark(of: Self.matterDateSlot),
        once: "matter before birth")
    }
  }

  /// A matter ends after something of it happened.
  private mutating func checkConclusion(_ ended: UnsafeMutablePointer<Frame>) {
    let concluded = ended.pointee.values[Self.concludedSlot]
    guard concluded.tag == .date else { return }
    // Material may be taken after the end, and a record that tells of no event tells nothing here.
    var span = events(ended, and: [])
    guard !span.slots.isEmpty else { return }
    if ended.pointee.seen.contains(Self.createdSlot) {
      span.add(ended.pointee.values[Self.createdSlot], Self.createdSlot)
    }
    guard let first = span.first, concluded.lastDay < first else { return }
    ended.pointee.impossible.insert(Self.concludedSlot)
    ended.pointee.impossible.formUnion(span.slots)
    tell(
      "\"concluded\" is before everything that the record tells of the matter; it and these days are "
        + "ignored", ended.pointee.marks[Self.concludedSlot], once: "concluded before all")
  }

  private mutating func tellAge(_ mark: SourceMark, _ object: String) {
    tell(
      "\"ageAtEvent\" does not fit the date of birth and the day of the event; they are ignored",
      mark, once: "age of \(object)")
  }

  private mutating func tell(_ message: String, _ mark: SourceMark, once key: String) {
    guard log.isFirst(key) else { return }
    log.add(
      Diagnostic(
        .warning, "reader.impossible-date", at: position(mark), message,
        hint: "correct one of them; until then they count as unknown"), once: key)
  }

  /// The day of the check, or the last one there is.
  private var lastKnownDay: CivilDate {
    latestDay == .max ? .latest : CivilDate(dayNumber: latestDay)
  }

  /// The most years that somebody can have completed on a day.
  private static func mostYears(_ born: Value, until day: CivilDate) -> Int64 {
    // Whether a birthday of 29 February is on the day before or after it in other years is open.
    let isLeapDay = born.firstDay.month == 2 && born.firstDay.day == 29
    return Int64(born.firstDay.age(on: isLeapDay && day < .latest ? day.adding(days: 1) : day))
  }

  /// The fewest years that somebody can have completed on a day.
  private static func leastYears(_ born: Value, until day: CivilDate) -> Int64 {
    Int64(born.lastDay.age(on: day))
  }
}

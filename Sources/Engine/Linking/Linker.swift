import CEL
import CivilTime
public import Inventory

/// Collects what all records of each person say; the first of two passes over the rows.
public final class Linker: RowConsumer {
  private var table: LinkTable
  private let eventKinds: Set<String>

  private static let subjectSlot = Vocabulary.record.slot("subject")
  private static let groupSlot = Vocabulary.record.slot("group")
  private static let eventSlot = Vocabulary.record.slot("lastEvent")
  private static let disposedSlot = Vocabulary.record.slot("disposed")

  private static let eventsSlot = Vocabulary.record.slot("events")

  /// A linker that knows nobody.
  ///
  /// - Parameters:
  ///   - eventKinds: The kinds of event that count where a record gives events.
  ///   - limit: How many people are kept in memory.
  ///   - folder: Where the rest waits, in files without names; `nil` to keep everybody in memory.
  public init(
    eventKinds: Set<String> = [], limit: Int = .max, spillingTo folder: String? = nil
  ) {
    self.eventKinds = eventKinds
    table = LinkTable(limit: limit, spillingTo: folder)
  }

  /// How many people there are.
  public var count: Int { table.count }

  public func begin(_ dataset: InventoryNode) {}
  public func holding(_ holding: FactObject, ordinal: Int) {}
  public func end(_ dataset: InventoryNode) {}

  public func record(_ record: FactObject, ordinal: Int) {
    guard let (key, facts) = facts(of: record) else { return }
    table.add(key, facts)
  }

  func add(_ facts: [(SubjectKey, LinkedFacts)]) {
    for (key, facts) in facts { table.add(key, facts) }
  }

  /// The person that a record is about and what it says; `nil` for a record that names nobody.
  func facts(of record: FactObject) -> (SubjectKey, LinkedFacts)? {
    let subject = record[Self.subjectSlot]
    guard subject.tag == .string else { return nil }
    let group = record[Self.groupSlot]
    let event = latestEvent(record)
    let isNumber = group.tag == .int && 1...4 ~= group.asInt
    let facts = LinkedFacts(
      group: isNumber ? UInt8(group.asInt) : 0,
      lastEvent: event, records: 1,
      undisposed: record[Self.disposedSlot].tag == .date ? 0 : 1)
    return (SubjectKey(subject.asBytes), facts)
  }

  /// The latest day that an event of the record could have been on; its `lastEvent` or one of its
  /// events that count.
  private func latestEvent(_ record: FactObject) -> Int32 {
    let own = record[Self.eventSlot]
    var latest = own.tag == .date ? own.lastDay.dayNumber : LinkedFacts.none
    let events = record[Self.eventsSlot]
    guard events.tag == .list else { return latest }
    for event in events.asList.map({ FactObject($0) }) {
      guard let day = event.day("date"), eventKinds.contains(event.text("kind") ?? "") else {
        continue
      }
      latest = max(latest, day.last.dayNumber)
    }
    return latest
  }

  /// Takes over what another linker collected from other rows; the order makes no difference.
  public func add(_ other: Linker) {
    other.table.seal()
    other.table.visit { key, facts in table.add(key, facts) }
  }

  /// Takes over what some records of a person say.
  public func add(_ person: SubjectKey, _ facts: LinkedFacts) { table.add(person, facts) }

  /// Goes through what records say of each person, in the order of the keys.
  public func visitPeople(_ body: (SubjectKey, LinkedFacts) -> Void) {
    table.seal()
    table.visit(body)
  }

  /// Hands over the table; the linker is empty afterwards.
  func takeTable() -> LinkTable {
    table.seal()
    var taken = LinkTable()
    swap(&taken, &table)
    return taken
  }
}

import CEL
import CivilTime
public import Inventory

/// Collects what all records of each person say; the first of two passes over the rows.
public final class Linker: RowConsumer {
  private var table = LinkTable()

  private static let subjectSlot = Vocabulary.record.slot("subject")
  private static let groupSlot = Vocabulary.record.slot("group")
  private static let eventSlot = Vocabulary.record.slot("lastEvent")
  private static let disposedSlot = Vocabulary.record.slot("disposed")

  /// A linker that knows nobody.
  public init() {}

  /// How many people there are.
  public var count: Int { table.count }

  public func begin(_ dataset: InventoryNode) {}
  public func holding(_ holding: FactObject, ordinal: Int) {}
  public func end(_ dataset: InventoryNode) {}

  public func record(_ record: FactObject, ordinal: Int) {
    let subject = record[Self.subjectSlot]
    guard subject.tag == .string else { return }
    let group = record[Self.groupSlot]
    let event = record[Self.eventSlot]
    let isNumber = group.tag == .int && 1...4 ~= group.asInt
    let facts = LinkedFacts(
      group: isNumber ? UInt8(group.asInt) : 0,
      lastEvent: event.tag == .date ? event.lastDay.dayNumber : LinkedFacts.none, records: 1,
      undisposed: record[Self.disposedSlot].tag == .date ? 0 : 1)
    table.add(SubjectKey(subject.asBytes), facts)
  }

  /// Hands over the table; the linker is empty afterwards.
  func takeTable() -> LinkTable {
    var taken = LinkTable()
    swap(&taken, &table)
    return taken
  }
}

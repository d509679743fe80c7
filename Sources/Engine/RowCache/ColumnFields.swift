import CEL
import Inventory
import Rules

/// The facts of records that mean *none* where a record lacks them, and *unknown* where no record of
/// a dataset gives them and its extract is not said to carry them.
enum ColumnFields {
  private static let record = Vocabulary.record
  /// The object in a record that has such facts too.
  private static let object = Vocabulary.biometric
  /// The slot of that object.
  static let objectSlot = record.slot("biometric")

  private static let slots = slots(of: record)
  private static let innerSlots = slots(of: object)

  private static func slots(of definition: ObjectDefinition) -> [String: Int] {
    Dictionary(
      uniqueKeysWithValues: definition.columnFields.map { ($0, definition.slot($0)) })
  }

  /// The pairs of a rule about records and a fact that it reads.
  static func pairs(
    _ rule: CompiledRule, at place: Int, asksForHolds: Bool
  ) -> [ColumnWatch.Pair] {
    // A column that is not there can neither be impossible nor, for some rules, matter.
    guard !rule.isAboutFacts, !rule.rule.takesAbsentForNone else { return [] }
    let reading = rule.reading
    var names =
      reading.passedOn.contains("record")
      ? Set(slots.keys) : Set(reading.fields(of: "record").filter { slots[$0] != nil })
    if asksForHolds, reading.arguments.contains("record") { names.insert("hold") }
    let own = names.sorted().map { ColumnWatch.Pair(place: place, slot: record.slot($0)) }
    guard reading.fields(of: "record").contains("biometric") else { return own }
    let inner = innerSlots.filter { name, _ in
      reading.paths.contains { $0.hasPrefix("record.biometric.") && $0.hasSuffix(".\(name)") }
    }
    return own
      + inner.values.sorted().map {
        ColumnWatch.Pair(place: place, slot: objectSlot, inner: $0)
      }
  }

  /// The facts that the extract of the current dataset is said to carry: those of records, and those
  /// of the object in them; and whether anything is said of it, be it that they are not known.
  static func carried(
    by scope: SubjectScope
  ) -> (own: SlotSet, inner: SlotSet, isStated: Bool) {
    let stated =
      [scope.dataset, scope.system].lazy.compactMap { $0?.object.value("recordFields") }
      .first { $0.tag != .absent }
    guard let stated else { return (SlotSet(), SlotSet(), false) }
    guard stated.tag == .list else { return (SlotSet(), SlotSet(), true) }
    let names = stated.asList.filter { $0.tag == .string }.map(\.asString)
    return (
      SlotSet(names.compactMap { slots[$0] }), SlotSet(names.compactMap { innerSlots[$0] }), true
    )
  }

  /// The path of a field in a record.
  static func path(_ slot: Int, _ inner: Int?) -> String {
    let name = record.fields[slot].name
    return inner.map { "\(name).\(object.fields[$0].name)" } ?? name
  }

  /// Where a record has the field of a pair; `nil` where it lacks the object that it is in.
  @inline(__always)
  static func field(
    _ pair: ColumnWatch.Pair, of row: FactObject
  ) -> UnsafeMutablePointer<Value>? {
    let field = UnsafeMutablePointer(mutating: row.fields) + pair.slot
    guard let inner = pair.inner else { return field }
    guard field.pointee.tag == .object else { return nil }
    return UnsafeMutablePointer(mutating: field.pointee.asFields) + inner
  }
}

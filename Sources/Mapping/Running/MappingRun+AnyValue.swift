import CEL
import CivilTime
import Diagnostics
import Inventory

/// Values of any type, for fields of any kind.
extension MappingRun {
  /// Gives a field a value of any type.
  ///
  /// - Returns: Whether the field can hold it.
  func give(
    _ field: FieldDefinition, _ slot: Int, _ value: Value, _ mark: SourceMark,
    _ sink: inout ForeignSink
  ) -> Bool {
    switch value.tag {
    case .optional:
      guard let inner = value.asOptional else { return true }
      return give(field, slot, inner, mark, &sink)
    case .string: return giveString(field, slot, value, mark, &sink)
    case .list: return giveList(field, slot, value.asList, mark, &sink)
    case .map: return giveMap(field, slot, value, mark, &sink)
    case .null, .absent: return true
    default: break
    }
    if case .text = field.kind { return giveScalar(slot, value, mark, &sink) }
    if case .prose = field.kind { return giveScalar(slot, value, mark, &sink) }
    if case .code = field.kind, value.tag != .date { return giveScalar(slot, value, mark, &sink) }
    if case .integer = field.kind, value.tag == .double || value.tag == .uint {
      guard let whole = Int64(exactly: value.tag == .double ? value.asDouble : Double(value.bits))
      else { return false }
      return sink.setValue(slot, Value(whole), mark)
    }
    if case .date = field.kind, value.tag == .timestamp {
      let day = Int32(clamping: (value.asInt >= 0 ? value.asInt : value.asInt - 86_399) / 86_400)
      return sink.setValue(slot, Value(DateInterval(CivilDate(dayNumber: day))), mark)
    }
    return sink.setValue(slot, value, mark)
  }

  private func giveString(
    _ field: FieldDefinition, _ slot: Int, _ value: Value, _ mark: SourceMark,
    _ sink: inout ForeignSink
  ) -> Bool {
    let text = CellText.trimmed(value.asBytes)
    if unknown.contains(text) {
      sink.setUnknown(slot, mark)
      return true
    }
    if text.isEmpty { return true }
    switch field.kind {
    case .codes: sink.setCodes(slot, [text], mark)
    case .object, .objects: return false
    default: sink.setText(slot, text, mark)
    }
    return true
  }

  private func giveScalar(
    _ slot: Int, _ value: Value, _ mark: SourceMark, _ sink: inout ForeignSink
  ) -> Bool {
    var text: String
    switch value.tag {
    case .date: text = value.asDays.description
    case .period: text = value.asPeriod.description
    default:
      guard let scalar = MappingFunctions.text(value) else { return false }
      text = scalar
    }
    text.withUTF8 { sink.setText(slot, $0, mark) }
    return true
  }

  private func giveList(
    _ field: FieldDefinition, _ slot: Int, _ list: UnsafeBufferPointer<Value>, _ mark: SourceMark,
    _ sink: inout ForeignSink
  ) -> Bool {
    switch field.kind {
    case .codes:
      guard list.allSatisfy({ $0.tag == .string }) else { return false }
      let texts = list.map { CellText.trimmed($0.asBytes) }.filter { !$0.isEmpty }
      if texts.contains(where: { unknown.contains($0) }) {
        sink.setUnknown(slot, mark)
      } else {
        sink.setCodes(slot, texts, mark)
      }
      return true
    case .object:
      // One phrase may state several rules; one of them can stand alone.
      if list.count == 1 { return giveMap(field, slot, list[0], mark, &sink) }
      guard field.name == "retention", let several = Self.retentions, list.count > 1 else {
        return false
      }
      return giveList(several.field, several.slot, list, mark, &sink)
    case .objects:
      guard list.allSatisfy({ $0.tag == .map }) else { return false }
      for item in list where !giveMap(field, slot, item, mark, &sink) { return false }
      if list.isEmpty { sink.giveList(slot, mark) }
      return true
    default: return false
    }
  }

  /// The field of a dataset that holds several rules of retention.
  private static let retentions: (slot: Int, field: FieldDefinition)? = {
    Vocabulary.dataset.fields.firstIndex { $0.name == "retentions" }.map {
      ($0, Vocabulary.dataset.fields[$0])
    }
  }()

  /// Gives an object the entries of a map.
  private func giveMap(
    _ field: FieldDefinition, _ slot: Int, _ value: Value, _ mark: SourceMark,
    _ sink: inout ForeignSink
  ) -> Bool {
    guard value.tag == .map, let child = field.kind.child else { return false }
    let entries = value.asEntries
    var isSound = true
    guard case .enter = sink.begin(slot, mark) else { return true }
    for index in stride(from: 0, to: entries.count, by: 2) {
      guard entries[index].tag == .string,
        let inner = child.fields.firstIndex(where: { $0.name == entries[index].asString }),
        give(child.fields[inner], inner, entries[index + 1], mark, &sink)
      else {
        isSound = false
        continue
      }
    }
    _ = sink.end()
    return isSound
  }
}

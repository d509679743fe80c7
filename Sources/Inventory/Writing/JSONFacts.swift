import CEL

/// Writes facts as JSON objects, each on a line.
struct JSONFacts {
  var text = ""

  /// Writes an object.
  ///
  /// - Parameters:
  ///   - hidden: Fields that are left out, such as those that a dataset has from its system.
  ///   - isOpen: Whether more is to come inside it, so that the brace stays open.
  /// - Returns: Whether a member was written.
  @discardableResult
  mutating func object(
    _ object: FactObject, hidden: SlotSet = SlotSet(), isOpen: Bool = false
  ) -> Bool {
    text += "{"
    var isFirst = true
    for (slot, field) in object.definition.fields.enumerated()
    where FactSpelling.isGiven(object, slot, except: hidden) {
      if !isFirst { text += ", " }
      isFirst = false
      text += "\"\(field.name)\": "
      value(object.stated(slot), field.kind)
    }
    if !isOpen { text += "}" }
    return !isFirst
  }

  private mutating func value(_ value: Value, _ kind: FieldDefinition.Kind) {
    switch value.tag {
    case .unknown: text += "null"
    case .int: text += String(value.asInt)
    case .bool: text += value.asBool ? "true" : "false"
    case .list: list(value)
    case .object: object(FactObject(value))
    default: text += JSONText.quoted(FactSpelling.text(value) ?? "unknown")
    }
  }

  private mutating func list(_ value: Value) {
    text += "["
    for (index, item) in value.asList.enumerated() {
      if index > 0 { text += ", " }
      if item.tag == .object {
        object(FactObject(item))
      } else {
        text += JSONText.quoted(item.asString)
      }
    }
    text += "]"
  }
}

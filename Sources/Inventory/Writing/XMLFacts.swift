import CEL

/// Writes facts as XML elements.
struct XMLFacts {
  var text = ""
  /// The places of facts with characters that XML cannot hold.
  private(set) var lost: [SourceMark] = []

  /// Writes an element without its end tag.
  ///
  /// - Parameters:
  ///   - hidden: Fields that are left out, such as those that a dataset has from its system.
  ///   - isOpen: Whether more is to come inside it.
  mutating func element(
    _ name: String, _ object: FactObject, hidden: SlotSet = SlotSet(), isOpen: Bool = false,
    indent: String
  ) {
    text += "\(indent)<\(name)"
    attributes(object, hidden)
    let start = text.utf8.count
    text += ">\n"
    children(object, hidden, indent + "  ")
    if isOpen { return }
    if text.utf8.count == start + 2 {
      text.removeLast(2)
      text += "/>\n"
    } else {
      text += "\(indent)</\(name)>\n"
    }
  }

  private mutating func attributes(_ object: FactObject, _ hidden: SlotSet) {
    for (slot, field) in object.definition.fields.enumerated()
    where FactSpelling.isGiven(object, slot, except: hidden) {
      let value = object.stated(slot)
      if case .prose = field.kind, !value.isMissing { continue }
      if let plain = FactSpelling.text(value) {
        noteLoss(plain, object, slot)
        text += " \(field.name)=\"\(XMLText.escaped(plain))\""
      } else if case .codes = field.kind, value.tag == .list {
        let codes = value.asList.map(\.asString).joined(separator: " ")
        text += " \(field.name)=\"\(XMLText.escaped(codes))\""
      } else if value.tag == .list, value.asList.isEmpty {
        text += " \(field.name)=\"\""
      }
    }
  }

  private mutating func children(_ object: FactObject, _ hidden: SlotSet, _ indent: String) {
    for (slot, field) in object.definition.fields.enumerated()
    where FactSpelling.isGiven(object, slot, except: hidden) && !object[slot].isMissing {
      switch field.kind {
      case .prose:
        noteLoss(object[slot].asString, object, slot)
        let plain = XMLText.escaped(object[slot].asString)
        text += "\(indent)<\(field.name)>\(plain)</\(field.name)>\n"
      case .object:
        element(field.name, FactObject(object[slot]), indent: indent)
      case .objects(_, let singular):
        for item in object[slot].asList { element(singular, FactObject(item), indent: indent) }
      default: break
      }
    }
  }

  private mutating func noteLoss(_ plain: String, _ object: FactObject, _ slot: Int) {
    if XMLText.loses(plain) { lost.append(object.mark(of: slot)) }
  }
}

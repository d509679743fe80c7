public import CEL
import Diagnostics

extension InventoryTree {
  /// Adds the facts of one file to those of others.
  func merge(_ object: FactObject, into node: InventoryNode, _ log: inout DiagnosticLog) {
    // What was taken over from the system is no fact of the dataset's own.
    var slots = node.inherited
    while let slot = slots.popFirst() {
      node.values[slot] = .absent
      node.marks[slot] = .none
    }
    node.inherited = SlotSet()
    merge(object, into: node.object, &log)
  }

  private func merge(
    _ source: FactObject, into target: FactObject, _ log: inout DiagnosticLog
  ) {
    let shape = ShapeTable.shared.shapes[Int(source.type)]
    let values = UnsafeMutablePointer(mutating: target.fields)
    let marks = UnsafeMutableRawPointer(values + shape.count)
      .assumingMemoryBound(to: SourceMark.self)
    // Other words for the same are no conflict; where one says more than the other, they are.
    let isOtherWording =
      shape.wording >= 0
      && (0..<shape.count).allSatisfy { slot in
        slot == shape.wording
          || marks[slot].isNone == source.mark(of: slot).isNone
            && isSame(values[slot], source[slot])
      }
    for slot in 0..<shape.count where !source.mark(of: slot).isNone {
      if marks[slot].isNone, source[slot].tag == .list, shape.lists.contains(slot),
        files[source.mark(of: slot).file].fillsGaps
      {
        values[slot] = union(Self.noItems, source[slot], &log)
        marks[slot] = source.mark(of: slot)
      } else if marks[slot].isNone {
        values[slot] = source[slot]
        marks[slot] = source.mark(of: slot)
      } else if values[slot].tag == .object, source[slot].tag == .object {
        merge(FactObject(source[slot]), into: FactObject(values[slot]), &log)
      } else if shape.lists.contains(slot), values[slot].tag == .list, source[slot].tag == .list {
        values[slot] = union(values[slot], source[slot], &log)
      } else if fillsGap(source, slot, values[slot], marks[slot]) {
        values[slot] = source[slot]
        marks[slot] = source.mark(of: slot)
      } else if isUnknownBeside(marks[slot], source, slot) {
        continue
      } else if !isSame(values[slot], source[slot]), slot != shape.wording || !isOtherWording {
        noteConflict(source, target, slot, &log)
        values[slot] = .unknown
      }
    }
  }

  /// Whether a fact answers what another input said is unknown.
  private func fillsGap(
    _ source: FactObject, _ slot: Int, _ value: Value, _ mark: SourceMark
  ) -> Bool {
    value.tag == .unknown && source[slot].tag != .unknown
      && (files[source.mark(of: slot).file].fillsGaps)
  }

  /// Whether a fact only says that something is unknown which an answer has given.
  private func isUnknownBeside(_ mark: SourceMark, _ source: FactObject, _ slot: Int) -> Bool {
    source[slot].tag == .unknown && files[mark.file].fillsGaps
  }

  /// The items of two lists, those that are the same only once; items of one id are put together.
  private func union(_ left: Value, _ right: Value, _ log: inout DiagnosticLog) -> Value {
    var items = Array(left.asList)
    for item in right.asList {
      if items.contains(where: { isSame($0, item) }) { continue }
      if let other = items.first(where: { haveSameID($0, item) || isTarget($0, of: item) }) {
        merge(FactObject(item), into: FactObject(other), &log)
        continue
      }
      if let place = target(of: item) {
        noteMoved(item, place, &log)
        continue
      }
      items.append(item)
    }
    let copy = allocate(values: items.count)
    for (index, item) in items.enumerated() { copy[index] = item }
    return Value(list: UnsafeBufferPointer(start: UnsafePointer(copy), count: items.count))
  }

  private static let noItems = Value(list: UnsafeBufferPointer(start: nil, count: 0))

  /// The place of the item of another file that an item adds to; `nil` where it is its own.
  private func target(of item: Value) -> String? {
    guard item.tag == .object else { return nil }
    let mark = FactObject(item).mark
    return files[mark.file].targets[mark.line]
  }

  /// Whether an item is the one at the place that an item of another file adds to, wherever the
  /// folder of its file is now.
  private func isTarget(_ item: Value, of added: Value) -> Bool {
    guard item.tag == .object, let place = target(of: added),
      let position = position(of: FactObject(item).mark)
    else { return false }
    func name(_ text: String) -> Substring { text.split(separator: "/").last ?? "" }
    return name(position.description) == name(place)
  }

  private func noteMoved(_ item: Value, _ place: String, _ log: inout DiagnosticLog) {
    log.add(
      Diagnostic(
        .error, "answers.moved", at: position(of: FactObject(item).mark),
        "nothing of this kind is at \(ReaderMessages.quoted(place)) any more",
        hint: "ask the questions again: the input has changed since they were written"))
  }

  /// Whether two values state the same.
  public static func statesSame(_ left: Value, _ right: Value) -> Bool {
    isSame(left, right)
  }

  private func haveSameID(_ left: Value, _ right: Value) -> Bool {
    guard left.tag == .object, right.tag == .object else { return false }
    var slot = ShapeTable.shared.shapes[Int(left.aux)].identity
    if slot < 0, files[FactObject(right).mark.file].fillsGaps {
      // Questions call what has no identifier by its name.
      slot = FactObject(right).slot("name") ?? -1
    }
    return slot >= 0 && left.asFields[slot].tag == .string
      && isSame(left.asFields[slot], right.asFields[slot])
  }

  private func isSame(_ left: Value, _ right: Value) -> Bool { Self.isSame(left, right) }

  /// Whether two values state the same.
  static func isSame(_ left: Value, _ right: Value) -> Bool {
    guard left.tag == right.tag else { return false }
    switch left.tag {
    case .unknown: return true
    case .string: return left.asBytes.elementsEqual(right.asBytes)
    case .list:
      return left.asList.count == right.asList.count
        && left.asList.allSatisfy { item in right.asList.contains { isSame(item, $0) } }
    case .object:
      let shape = ShapeTable.shared.shapes[Int(left.aux)]
      return left.aux == right.aux
        && (0..<shape.count).allSatisfy {
          $0 == shape.wording || isSame(left.asFields[$0], right.asFields[$0])
        }
    default: return left.aux == right.aux && left.bits == right.bits
    }
  }

  private func noteConflict(
    _ source: FactObject, _ target: FactObject, _ slot: Int, _ log: inout DiagnosticLog
  ) {
    let field = source.definition.fields[slot]
    let place = position(of: target.mark(of: slot))
    let words = ReaderMessages.words(source.definition)
    log.add(
      Diagnostic(
        .error, "reader.conflict", at: position(of: source.mark(of: slot)),
        "\(words) has another value for \"\(field.name)\" in another input",
        hint: "the field counts as unknown until the inputs agree",
        related: place.map { [.init(at: $0, "the other value")] } ?? []))
  }
}

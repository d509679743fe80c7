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
    if node.level == .dataset { disputeForms(of: node.object, &log) }
  }

  private static let ruleSlots = (
    InventoryTree.slot("retention", of: Vocabulary.dataset),
    InventoryTree.slot("retentions", of: Vocabulary.dataset)
  )

  /// Tells of phrases of two inputs of which one states one rule of retention and the other several.
  private func disputeForms(of object: FactObject, _ log: inout DiagnosticLog) {
    let (one, several) = Self.ruleSlots
    let (first, second) = (object.mark(of: one), object.mark(of: several))
    guard object[one].tag == .object, object[several].tag == .list, first.file != second.file,
      Self.wording(of: object[one]) != nil,
      let other = object[several].asList.first, Self.wording(of: other) != nil
    else { return }
    log.add(
      Diagnostic(
        .error, "reader.conflict", at: position(of: second),
        "a dataset has one rule of retention in another input and several here",
        hint: "the fields count as unknown until the inputs agree",
        related: position(of: first).map { [.init(at: $0, "the one rule")] } ?? []))
    let values = UnsafeMutablePointer(mutating: object.fields)
    makeDisputed(values + one)
    makeDisputed(values + several)
  }

  /// The words that a rule of retention was read from.
  private static func wording(of rule: Value) -> String? {
    guard rule.tag == .object else { return nil }
    let slot = ShapeTable.shared.shapes[Int(rule.aux)].wording
    guard slot >= 0, rule.asFields[slot].tag == .string else { return nil }
    return rule.asFields[slot].asString
  }

  private func merge(
    _ source: FactObject, into target: FactObject, _ log: inout DiagnosticLog
  ) {
    let shape = ShapeTable.shared.shapes[Int(source.type)]
    let values = UnsafeMutablePointer(mutating: target.fields)
    let marks = UnsafeMutableRawPointer(values + shape.count)
      .assumingMemoryBound(to: SourceMark.self)
    if dispute(source, target, shape, &log) { return }
    for slot in 0..<shape.count where !source.mark(of: slot).isNone {
      if marks[slot].isNone, source[slot].tag == .list, shape.lists.contains(slot),
        files[source.mark(of: slot).file].fillsGaps
      {
        values[slot] = union(Self.noItems, source[slot], &log)
        marks[slot] = source.mark(of: slot)
      } else if marks[slot].isNone {
        values[slot] = source[slot]
        marks[slot] = source.mark(of: slot)
      } else if disputed.contains(UnsafeRawPointer(values + slot)) || source[slot].tag == .unknown {
        // What inputs contradict each other about stays unknown, and what one does not know says
        // nothing against what another does.
        continue
      } else if values[slot].tag == .unknown {
        values[slot] = source[slot]
        marks[slot] = source.mark(of: slot)
      } else if values[slot].tag == .object, source[slot].tag == .object {
        merge(FactObject(source[slot]), into: FactObject(values[slot]), &log)
      } else if values[slot].tag == .list, source[slot].tag == .list,
        shape.lists.contains(slot) || isMoreColumns(source, slot)
      {
        values[slot] = union(values[slot], source[slot], &log)
      } else if !isSame(values[slot], source[slot]), slot != shape.wording {
        noteConflict(source, target, slot, &log)
        makeDisputed(values + slot)
      }
    }
  }

  /// Makes what two phrases state differently unknown, and says so.
  ///
  /// Other words for the same are no conflict. Where one phrase says what the other does not, such as
  /// from when a period runs, or names an event that has no code, they are not the same.
  ///
  /// - Returns: Whether they differ.
  private func dispute(
    _ source: FactObject, _ target: FactObject, _ shape: Shape, _ log: inout DiagnosticLog
  ) -> Bool {
    let wording = shape.wording
    guard wording >= 0, source[wording].tag == .string, target[wording].tag == .string,
      !isSame(source[wording], target[wording])
    else { return false }
    let slots = (0..<shape.count).filter { slot in
      guard slot != wording else { return false }
      let isGiven = !source.mark(of: slot).isNone
      guard isGiven == !target.mark(of: slot).isNone else { return true }
      return isGiven && (source[slot].tag == .unknown || !isSame(source[slot], target[slot]))
    }
    guard let first = slots.first else { return false }
    noteConflict(source, target, first, &log)
    let values = UnsafeMutablePointer(mutating: target.fields)
    let marks = UnsafeMutableRawPointer(values + shape.count)
      .assumingMemoryBound(to: SourceMark.self)
    for slot in slots + [wording] {
      if marks[slot].isNone { marks[slot] = source.mark(of: slot) }
      makeDisputed(values + slot)
    }
    return true
  }

  /// Whether an answer says which facts the records of a dataset have besides those that are known.
  private func isMoreColumns(_ source: FactObject, _ slot: Int) -> Bool {
    files[source.mark(of: slot).file].fillsGaps
      && source.definition.fields[slot].name == "recordFields"
  }

  /// Makes a fact unknown, whatever further inputs say of it.
  private func makeDisputed(_ value: UnsafeMutablePointer<Value>) {
    value.pointee = .unknown
    disputed.insert(UnsafeRawPointer(value))
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
      if let other = items.first(where: { haveSameScope($0, item) }) {
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

  /// Whether two phrases state rules for the same, such as for what is on paper.
  private func haveSameScope(_ left: Value, _ right: Value) -> Bool {
    guard Self.wording(of: left) != nil, Self.wording(of: right) != nil,
      let slot = FactObject(left).slot("appliesTo")
    else { return false }
    let isGiven = !FactObject(left).mark(of: slot).isNone
    guard isGiven == !FactObject(right).mark(of: slot).isNone else { return false }
    return !isGiven || isSame(left.asFields[slot], right.asFields[slot])
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

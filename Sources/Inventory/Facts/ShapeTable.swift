import CEL

/// The vocabulary, made ready for readers once for the whole program and never freed.
struct ShapeTable: @unchecked Sendable {
  static let shared = ShapeTable()

  /// By ``StructType/number``; number 0 is no shape.
  let shapes: UnsafePointer<Shape>
  let shapeCount: Int
  /// Every name of an attribute or element once.
  let names: [String]
  /// The names in UTF-8, ended by zeros.
  let spellings: UnsafePointer<UnsafePointer<UInt8>>
  /// Every code list once.
  let codeLists: [String]

  static let inventory = number(of: Vocabulary.inventory)
  static let organisation = number(of: Vocabulary.organisation)
  static let system = number(of: Vocabulary.system)
  static let dataset = number(of: Vocabulary.dataset)
  static let holding = number(of: Vocabulary.holding)
  static let record = number(of: Vocabulary.record)

  static func number(of object: ObjectDefinition) -> Int {
    1 + (Vocabulary.objects.firstIndex { $0.name == object.name } ?? -1)
  }

  private init() {
    var builder = Builder()
    let objects = Vocabulary.objects
    let shapes = UnsafeMutablePointer<Shape>.allocate(capacity: objects.count + 1)
    shapes.initialize(to: builder.shape(ObjectDefinition("", "", []), number: 0))
    for (index, object) in objects.enumerated() {
      (shapes + index + 1).initialize(to: builder.shape(object, number: index + 1))
    }
    self.shapes = UnsafePointer(shapes)
    shapeCount = objects.count + 1
    names = builder.names.values
    let spellings = UnsafeMutablePointer<UnsafePointer<UInt8>>.allocate(capacity: names.count)
    for (index, name) in names.enumerated() {
      (spellings + index).initialize(to: Self.padded(Array(name.utf8)))
    }
    self.spellings = UnsafePointer(spellings)
    codeLists = builder.codeLists.values
  }

  /// A copy of bytes with at least seven zeros behind it, never freed.
  static func padded(_ bytes: [UInt8]) -> UnsafePointer<UInt8> {
    let capacity = (bytes.count + 15) & ~7
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    copy.initialize(repeating: 0, count: capacity)
    for (index, byte) in bytes.enumerated() { copy[index] = byte }
    return UnsafePointer(copy)
  }
}

/// Gives every different string a number.
private struct Interner {
  private(set) var values: [String] = []
  private var indices: [String: Int] = [:]

  mutating func index(of value: String) -> Int {
    if let known = indices[value] { return known }
    indices[value] = values.count
    values.append(value)
    return values.count - 1
  }
}

private struct Builder {
  var names = Interner()
  var codeLists = Interner()

  mutating func shape(_ object: ObjectDefinition, number: Int) -> Shape {
    precondition(object.fields.count <= SlotSet.capacity, "an object has too many fields")
    let fields = UnsafeMutablePointer<FieldPlan>.allocate(capacity: max(object.fields.count, 1))
    var lists = SlotSet()
    var limited = SlotSet()
    for (slot, field) in object.fields.enumerated() {
      let lower = SlotSet(field.notBelow.map { Self.slot($0, of: object) })
      (fields + slot).initialize(to: plan(field, of: object, notBelow: lower))
      if case .objects = field.kind { lists.insert(slot) }
      if !lower.isEmpty { limited.insert(slot) }
    }
    return Shape(
      number: number, role: role(of: object), count: object.fields.count,
      fields: UnsafePointer(fields),
      identity: object.fields.firstIndex { $0.name == "id" } ?? -1,
      wording: object.fields.firstIndex { $0.name == "originalText" } ?? -1, lists: lists,
      limited: limited,
      compared: SlotSet(Self.compared(of: object).map { Self.slot($0, of: object) }))
  }

  /// The fields on which a comparison hangs that `notBelow` cannot say.
  private static func compared(of object: ObjectDefinition) -> [String] {
    switch object.name {
    case Vocabulary.record.name: ["events", "offences", "ageAtEvent", "concluded", "biometric"]
    case Vocabulary.holding.name: ["reviewedAndHeld"]
    case Vocabulary.system.name: ["goLive", "retired"]
    default: []
    }
  }

  private static func slot(_ name: String, of object: ObjectDefinition) -> Int {
    guard let slot = object.fields.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("the vocabulary has no field \(object.name).\(name)")
    }
    return slot
  }

  private func role(of object: ObjectDefinition) -> Shape.Role {
    switch object.name {
    case Vocabulary.inventory.name: .inventory
    case Vocabulary.organisation.name: .organisation
    case Vocabulary.system.name: .system
    case Vocabulary.dataset.name: .dataset
    case Vocabulary.holding.name: .holding
    case Vocabulary.record.name: .record
    case Vocabulary.property.name: .property
    default: .other
    }
  }

  private mutating func plan(
    _ field: FieldDefinition, of object: ObjectDefinition, notBelow: SlotSet
  ) -> FieldPlan {
    var element = field.name
    if case .objects(_, let singular) = field.kind { element = singular }
    return FieldPlan(
      kind: kind(of: field), blank: blank(field, of: object), initial: initial(field),
      least: field.range?.lowerBound ?? 0,
      greatest: field.range?.upperBound ?? FieldText.largestNumber,
      isPast: field.isPast, notBelow: notBelow,
      name: ShapeTable.padded(Array(field.name.utf8)),
      nameLength: field.name.utf8.count, attribute: names.index(of: field.name),
      element: names.index(of: element),
      child: field.kind.child.map(ShapeTable.number) ?? 0,
      codeList: field.kind.codeList.map { codeLists.index(of: $0) } ?? -1)
  }

  private func blank(_ field: FieldDefinition, of object: ObjectDefinition) -> FieldPlan.Blank {
    let isLabel = field.name == "id" || field.name == "name" && role(of: object) != .other
    let isLookedUp = field.refersTo?.isNeverBlank ?? false
    if isLabel || role(of: object) == .property || isLookedUp { return .kept }
    return field.absence == .unknown ? .empty : .absent
  }

  private func initial(_ field: FieldDefinition) -> Value {
    switch (field.kind, field.absence) {
    case (.integer, .none): Value(Int64(0))
    case (.objects, .unknown), (.objects, .noneBeside): .unknown
    default: .absent
    }
  }

  private func kind(of field: FieldDefinition) -> FieldPlan.Kind {
    switch field.kind {
    case .text: .text
    case .prose: .prose
    case .code: .code
    case .codes: .codes
    case .integer: .integer
    case .boolean: .boolean
    case .date: .date
    case .instant: .instant
    case .period: .period
    case .object: .object
    case .objects: .objects
    }
  }
}

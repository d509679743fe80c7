public import CEL

extension Vocabulary {
  /// Every object of the vocabulary once, parents before children, in the order of the table.
  public static let objects: [ObjectDefinition] = {
    var found: [ObjectDefinition] = []
    var names: Set<String> = []
    collect(inventory, into: &found, names: &names)
    return found
  }()

  /// The types that conditions are checked against; ``StructType/number`` is the index plus one.
  ///
  /// A dataset has its `holdings` and `records` as fields, but they are streamed and never filled.
  public static let structTypes: [StructType] = objects.enumerated().map { index, object in
    StructType(
      object.name, number: UInt32(index + 1),
      fields: object.fields.map { definition in
        var field = StructType.Field(definition.name, definition.kind.type)
        field.numbers = definition.range
        return field
      })
  }

  /// The type of an object of the vocabulary; `nil` if there is none of that name.
  public static func structType(_ name: String) -> StructType? { typesByName[name] }

  private static let typesByName = Dictionary(
    uniqueKeysWithValues: structTypes.map { ($0.name, $0) })

  private static func collect(
    _ object: ObjectDefinition, into found: inout [ObjectDefinition], names: inout Set<String>
  ) {
    guard names.insert(object.name).inserted else { return }
    found.append(object)
    for field in object.fields {
      if let child = field.kind.child { collect(child, into: &found, names: &names) }
    }
  }
}

extension FieldDefinition.Kind {
  /// The type that conditions see.
  public var type: CELType {
    switch self {
    case .text, .prose, .code: .string
    case .codes: .list(.string)
    case .integer: .int
    case .boolean: .bool
    case .date: .date
    case .instant: .timestamp
    case .period: .period
    case .object(let child): .object(child.name)
    case .objects(let child, _): .list(.object(child.name))
    }
  }

  /// The object that a field of this kind holds, once or several times.
  public var child: ObjectDefinition? {
    switch self {
    case .object(let child), .objects(let child, _): child
    default: nil
    }
  }

  /// The code list of a field of this kind.
  public var codeList: String? {
    switch self {
    case .code(let list), .codes(let list): list
    default: nil
    }
  }
}

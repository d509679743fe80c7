extension InventorySchema {
  /// The schema of the JSON spelling: JSON Schema, draft 2020-12.
  ///
  /// - Parameters:
  ///   - codes: The known codes, which editors offer.
  ///   - isStrict: Whether it refuses what a strict reader refuses.
  public static func jsonSchema(codes: CodeBook? = nil, isStrict: Bool = false) -> String {
    var codes = codes
    if isStrict { codes?.closeAll() }
    let definitions = Vocabulary.objects.map { object in
      (object.name, JSONText.object(members(of: object, codes: codes, isStrict: isStrict)))
    }
    return JSONText.object([
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      ("$id", .string(Vocabulary.namespace)),
      ("title", .string("Custos inventory")),
      ("$ref", .string("#/$defs/\(Vocabulary.inventory.name)")),
      ("$defs", .object(definitions + sharedDefinitions)),
    ]).pretty
  }

  private static func members(
    of object: ObjectDefinition, codes: CodeBook?, isStrict: Bool
  ) -> [(String, JSONText)] {
    let required = object.fields.filter { isRequired($0, of: object) }
    var members: [(String, JSONText)] = [
      ("description", .string(object.summary)),
      ("type", .string("object")),
      (
        "properties",
        .object(object.fields.map { ($0.name, property($0, of: object, codes: codes)) })
      ),
    ]
    if isStrict {
      members.append(("patternProperties", .object([("^x-", .bool(true))])))
      members.append(("additionalProperties", .bool(false)))
    }
    if !required.isEmpty {
      members.append(("required", .array(required.map { .string($0.name) })))
    }
    return members
  }

  private static func property(
    _ field: FieldDefinition, of object: ObjectDefinition, codes: CodeBook?
  ) -> JSONText {
    // An identifier is a text and nothing else.
    if isRequired(field, of: object) {
      return .object([
        ("title", .string(field.label)), ("description", .string(field.summary)),
        ("type", .string("string")),
        ("minLength", .number(1)),
      ])
    }
    return .object([
      ("title", .string(field.label)), ("description", .string(field.summary)),
      ("anyOf", .array(forms(field, codes: codes) + [reference("Absence")])),
    ])
  }

  private static func forms(_ field: FieldDefinition, codes: CodeBook?) -> [JSONText] {
    if let range = field.range {
      return [
        .object([
          ("type", .string("integer")), ("minimum", .number(Int(range.lowerBound))),
          ("maximum", .number(Int(range.upperBound))),
        ])
      ]
    }
    switch field.kind {
    case .text, .prose: return [type("string")]
    case .code(let list): return [code(list, codes: codes)]
    case .codes(let list): return [array(of: code(list, codes: codes))]
    case .integer: return [reference("Count")]
    case .boolean: return [type("boolean")]
    case .date: return [reference("Day")]
    case .instant: return [reference("Instant")]
    case .period: return [reference("Period")]
    case .object(let child): return [reference(child.name)]
    case .objects(let child, _) where child.name == Vocabulary.property.name:
      return [array(of: reference(child.name)), reference("Additions")]
    case .objects(let child, _): return [array(of: reference(child.name))]
    }
  }

  private static var sharedDefinitions: [(String, JSONText)] {
    [
      ("Absence", .object([("enum", .array([.null] + absentWords.map(JSONText.string)))])),
      (
        "Count",
        .object([
          ("type", .string("integer")), ("minimum", .number(0)),
          ("maximum", .number(Int(FieldText.largestNumber))),
        ])
      ),
      ("Day", pattern(Pattern.date)),
      ("Instant", pattern(Pattern.instant)),
      ("Period", pattern(Pattern.period)),
      (
        "Additions",
        .object([
          ("type", .string("object"))
        ])
      ),
    ]
  }

  private static func type(_ name: String) -> JSONText { .object([("type", .string(name))]) }

  private static func reference(_ name: String) -> JSONText {
    .object([("$ref", .string("#/$defs/\(name)"))])
  }

  private static func array(of items: JSONText) -> JSONText {
    .object([("type", .string("array")), ("items", items)])
  }

  private static func pattern(_ text: String) -> JSONText {
    .object([("type", .string("string")), ("pattern", .string("^(\(text))$"))])
  }

  /// One code: one of the known ones, which editors offer; another too where the list is open.
  private static func code(_ list: String, codes: CodeBook?) -> JSONText {
    guard let codes, let known = codes.lists[list], !known.isEmpty else { return type("string") }
    if codes.closed.contains(list) {
      return .object([("enum", .array(known.map(JSONText.string)))])
    }
    return .object([
      ("anyOf", .array([.object([("enum", .array(known.map(JSONText.string)))]), type("string")]))
    ])
  }
}

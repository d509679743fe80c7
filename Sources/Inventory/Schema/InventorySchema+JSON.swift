extension InventorySchema {
  /// The schema of the JSON spelling: JSON Schema, draft 2020-12.
  ///
  /// - Parameter codes: The known codes, which editors offer.
  public static func jsonSchema(codes: CodeBook? = nil) -> String {
    let definitions = Vocabulary.objects.map { object in
      (object.name, JSONText.object(members(of: object, codes: codes)))
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
    of object: ObjectDefinition, codes: CodeBook?
  ) -> [(String, JSONText)] {
    let required = object.fields.filter { isRequired($0, of: object) }
    var members: [(String, JSONText)] = [
      ("description", .string(object.summary)),
      ("type", .string("object")),
      (
        "properties",
        .object(object.fields.map { ($0.name, property($0, codes: codes)) })
      ),
      ("patternProperties", .object([("^x-", .bool(true))])),
      ("additionalProperties", .bool(false)),
    ]
    if !required.isEmpty {
      members.append(("required", .array(required.map { .string($0.name) })))
    }
    return members
  }

  private static func property(_ field: FieldDefinition, codes: CodeBook?) -> JSONText {
    .object([
      ("description", .string(field.summary)),
      ("anyOf", .array(forms(field.kind, codes: codes) + [reference("Absence")])),
    ])
  }

  private static func forms(_ kind: FieldDefinition.Kind, codes: CodeBook?) -> [JSONText] {
    switch kind {
    case .text, .prose: [type("string")]
    case .code(let list): [code(list, codes: codes)]
    case .codes(let list): [array(of: code(list, codes: codes))]
    case .integer: [reference("Count")]
    case .boolean: [type("boolean")]
    case .date: [reference("Day")]
    case .instant: [reference("Instant")]
    case .period: [reference("Period")]
    case .object(let child): [reference(child.name)]
    case .objects(let child, _) where child.name == Vocabulary.property.name:
      [array(of: reference(child.name)), reference("Additions")]
    case .objects(let child, _): [array(of: reference(child.name))]
    }
  }

  private static var sharedDefinitions: [(String, JSONText)] {
    [
      ("Absence", .object([("enum", .array([.null] + absences.map(JSONText.string)))])),
      ("Count", .object([("type", .string("integer")), ("minimum", .number(0))])),
      ("Day", pattern(Pattern.date)),
      ("Instant", pattern(Pattern.instant)),
      ("Period", pattern(Pattern.period)),
      (
        "Additions",
        .object([
          ("type", .string("object")),
          (
            "additionalProperties",
            .object([
              ("type", .array(["string", "number", "boolean", "null"].map(JSONText.string)))
            ])
          ),
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

  /// One code: one of the known ones, which editors offer, or another.
  private static func code(_ list: String, codes: CodeBook?) -> JSONText {
    guard let known = codes?.lists[list], !known.isEmpty else { return type("string") }
    return .object([
      ("anyOf", .array([.object([("enum", .array(known.map(JSONText.string)))]), type("string")]))
    ])
  }
}

import Inventory

/// The JSON Schema of mappings, for completion and checking in editors.
///
/// It says which keys a mapping may have, from the table of the vocabulary; whether expressions are
/// right is checked when a mapping is loaded.
public enum MappingSchema {
  /// The schema, JSON Schema 2020-12.
  public static var json: String {
    """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:custos:mapping:1",
      "title": "A mapping: how files of another program are read as an inventory",
      "type": "object", "additionalProperties": false,
      "required": ["mapping", "title", "reads"],
      "anyOf": [{"required": ["systems"]}, {"required": ["organisations"]}],
      "properties": {
        "mapping": {"type": "string", "pattern": "^[a-z0-9-]+$"},
        "title": {"type": "string"},
        "version": {"enum": [1, "1"]},
        "reads": {"$ref": "#/$defs/reads"},
        "also": {"type": "object", "additionalProperties": {
          "type": "object", "additionalProperties": false, "required": ["reads", "rows", "key"],
          "properties": {
            "reads": {"$ref": "#/$defs/reads"}, "rows": {"$ref": "#/$defs/rows"},
            "key": {"$ref": "#/$defs/expression"}}}},
        "unknown": {"type": "array", "items": {"type": ["string", "number", "boolean", "null"]}},
        "phrases": {"type": "object", "additionalProperties": {"oneOf": [
          {"$ref": "#/$defs/phrase"}, {"type": "array", "items": {"$ref": "#/$defs/phrase"}}]}},
        "join": {"enum": [\(JoinKey.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))]},
        "ignores": {"$ref": "#/$defs/texts"},
        "cannotCarry": {"$ref": "#/$defs/texts"},
        "inventory": {"type": "object", "additionalProperties": false, "properties": {
          "extracted": {"$ref": "#/$defs/expression"}, "source": {"$ref": "#/$defs/expression"}}},
        "organisations": {"$ref": "#/$defs/blocksOrganisation"},
        "systems": {"$ref": "#/$defs/blocksSystem"},
        "examples": {"type": "array", "items": {"$ref": "#/$defs/example"}}
      },
      "$defs": {
    \(common),
    \(objects)
      }
    }

    """
  }

  private static var common: String {
    let formats = InputForm.Format.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    return """
          "texts": {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
          "expression": {"type": ["string", "number", "boolean"]},
          "rows": {"$ref": "#/$defs/texts"},
          "phrase": {"type": "object", "required": ["kind"]},
          "reads": {
            "type": "object", "additionalProperties": false, "required": ["format"],
            "properties": {
              "format": {"enum": [\(formats)]}, "when": {"type": "string"},
              "columns": {"$ref": "#/$defs/texts"}, "sheet": {"type": "string"},
              "header": {"type": "integer", "minimum": 1}, "delimiter": {"type": "string"},
              "encoding": {"enum": ["utf-8", "utf-16", "windows-1252"]},
              "namespaces": {"type": "object", "additionalProperties": {"$ref": "#/$defs/texts"}}}},
          "example": {
            "type": "object", "additionalProperties": false,
            "oneOf": [{"required": ["row"]}, {"required": ["rows"]}, {"required": ["document"]}],
            "properties": {
              "title": {"type": "string"}, "row": {"type": "object"},
              "rows": {"type": "array", "items": {"type": "object"}},
              "document": {"type": "string"}, "also": {"type": "object"},
              "gives": {"type": "object"}, "unknown": {"$ref": "#/$defs/texts"},
              "absent": {"$ref": "#/$defs/texts"}, "notices": {"$ref": "#/$defs/texts"},
              "systems": {"type": "integer", "minimum": 0}}}
      """
  }

  /// A definition of the fields, and one of the blocks, of each object of the vocabulary.
  private static var objects: String {
    Vocabulary.objects.filter { $0.name != Vocabulary.inventory.name }.map { object in
      let all = object.fields.map { (name: $0.name, text: "\"\($0.name)\": \(schema(of: $0))") }
      let fields = all.map(\.text).joined(separator: ",\n          ")
      // In a block, "rows" says which rows; only an object of its own has a field of that name.
      let others = all.filter { $0.name != "rows" }.map(\.text).joined(separator: ",\n          ")
      return """
            "fields\(object.name)": {"type": "object", "additionalProperties": false, "properties": {
              \(fields)}},
            "block\(object.name)": {
              "type": "object", "additionalProperties": false, "required": ["rows"],
              "properties": {
              "rows": {"$ref": "#/$defs/rows"}, "where": {"$ref": "#/$defs/expression"},
              \(others)}},
            "blocks\(object.name)": {"oneOf": [
              {"$ref": "#/$defs/block\(object.name)"},
              {"type": "array", "items": {"$ref": "#/$defs/block\(object.name)"}}]}
        """
    }.joined(separator: ",\n")
  }

  private static func schema(of field: FieldDefinition) -> String {
    let expression = "{\"$ref\": \"#/$defs/expression\"}"
    switch field.kind {
    case .object(let child):
      return "{\"oneOf\": [\(expression), {\"$ref\": \"#/$defs/fields\(child.name)\"}]}"
    case .objects(let child, _):
      return "{\"oneOf\": [\(expression), {\"$ref\": \"#/$defs/blocks\(child.name)\"}]}"
    default: return expression
    }
  }
}

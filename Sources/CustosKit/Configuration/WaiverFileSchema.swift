import Findings

/// The JSON Schema of files of waivers, for completion in editors.
enum WaiverFileSchema {
  static var text: String {
    let longest = Severity.allCases.map {
      "\"\($0.rawValue)\": {\"$ref\": \"#/$defs/period\"}"
    }.joined(separator: ", ")
    return """
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:custos:waivers:1",
        "title": "Breaches that somebody accepts for a time",
        "type": "object",
        "additionalProperties": false,
        "required": ["waivers"],
        "properties": {
          "version": {"const": 1},
          "expiring-days": {"type": "integer", "minimum": 0, "maximum": 3660},
          "longest": {
            "type": "object",
            "additionalProperties": false,
            "properties": {\(longest)}
          },
          "waivers": {"type": "array", "items": {"$ref": "#/$defs/waiver"}}
        },
        "$defs": {
          "day": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
          "period": {"type": "string", "pattern": "^P[0-9YMWD]+$"},
          "words": {"type": "string", "pattern": "\\\\S"},
          "waiver": {
            "type": "object",
            "additionalProperties": false,
            "required": ["id", "rule", "subject", "reason", "owner", "approver", "from", "until"],
            "properties": {
              "id": {"$ref": "#/$defs/words"},
              "rule": {
                "$ref": "#/$defs/words",
                "description": "A rule, or a pattern: * stands for any text, ? for one character."
              },
              "subject": {
                "$ref": "#/$defs/words",
                "description": "The path of what is in breach, or a pattern."
              },
              "reason": {"$ref": "#/$defs/words"},
              "owner": {"$ref": "#/$defs/words"},
              "approver": {
                "$ref": "#/$defs/words",
                "description": "Somebody else than the owner."
              },
              "ticket": {"type": "string"},
              "from": {"$ref": "#/$defs/day"},
              "until": {"$ref": "#/$defs/day"}
            }
          }
        }
      }

      """
  }
}

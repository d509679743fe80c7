import Findings
import Rules

/// The JSON Schema of profiles, for completion in editors: the parameters of the packs with the
/// values that each may have.
enum ProfileFileSchema {
  static func text(_ library: RuleLibrary) -> String {
    let parameters = library.packs.flatMap(\.parameters).map(parameter).joined(separator: ",\n")
    let severities = Severity.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    return """
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:custos:profile:1",
        "title": "The choices of organisations",
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "version": {"const": 1},
          "parameters": {"$ref": "#/$defs/parameters"},
          "severities": {"$ref": "#/$defs/severities"},
          "confirmed": {"$ref": "#/$defs/confirmed"},
          "confirmations": {"$ref": "#/$defs/confirmations"},
          "organisations": {
            "type": "object",
            "additionalProperties": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "parameters": {"$ref": "#/$defs/parameters"},
                "severities": {"$ref": "#/$defs/severities"},
                "confirmed": {"$ref": "#/$defs/confirmed"},
                "confirmations": {"$ref": "#/$defs/confirmations"}
              }
            }
          }
        },
        "$defs": {
          "reason": {"type": "string", "minLength": 1},
          "day": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
          "severities": {
            "type": "object",
            "additionalProperties": {
              "type": "object",
              "additionalProperties": false,
              "required": ["severity", "reason"],
              "properties": {
                "severity": {"enum": [\(severities)]},
                "reason": {"$ref": "#/$defs/reason"}
              }
            }
          },
          "confirmed": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": ["rule", "by", "on", "source"],
              "properties": {
                "rule": {"type": "string"},
                "by": {"type": "string"},
                "on": {"$ref": "#/$defs/day"},
                "source": {"type": "string"}
              }
            }
          },
          "confirmations": {
            "oneOf": [
              {"type": "string"},
              {"type": "array", "items": {"oneOf": [{"type": "string"}, {"type": "object"}]}}
            ]
          },
          "parameters": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
      \(parameters)
            }
          }
        }
      }

      """
  }

  private static func parameter(_ parameter: Pack.Parameter) -> String {
    let value = JSONText.quoted(parameter.describe)
    return """
              "\(parameter.name)": {
                "description": \(value),
                "type": "object",
                "additionalProperties": false,
                "required": ["value", "reason"],
                "properties": {
                  "value": \(form(of: parameter)),
                  "reason": {"$ref": "#/$defs/reason"}
                }
              }
      """
  }

  private static func form(of parameter: Pack.Parameter) -> String {
    guard parameter.allowed.isEmpty else {
      return "{\"enum\": [\(parameter.allowed.map(JSONText.quoted).joined(separator: ", "))]}"
    }
    return switch parameter.kind {
    case .string: #"{"type": "string"}"#
    case .strings: #"{"type": "array", "items": {"type": "string"}}"#
    case .bool: #"{"type": "boolean"}"#
    case .int: #"{"type": "integer"}"#
    case .period: #"{"type": "string", "pattern": "^(P[0-9YMWD]+|indefinite)$"}"#
    case .date: ##"{"$ref": "#/$defs/day"}"##
    }
  }
}

import Findings

/// The JSON Schema of rule files, for completion and checking in editors.
///
/// It says which keys a file may have; what the keys mean together is checked by `rules lint`.
public enum RuleFileSchema {
  /// The schema, JSON Schema 2020-12.
  public static var json: String {
    """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:custos:rules:1",
      "title": "A rule, or the description of a pack",
      "oneOf": [{"$ref": "#/$defs/rule"}, {"$ref": "#/$defs/pack"}],
      "$defs": {
        "day": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "texts": {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
        "let": {"type": "object", "additionalProperties": {"type": "string"}},
        "limbs": {"type": "array", "items": {
          "type": "object", "additionalProperties": false, "required": ["at", "says"],
          "oneOf": [{"required": ["by"]}, {"required": ["not"]}],
          "properties": {
            "at": {"type": "string"}, "says": {"type": "string"},
            "by": {"$ref": "#/$defs/texts"}, "not": {"type": "string"}}}},
        "cite": {
          "type": "object", "additionalProperties": false, "required": ["source"],
          "properties": {
            "source": {"type": "string"}, "at": {"type": "string"},
            "checked": {"$ref": "#/$defs/day"}, "figure": {"type": "string"},
            "note": {"type": "string"}, "where": {"type": "string"}, \(evidence)}},
        "competing": {
          "type": "object", "additionalProperties": false, "required": ["source", "step"],
          "properties": {
            "source": {"type": "string"}, "step": {"enum": [\(names(PrecedenceStep.self))]},
            "when": {"type": "string"}, "until": {"type": "string"},
            "yields": {
              "type": "object", "additionalProperties": false, "required": ["because"],
              "properties": {"when": {"type": "string"}, "because": {"type": "string"}}}}},
    \(ruleSchema),
    \(packSchema)
      }
    }

    """
  }

  private static var ruleSchema: String {
    """
        "rule": {
          "type": "object", "additionalProperties": false,
          "required": ["id", "title", "level", "require", "cause", "remedy"],
          "properties": {
            "form": {"const": 1}, "id": {"type": "string", "pattern": "^[a-z0-9-]+/[a-z0-9-]+$"},
            "catalogue": {"$ref": "#/$defs/texts"},
            "title": {"type": "string"}, "why": {"type": "string"},
            "level": {"enum": [\(names(Rule.Level.self))]},
            "each": {"type": "string"}, "absent": {"enum": ["none"]},
            "report": {"enum": [\(names(Rule.Report.self))]},
            "disposal": {"enum": [\(names(Rule.Disposal.self))]},
            "severity": {"enum": [\(names(Severity.self))]},
            "authority": {"enum": [\(names(Authority.self))]},
            "cites": {"type": "array", "items": {
              "oneOf": [{"type": "string"}, {"$ref": "#/$defs/cite"}]}},
            "limbs": {"$ref": "#/$defs/limbs"},
            "effective": {"type": "object", "additionalProperties": false, "properties": {
              "from": {"$ref": "#/$defs/day"}, "until": {"$ref": "#/$defs/day"}}},
            "when": {"type": "string"}, "let": {"$ref": "#/$defs/let"},
            "require": {"type": "string"}, "cause": {"type": "string"},
            "remedy": {"type": "string"}, "given": {"type": "object"},
            "precedence": {"type": "array", "items": {
              "oneOf": [{"type": "string"}, {"$ref": "#/$defs/competing"}]}},
            "examples": {"type": "array", "items": {
              "type": "object", "additionalProperties": false,
              "properties": {
                "pass": {}, "breach": {}, "undetermined": {}, "not-applicable": {},
                "name": {"type": "string"}, "as-of": {"$ref": "#/$defs/day"},
                "organisation": {"type": "object"}, "system": {"type": "object"},
                "dataset": {"type": "object"}, "parameters": {"type": "object"},
                "related": {"type": "array"}, "days-over": {"type": "integer"},
                "missing": {"$ref": "#/$defs/texts"}, "cause": {"type": "string"},
                "applied": {"$ref": "#/$defs/texts"}, "lost": {"$ref": "#/$defs/texts"}}}}
          }
        }
    """
  }

  private static var packSchema: String {
    """
        "pack": {
          "type": "object", "additionalProperties": false,
          "required": ["pack", "title", "version"],
          "properties": {
            "form": {"const": 1}, "pack": {"type": "string"}, "title": {"type": "string"}, "version": {},
            "recheck": {"type": "string"}, "jurisdictions": {"$ref": "#/$defs/texts"}, "applies-to": {"$ref": "#/$defs/texts"},
            "only-where": {
              "type": "object", "additionalProperties": false, "required": ["regimes", "kinds"],
              "properties": {
                "regimes": {"$ref": "#/$defs/texts"}, "kinds": {"$ref": "#/$defs/texts"}}},
            "law-of": {"$ref": "#/$defs/texts"}, "of-form": {"type": "boolean"},
            "sources": {"type": "object", "additionalProperties": {
              "type": "object", "additionalProperties": false, "required": ["title"],
              "properties": {
                "title": {"type": "string"}, "edition": {}, "url": {"type": "string"},
                "checked": {"$ref": "#/$defs/day"}, "read-at": {"type": "string"},
                "note": {"type": "string"}, \(evidence)}}},
            "parameters": {"type": "object", "additionalProperties": {
              "type": "object", "additionalProperties": false,
              "properties": {
                "type": {"enum": [\(names(Pack.Parameter.Kind.self))]},
                "one-of": {"$ref": "#/$defs/texts"}, "codes": {"type": "string"},
                "least": {"type": "integer"}, "most": {"type": "integer"}, "default": {},
                "describe": {"type": "string"}, "source": {"type": "string"},
                "at": {"type": "string"}, \(evidence)}}},
            "linking": {
              "type": "object", "additionalProperties": false,
              "properties": {
                "records": {"$ref": "#/$defs/texts"}, "events": {"$ref": "#/$defs/texts"},
                "events-by-choice": {"$ref": "#/$defs/let"},
                "void-reasons": {"$ref": "#/$defs/texts"}}},
            "precedence": {
              "type": "object", "additionalProperties": {"$ref": "#/$defs/competing"}},
            "let": {"$ref": "#/$defs/let"}, "limbs": {"$ref": "#/$defs/limbs"},
            "citations": {"type": "object", "additionalProperties": {
              "type": "array", "items": {"$ref": "#/$defs/cite"}}},
            "articles": {"type": "array", "items": {
              "type": "object", "additionalProperties": false, "required": ["at", "covered"],
              "properties": {
                "at": {"type": "string"}, "says": {"type": "string"},
                "covered": {"enum": [\(names(CoverageExtent.self))]},
                "by": {"$ref": "#/$defs/texts"}, "why": {"type": "string"},
                "jurisdictions": {"$ref": "#/$defs/texts"},
                "applies-to": {"$ref": "#/$defs/texts"}}}}
          }
        }
    """
  }

  /// What says how well a figure is known.
  private static var evidence: String {
    """
    "evidence": {"enum": [\(names(Evidence.Grade.self))]}, \
    "publications": {"type": "integer", "minimum": 1}, "differs": {"type": "string"}
    """
  }

  private static func names<T: RawRepresentable & CaseIterable>(_ type: T.Type) -> String
  where T.RawValue == String {
    T.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
  }
}

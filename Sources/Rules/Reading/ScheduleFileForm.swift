import CivilTime
import Findings

/// The keys of a file with a retention schedule: what its JSON Schema and its page are made of.
public enum ScheduleFileForm {
  /// A key.
  public struct Key: Sendable {
    /// The key.
    public var name: String
    /// Whether it has to be there.
    public var isRequired: Bool
    /// What it holds, as a JSON Schema.
    var schema: String
    /// What it means.
    public var meaning: String

    init(_ name: String, _ schema: String, isRequired: Bool = false, _ meaning: String) {
      self.name = name
      self.isRequired = isRequired
      self.schema = schema
      self.meaning = meaning
    }
  }

  private static let text = #"{"type": "string"}"#
  private static let texts = ##"{"$ref": "#/$defs/texts"}"##
  private static let day = ##"{"$ref": "#/$defs/day"}"##
  private static let period = ##"{"$ref": "#/$defs/period"}"##

  /// What is said of how well a document or a figure is known.
  private static let grade = [
    Key(
      "evidence", #"{"enum": [\#(words(Evidence.Grade.self))]}"#,
      "How well it is known that the document says so. Figures that are `read`, `read-other-edition` or `quoted` count; findings on others are provisional."
    ),
    Key(
      "publications", #"{"type": "integer", "minimum": 1}"#,
      "How many publications say so, where it was not read in the document."),
    Key("differs", text, "What another document says instead."),
  ]

  /// The keys of the file.
  public static let file =
    [
      Key(
        "schedule", text, isRequired: true, "A short name, which findings and confirmations use."),
      Key("title", text, "Its title."),
      Key("edition", text, "Its edition or year; findings name it. `version` is the same."),
      Key("version", text, "Another word for `edition`."),
      Key("url", text, "Where it is published."),
      Key("checked", day, "The day on which somebody last compared the file with the document."),
      Key("read-at", text, "Where the document was read, if not at `url`."),
      Key("note", text, "What a reader has to know about it."),
      Key("source", text, "For your own notes; nothing reads it."),
      Key(
        "organisations", texts,
        "The identifiers of the organisations that it is for; all, where none is named."),
      Key(
        "applies-to", texts,
        "The kinds of organisation that it is for, such as `public-authority`; all, where none is named."
      ),
      Key(
        "jurisdictions", texts,
        "The places that it is for, such as `ireland`; all, where none is named."),
      Key(
        "sources", ##"{"type": "object", "additionalProperties": {"$ref": "#/$defs/source"}}"##,
        "The documents that its rows rest on, by a key of your choice."),
      Key(
        "rows", ##"{"type": "array", "items": {"$ref": "#/$defs/row"}}"##,
        "The rows, one for each class of records."),
    ] + grade

  /// The keys of a document under `sources`.
  public static let source =
    [
      Key("title", text, isRequired: true, "Its title."),
      Key("edition", text, "Its edition or date."), Key("url", text, "Where it is published."),
      Key("checked", day, "The day on which somebody last compared the rows with it."),
      Key("read-at", text, "Where it was read, if not at `url`."),
      Key("note", text, "What was read, in your own words."),
    ] + grade

  /// The keys of a row.
  public static let row =
    [
      Key(
        "category", text,
        "The class of records, as datasets name it; one of `custos codes category`, or your own. It or `code` is required."
      ),
      Key("code", text, "Another word for `category`."),
      Key("title", text, isRequired: true, "What the class is, for people."),
      Key("row", text, "The number of the row in the document."),
      Key("table", text, "The table of the document that it is in."),
      Key("period", period, "How long the class is kept, such as `P6Y`, or `indefinite`."),
      Key("minimum", period, "At least how long."), Key("maximum", period, "At most how long."),
      Key("trigger", text, "The event from which the period runs; one of `custos codes trigger`."),
      Key(
        "also", ##"{"$ref": "#/$defs/also"}"##,
        "A second least period that runs from another event, with `minimum` and `trigger`; the later of the two counts."
      ),
      Key(
        "counting", #"{"enum": [\#(words(CountingMode.self))]}"#,
        "How the last day is counted; `from`, the day of the event not included, unless it is given."
      ),
      Key("action", text, "What happens at the end; one of `custos codes disposal-action`."),
      Key("actions", texts, "What else may happen then."),
      Key(
        "authority", #"{"enum": [\#(words(Authority.self))]}"#,
        "What is behind the period: `statute` down to `local`, your own decision; `standard` unless it is given."
      ),
      Key(
        "source", text,
        "A key under `sources`, or a pack's source as `pack/key`; the schedule itself unless it is given."
      ),
      Key("at", text, "The clause of the source."), Key("reason", text, "Why that long."),
      Key("note", text, "What else is known of the row."),
      Key(
        "own-class", #"{"type": "boolean"}"#,
        "That the class is your own: no list of classes and no dataset of the inventory has it, or its code is like that of another."
      ),
    ] + grade

  private static func words<T: RawRepresentable<String> & CaseIterable>(_ type: T.Type) -> String {
    type.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
  }

  /// The JSON Schema, 2020-12.
  public static var json: String {
    """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:custos:schedule:1",
      "title": "A retention schedule",
      \(object(file)),
      "$defs": {
        "day": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "period": {"type": "string", "pattern": "^(indefinite|P[0-9YMWD]+)$"},
        "texts": {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
        "also": {
          "type": "object", "additionalProperties": false, "required": ["minimum", "trigger"],
          "properties": {"minimum": {"$ref": "#/$defs/period"}, "trigger": {"type": "string"}}},
        "source": {\(object(source))},
        "row": {"anyOf": [{"required": ["category"]}, {"required": ["code"]}], \(object(row))}
      }
    }

    """
  }

  private static func object(_ keys: [Key]) -> String {
    let required = keys.filter(\.isRequired).map { "\"\($0.name)\"" }.joined(separator: ", ")
    let members = keys.map { key in
      let meaning = key.meaning.replacing("\"", with: "\\\"")
      return "\"\(key.name)\": {\"description\": \"\(meaning)\", \(key.schema.dropFirst())"
    }
    return """
      "type": "object", "additionalProperties": false, "required": [\(required)],
        "properties": {
          \(members.joined(separator: ",\n      "))
        }
      """
  }
}

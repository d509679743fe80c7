public import Bytes
import CivilTime
import Diagnostics
import Findings

/// The JSON Schema (2020-12) of the canonical form, made from the same types as the writer.
public enum ResultSchema {
  /// Writes the schema, a definition a line.
  public static func write(to output: inout OutputBuffer) {
    output.writeJSON { json in
      json.object { json in
        json.breakLine(" ")
        json.member("$schema", "https://json-schema.org/draft/2020-12/schema")
        json.breakLine(" ")
        json.member("title", "Result of a check with Custos")
        json.breakLine(" ")
        json.name("$ref")
        json.value("#/$defs/result")
        json.breakLine(" ")
        json.object("$defs") { json in
          for definition in definitions {
            json.breakLine("  ")
            definition.write(to: &json)
          }
        }
        json.endLine()
      }
    }
    output.write("\n")
  }

  /// In the order in which the form was grown.
  private static let definitions: [SchemaDefinition] =
    [
      result, FindingCount.definition, SystemCounts.definition, Header.definition,
      Header.Organisation.definition,
      Header.OutsidePack.definition, Header.Reach.definition, Header.Article.definition,
    ]
    + extent
    + [
      Header.LedgerHead.definition, Header.Pack.definition, RootCause.definition,
      Coverage.definition, Summary.Counts.definition, Summary.definition, Summary.Row.definition,
      WaiverStanding.definition, Diagnostic.definition, Diagnostic.Related.definition,
      SourcePosition.definition, Input.definition, Finding.definition, SubjectList.definition,
      SubjectList.Entry.definition, FixStep.definition,
      Citation.definition, Subject.definition, Subject.Link.definition, Location.definition,
      Finding.Waiver.definition, Derivation.definition, Derivation.Fact.definition,
      Derivation.Step.definition, Derivation.Clause.definition, Derivation.Basis.definition,
      Derivation.Missing.definition, Derivation.Source.definition,
    ]

  /// The whole, whose members stand in lines of their own.
  private static let result = SchemaDefinition(
    "result",
    [
      .must("form", .constant(ResultWriter.form)),
      .must("formVersion", .version(CheckResult.formVersion)), .must("asOf", .day),
      .must("exitCode", .count), .must("verdict", .text), .must("header", .object("header")),
      .may("findings", .list(.object("finding"))),
      .may("subjectLists", .list(.object("subjectList"))),
      .may("rootCauses", .list(.object("rootCause"))),
      .may("findingCounts", .list(.object("systemCounts"))),
      .must("coverage", .list(.object("coverage"))), .may("extent", .object("extent")),
      .must("summary", .object("summary")),
      .must("waivers", .list(.object("waiverStanding"))),
      .must("notices", .list(.object("notice"))), .must("inputs", .list(.object("input"))),
    ], either: [["findings", "rootCauses"], ["findingCounts"]])

  /// Where counts are pairs of numbers; see ``ExtentForm``.
  private static let extent: [SchemaDefinition] = [
    SchemaDefinition(
      "extent", [.must("rules", .list(.text)), .must("places", .list(.object("place")))]),
    SchemaDefinition(
      "place",
      [
        .must("path", .text), .may("as", .count), .may("applied", .list(.count)),
        .may("appliedToRows", .list(.count)),
        .may("population", .object("population")),
      ]),
    Extent.Population.definition,
  ]
}

/// An object of the form.
struct SchemaDefinition: Sendable {
  /// What a member holds.
  indirect enum Kind: Sendable {
    case text, number, count, flag, day, position, digest
    case constant(String)
    case version(Int)
    case oneOf([String])
    case object(String)
    case list(Kind)
  }

  /// A member.
  struct Member: Sendable {
    var name: String
    var kind: Kind
    var isRequired: Bool

    static func must(_ name: String, _ kind: Kind) -> Member {
      Member(name: name, kind: kind, isRequired: true)
    }

    static func may(_ name: String, _ kind: Kind) -> Member {
      Member(name: name, kind: kind, isRequired: false)
    }
  }

  var name: String
  var members: [Member]
  /// Sets of members of which exactly one must be there; none where there is no choice.
  var either: [[String]]

  init(_ name: String, _ members: [Member], either: [[String]] = []) {
    self.name = name
    self.members = members
    self.either = either
  }

  func write(to json: inout JSONWriter) {
    json.name(data: name)
    json.object { json in
      json.member("type", "object")
      json.member("required", members.filter(\.isRequired).map(\.name))
      if !either.isEmpty {
        json.list("oneOf", either) { json, names in json.object { $0.member("required", names) } }
      }
      json.member("additionalProperties", false)
      json.object("properties") { json in
        for member in members {
          json.name(data: member.name)
          Self.write(member.kind, to: &json)
        }
      }
    }
  }

  private static func write(_ kind: Kind, to json: inout JSONWriter) {
    json.object { json in
      switch kind {
      case .text: json.member("type", "string")
      case .number: json.member("type", "integer")
      case .flag: json.member("type", "boolean")
      case .count:
        json.member("type", "integer")
        json.member("minimum", 0)
      case .position:
        json.member("type", "integer")
        json.member("minimum", 1)
      case .day:
        json.member("type", "string")
        json.member("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
      case .digest:
        json.member("type", "string")
        json.member("pattern", "^[0-9a-f]{64}$")
      case .constant(let text): json.member("const", text)
      case .version(let number): json.member("const", number)
      case .oneOf(let words): json.member("enum", words)
      case .object(let name): json.member("$ref", "#/$defs/\(name)")
      case .list(let item):
        json.member("type", "array")
        json.name("items")
        write(item, to: &json)
      }
    }
  }
}

extension SchemaDefinition.Kind {
  /// One of the words of a type.
  static func words<Words: RawRepresentable & CaseIterable>(_ type: Words.Type) -> Self
  where Words.RawValue == String {
    .oneOf(Words.allCases.map(\.rawValue))
  }
}

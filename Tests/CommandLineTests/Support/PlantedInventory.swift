import Foundation
import Inventory

/// An inventory in which every field of the vocabulary is filled, and those that tell of a person
/// with values that can be recognised.
///
/// It follows the vocabulary, so that a new field is covered without a word here.
struct PlantedInventory {
  /// The values that no report may show, with the fields that they stand in.
  private(set) var planted: [String: String] = [:]
  /// The inventory as JSON.
  private(set) var json = ""
  private let recordKinds: [String]
  private var count = 0

  init() throws {
    recordKinds = try Self.codes("record-kind")
    var object = try object(Vocabulary.inventory, name: "inventory", depth: 0)
    object["version"] = 1
    object["extracted"] = "2026-10-31"
    let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
    json = String(decoding: data, as: UTF8.self)
  }

  private mutating func object(
    _ definition: ObjectDefinition, name: String, depth: Int
  ) throws -> [String: Any] {
    var object: [String: Any] = [:]
    for field in definition.fields {
      let path = "\(name).\(field.name)"
      object[field.name] =
        field.privacy == .open ? try value(field, path, depth) : plant(field, path)
    }
    return object
  }

  /// A value that stands nowhere else.
  private mutating func plant(_ field: FieldDefinition, _ path: String) -> Any {
    count += 1
    switch field.kind {
    case .date:
      let day = "1931-\(Self.two(1 + count / 28 % 12))-\(Self.two(1 + count % 28))"
      planted[day] = path
      return day
    case .integer:
      let number = 7_300_000_000 + count
      planted[String(number)] = path
      return number
    default:
      let text = "PLANTED-\(count)-\(field.name)"
      planted[text] = path
      return text
    }
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private mutating func value(
    _ field: FieldDefinition, _ path: String, _ depth: Int
  ) throws -> Any? {
    switch field.kind {
    case .text, .prose: return field.name == "id" ? "id-\(path.split(separator: ".")[0])" : "open"
    case .code(let list):
      return try Self.codes(list).first ?? Self.references[list]
    case .codes(let list):
      return [try Self.codes(list).first ?? Self.references[list]].compactMap(\.self)
    case .integer: return 1
    case .boolean: return false
    case .date: return "2001-02-03"
    case .instant: return "2001-02-03T04:05:06Z"
    case .period: return "P1Y"
    case .object(let child): return try object(child, name: field.name, depth: depth + 1)
    case .objects(let child, let singular):
      guard child.name == Vocabulary.record.name else {
        return [try object(child, name: singular, depth: depth + 1)]
      }
      return try recordKinds.flatMap { kind in
        try (1...3).map { group in
          var record = try object(child, name: singular, depth: depth + 1)
          record["kind"] = kind
          record["group"] = group
          if group != 2 { record["disposed"] = nil }
          return record
        }
      }
    }
  }

  /// What names other things of the inventory.
  private static let references = [
    "organisation-id": "id-organisation", "system-id": "id-system", "hold-scope": "id-system",
  ]

  /// The codes of a list in the order of its file; empty where it has none.
  private static func codes(_ list: String) throws -> [String] {
    if list == "organisation-kind" { return ["police-force"] }
    if list == "jurisdiction" { return ["england-and-wales"] }
    if list == "category" { return ["crime-report"] }
    guard let text = try? Repository.text("rules/codes/\(list).yaml"),
      let codes = text.components(separatedBy: "\ncodes:\n").last
    else { return [] }
    return codes.matches(of: /(?m)^  ([a-z0-9-]+|[A-Z]{2}):/).map { String($0.output.1) }
  }
}

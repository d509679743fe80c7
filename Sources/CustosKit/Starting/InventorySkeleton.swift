import CivilTime
import Inventory
import Rules

/// The beginning of an inventory: one system with one dataset, every fact of which is unknown, and
/// what each fact is.
struct InventorySkeleton {
  /// An object of the inventory with the fields that a first inventory needs.
  struct Element {
    /// Its name in XML.
    let name: String
    /// Its name in JSON, and whether it stands in a list there.
    let key: String
    let isListed: Bool
    /// What it is.
    let definition: ObjectDefinition
    /// Its plain fields with their values, in order.
    let values: [(field: FieldDefinition, value: String)]
    /// The objects in it, in order.
    let children: [Element]
    /// What to do with it.
    let note: String
  }

  /// The whole.
  let root: Element
  private let library: RuleLibrary

  init(_ organisation: StartingFiles.Organisation, day: CivilDate, library: RuleLibrary) {
    self.library = library
    let regime = organisation.kind == "police-force" ? "law-enforcement" : "general"
    let dataset = Self.element(
      "dataset", "datasets", Vocabulary.dataset,
      [
        "id": "example-dataset", "name": "Name of a class of records", "category": "unknown",
        "medium": "unknown", "count": "unknown", "oldest": "unknown", "newest": "unknown",
      ],
      [
        Self.child(
          "retention", of: Vocabulary.dataset,
          ["kind", "period", "trigger", "action", "automatic", "authority"]),
        Self.child("review", of: Vocabulary.dataset, ["interval", "last", "next"]),
      ], note: "One for each class of records in the system. Give counts by age, or the records.")
    let system = Self.element(
      "system", "systems", Vocabulary.system,
      [
        "id": "example-system", "name": "Name of a system", "status": "unknown", "regime": regime,
        "owner": "unknown", "controllers": organisation.id, "purposes": "unknown",
        "legalBasis": "unknown", "subjects": "unknown", "categories": "unknown",
        "sensitive": "unknown", "goLive": "unknown", "hosting": "unknown",
      ],
      [
        Self.child("review", of: Vocabulary.system, ["mechanism", "interval"]),
        Self.child("deletion", of: Vocabulary.system, ["kind", "tested"]), dataset,
      ], note: "One for each system that holds personal data.")
    let body = Self.element(
      "organisation", "organisations", Vocabulary.organisation,
      [
        "id": organisation.id, "name": organisation.name, "kind": organisation.kind,
        "jurisdiction": organisation.jurisdiction,
      ],
      [
        Self.child(
          "schedule", of: Vocabulary.organisation, ["edition", "owner", "approved", "reviewed"]),
        Self.child(
          "dataProtectionOfficer", of: Vocabulary.organisation, ["name", "published"]),
      ], note: "Who answers for the data.")
    root = Self.element(
      "inventory", "", Vocabulary.inventory,
      ["version": "1", "extracted": "\(day)", "source": "Written by hand"], [body, system],
      note:
        "The facts that a check needs first. Replace \"unknown\" where you know; leave it where "
        + "nobody does: an unknown fact never passes a check. \"custos questions\" turns what is "
        + "unknown into questions for the owners.")
  }

  /// What a field is, and what may be written: "purposes: … One of …".
  func words(for field: FieldDefinition) -> String {
    var text = "\(field.name): \(field.label). \(field.summary)"
    switch field.kind {
    case .code(let list):
      let codes = library.codeLists[list]?.codes.map(\.code) ?? []
      text +=
        codes.count <= 8 && !codes.isEmpty
        ? " One of \(codes.joined(separator: ", "))." : " See \"custos codes \(list)\"."
    case .codes(let list):
      text +=
        library.codeLists[list] == nil
        ? " Identifiers, separated by spaces." : " Several: see \"custos codes \(list)\"."
    case .date: text += " A day: 2026-02-28."
    case .period: text += " A period: P6Y for six years, P18M, P31D."
    case .boolean: text += " true or false."
    case .integer: text += " A number."
    default: break
    }
    return text
  }

  private static func element(
    _ name: String, _ key: String, _ definition: ObjectDefinition, _ values: [String: String],
    _ children: [Element], note: String, isListed: Bool = true
  ) -> Element {
    let fields = definition.fields.compactMap { field in values[field.name].map { (field, $0) } }
    precondition(fields.count == values.count, "every field of the skeleton is in the vocabulary")
    return Element(
      name: name, key: key, isListed: isListed, definition: definition, values: fields,
      children: children, note: note)
  }

  /// An object in another, with fields that are all unknown.
  private static func child(
    _ name: String, of parent: ObjectDefinition, _ fields: [String]
  ) -> Element {
    guard let field = parent.fields.first(where: { $0.name == name }),
      case .object(let definition) = field.kind
    else { preconditionFailure("\(name) is an object of the vocabulary") }
    return element(
      name, name, definition, Dictionary(uniqueKeysWithValues: fields.map { ($0, "unknown") }), [],
      note: field.summary, isListed: false)
  }
}

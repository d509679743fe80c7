import Rules
import YAMLTree

/// Makes the inventory that an example of a rule describes, as JSON.
struct ExampleInventory {
  let rule: Rule
  let example: RuleExample

  /// The identifier of the system that holds the subject.
  static let systemID = "system-1"

  /// A police force that has no rows of its own in the schedule.
  private static let defaultOrganisation: Node = {
    var organisation = mapping([
      ("id", "example"), ("kind", "police-force"), ("jurisdiction", "england-and-wales"),
    ])
    organisation["schedule"] = Node(.mapping([]), line: 0, column: 0)
    return organisation
  }()
  private static let defaultSystem = mapping(
    [("id", systemID)], lists: [("controllers", ["example"])])
  private static let defaultDataset = mapping([("id", "dataset-1")])
  private static let defaultPerson = "person-1"

  /// The JSON text of the inventory.
  var json: String {
    var organisation = ancestor("organisation", Self.defaultOrganisation)
    var system = ancestor("system", Self.defaultSystem)
    var dataset = ancestor("dataset", Self.defaultDataset)
    switch rule.level {
    case .organisation: organisation = withSubject(organisation)
    case .system: system = withSubject(system)
    case .dataset: dataset = withSubject(dataset)
    case .holding: dataset["holdings"] = list([example.facts])
    case .record: dataset["records"] = list([record])
    }
    system["datasets"] = list([dataset] + copied(by: dataset))
    var systems = [system]
    if !example.related.isEmpty { systems.append(otherSystem) }
    let root = Self.mapping([("version", "1"), ("extracted", "\(example.asOf)")])
    var inventory = root
    inventory["organisations"] = list([organisation] + others(than: organisation, named: system))
    inventory["systems"] = list(systems)
    return JSONText.of(inventory)
  }

  /// The dataset that the one of the example is a copy of.
  private func copied(by dataset: Node) -> [Node] {
    guard let id = dataset["duplicateOf"]?.text, id != dataset["id"]?.text,
      !["unknown", "not-applicable"].contains(id)
    else { return [] }
    return [Self.mapping([("id", id)])]
  }

  /// The other organisations that control the system of the example.
  private func others(than organisation: Node, named system: Node) -> [Node] {
    let names = system["controllers"]?.elements?.compactMap(\.text) ?? []
    return names.filter { $0 != organisation["id"]?.text }.map { name in
      var other = Self.defaultOrganisation
      other["id"] = Self.scalar(name)
      return other
    }
  }

  /// The facts of an ancestor: the default ones, then those of the rule, then those of the example.
  private func ancestor(_ name: String, _ base: Node) -> Node {
    base.overlaid(by: rule.given?[name]).overlaid(by: example.ancestors[name])
  }

  /// The level's object with the facts of the example, or with an item of the rule's list.
  private func withSubject(_ object: Node) -> Node {
    guard let each = rule.each else { return object.overlaid(by: example.facts) }
    return placing(list([example.facts]), at: each.split(separator: ".")[...], in: object)
  }

  /// An object with a value at a path, through objects that it may have already.
  private func placing(
    _ value: Node, at path: ArraySlice<Substring>, in object: Node
  ) -> Node {
    guard let step = path.first else { return value }
    let key = String(step)
    var object = object
    object[key] = placing(
      value, at: path.dropFirst(), in: object[key] ?? Node(.mapping([]), line: 0, column: 0))
    return object
  }

  private var record: Node {
    var record = Self.mapping([("id", "r1")])
    if let each = rule.each {
      record = placing(list([example.facts]), at: each.split(separator: ".")[...], in: record)
    } else {
      record = record.overlaid(by: example.facts)
    }
    if !example.related.isEmpty, record["subject"] == nil {
      record["subject"] = Self.scalar(Self.defaultPerson)
    }
    return record
  }

  /// A second system with the other records of the person.
  private var otherSystem: Node {
    let records = example.related.enumerated().map { index, facts in
      Self.mapping([("id", "other-\(index + 1)"), ("subject", Self.defaultPerson)])
        .overlaid(by: facts)
    }
    var dataset = Self.mapping([("id", "dataset-2")])
    dataset["records"] = list(records)
    var system = Self.defaultSystem
    system["id"] = Self.scalar("system-2")
    system["datasets"] = list([dataset])
    return system
  }

  private func list(_ nodes: [Node]) -> Node { Node(.sequence(nodes), line: 0, column: 0) }

  private static func scalar(_ text: String) -> Node {
    Node(.scalar(text, .plain), line: 0, column: 0)
  }

  private static func mapping(
    _ scalars: [(String, String)], lists: [(String, [String])] = []
  ) -> Node {
    var node = Node(.mapping([]), line: 0, column: 0)
    for (key, text) in scalars { node[key] = scalar(text) }
    for (key, texts) in lists {
      node[key] = Node(.sequence(texts.map(scalar)), line: 0, column: 0)
    }
    return node
  }
}

extension Node {
  /// This mapping with the members of another in place of its own of the same keys.
  func overlaid(by other: Node?) -> Node {
    var result = self
    for member in other?.members ?? [] { result[member.key] = member.value }
    return result
  }
}

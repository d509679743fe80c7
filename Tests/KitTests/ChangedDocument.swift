import Foundation
import Inventory

/// A fact of a JSON document, as a way through members and indices, and what can be done to it.
struct ChangedFact: Hashable, CustomStringConvertible {
  /// What is done to a fact.
  enum Change: String, CaseIterable {
    case deleted, null, unknown, misspelt
  }

  enum Step: Hashable, CustomStringConvertible {
    case member(String)
    case index(Int)

    var description: String {
      switch self {
      case .member(let name): name
      case .index(let index): "[\(index)]"
      }
    }
  }

  let way: [Step]
  let change: Change

  var description: String {
    "\(change.rawValue) \(way.map(\.description).joined(separator: "."))"
  }

  /// The facts of a document that can be changed, in order.
  static func ways(_ node: Any, _ way: [Step] = []) -> [[Step]] {
    if let members = node as? [String: Any] {
      return members.keys.sorted().filter { $0 != "id" }.flatMap { key in
        [way + [.member(key)]] + ways(members[key] ?? "", way + [.member(key)])
      }
    }
    guard let items = node as? [Any] else { return [] }
    return items.enumerated().flatMap { index, item in
      item is [String: Any] ? ways(item, way + [.index(index)]) : []
    }
  }

  /// A document with the change; `nil` where it does not make sense.
  func applied(to document: Any) -> Any? { Self.changed(document, way[...], change) }

  private static func changed(_ node: Any, _ way: ArraySlice<Step>, _ change: Change) -> Any? {
    guard let step = way.first else { return nil }
    switch step {
    case .index(let index):
      guard var items = node as? [Any],
        let item = changed(items[index], way.dropFirst(), change)
      else { return nil }
      items[index] = item
      return items
    case .member(let name):
      guard var members = node as? [String: Any], let value = members[name] else { return nil }
      guard way.count == 1 else {
        guard let inner = changed(value, way.dropFirst(), change) else { return nil }
        members[name] = inner
        return members
      }
      switch change {
      case .deleted: members[name] = nil
      case .null: members[name] = NSNull()
      case .unknown: members[name] = "unknown"
      case .misspelt:
        guard let text = value as? String, text.utf8.count > 3 else { return nil }
        members[name] = String(text.dropLast()) + "q"
      }
      return members
    }
  }

  /// The kind of object that holds the fact, and the fact's field.
  private var field: FieldDefinition? {
    var definition = Vocabulary.objects.first { $0.name == "Inventory" }
    var found: FieldDefinition?
    for case .member(let name) in way {
      found = definition?.fields.first { $0.name == name }
      definition = found?.kind.child
    }
    return found
  }

  /// Whether the vocabulary says that the absence of the fact is not unknown: that there is none, or
  /// that what stands above or beside it counts in its place.
  var isDocumented: Bool {
    guard change == .deleted, case .member(let name) = way.last else { return false }
    return field?.absence != .unknown || Self.replaced.contains(name)
  }

  /// Facts whose place another fact takes: records and counts of them stand for each other, and a
  /// dataset has what its system says where it says nothing.
  private static let replaced: Set<String> = [
    "records", "holdings", "regime", "purposes", "legalBasis", "sensitive", "subjects",
  ]

  /// The list that holds the item whose fact it is.
  private var list: String? {
    guard way.count > 2, case .member(let name) = way[way.count - 3] else { return nil }
    return name
  }

  /// Whether the subject of checks is called by it.
  var namesSubject: Bool {
    guard case .member(let name) = way.last else { return false }
    return ["processors", "subprocessors", "approvers"].contains(list) && name == "name"
      || list == "holdings" && ["group", "subject"].contains(name)
  }

  /// Whether it is the key of a person, which nothing tells from another person's.
  var isPersonKey: Bool { list == "records" && way.last == .member("subject") }

  /// Whether it takes all records of a dataset away, or all counts of them.
  var hidesRecords: Bool { way.last == .member("records") || way.last == .member("holdings") }
}

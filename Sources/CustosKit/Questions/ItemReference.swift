import Findings
import Foundation
import Inventory

/// Names an item of a list in a table of questions: by its identifier or name, such as
/// `processor:Quayside Ltd`, or else by its place, such as `row:#12 at inventory.json:120:7`.
struct ItemReference: Equatable {
  /// The kind of item, such as `processor`.
  var kind: String
  /// Its identifier or name; empty where its place stands for it.
  var name = ""
  /// Its place; empty where its name stands for it.
  var place = ""

  private static let lead = " at "

  /// The reference of an item that a check was about.
  ///
  /// - Parameter location: Where the item is.
  init(_ item: Subject.Link, at location: Location?) {
    kind = item.kind
    let id = item.id ?? ""
    if !id.isEmpty, !id.hasPrefix("#"), !Self.isPrivate(item.kind) {
      name = id
    } else if let location {
      place = Self.plain(location)
      ordinal = id.hasPrefix("#") ? id : ""
    }
  }

  /// The place of an item that has no name among the items of its list, such as `#12`.
  private var ordinal = ""

  /// An item of a list that a condition looked through, such as the approver of
  /// `organisation.approvers[0].covers`, and the path of the fact in it, `approver.covers`; also of a list
  /// in an item, such as `processor.subprocessors[0].country`.
  ///
  /// Items that have an identifier are named by it: `organisation.holds[H-7].scope`.
  ///
  /// - Returns: `nil` for a fact that is in no such item, or in an item of an item.
  static func listed(
    _ missing: Derivation.Missing
  ) -> (reference: ItemReference, path: String)? {
    if let named = named(missing.path) { return named }
    let steps = missing.path.split(separator: ".").map(String.init)
    let listed = steps.indices.filter { steps[$0].hasSuffix("]") && $0 + 1 < steps.count }
    guard let index = listed.first, listed.count == 1, let location = missing.location,
      let mark = steps[index].firstIndex(of: "["), !["record", "holding"].contains(steps[0]),
      let number = Int(steps[index][mark...].dropFirst().dropLast()),
      case .objects(_, let kind)? = Vocabulary.field(
        at: steps[...index].joined(separator: "."))?.kind
    else { return nil }
    let link = Subject.Link(level: .item, kind: kind, id: "#\(number + 1)")
    let path = ([kind] + steps[(index + 1)...]).joined(separator: ".")
    return (ItemReference(link, at: location), path)
  }

  /// An item of an organisation that a path names by its identifier.
  private static func named(_ path: String) -> (reference: ItemReference, path: String)? {
    guard let open = path.firstIndex(of: "["), let close = path.lastIndex(of: "]"), open < close,
      path.hasPrefix("organisation."), path[close...].hasPrefix("].")
    else { return nil }
    let id = String(path[path.index(after: open)..<close])
    guard !id.isEmpty, Int(id) == nil,
      case .objects(_, let kind)? = Vocabulary.field(
        at: String(path[..<open]))?.kind, !isPrivate(kind)
    else { return nil }
    let link = Subject.Link(level: .item, kind: kind, id: id)
    let rest = path[close...].dropFirst(2)
    return (ItemReference(link, at: nil), "\(kind).\(rest)")
  }

  /// What stands between an item and one in it: `processor:Quayside Ltd / subprocessor at a.json:9:5`.
  private static let inner = " / "

  /// The cell of an item in another, which has to have a name: a line of answers has one place.
  ///
  /// - Returns: `nil` where the other has none.
  static func cell(of item: ItemReference, in outer: String) -> String? {
    guard let around = ItemReference(outer), !around.name.isEmpty else { return nil }
    return outer + inner + item.text
  }

  /// The items that a cell names, the outermost first; `nil` where one is not complete.
  static func path(_ cell: String) -> [ItemReference]? {
    // A name may hold the mark, too: what stands behind it begins with the name of a list otherwise.
    let parts = cell.components(separatedBy: inner)
    if parts.count > 1, let last = parts.last, let item = ItemReference(last),
      Vocabulary.roots[item.kind] != nil,
      let outer = ItemReference(parts.dropLast().joined(separator: inner))
    {
      return [outer, item]
    }
    return ItemReference(cell).map { [$0] }
  }

  /// Reads a reference from the cell of a table.
  init?(_ text: String) {
    let (head, place) = Self.split(text)
    let parts = head.split(separator: ":", maxSplits: 1).map(String.init)
    guard let kind = parts.first, !kind.isEmpty else { return nil }
    self.kind = kind
    self.place = place
    if place.isEmpty { name = parts.count == 2 ? parts[1] : "" }
    guard isComplete else { return nil }
  }

  /// Whether it says which item is meant.
  var isComplete: Bool { !name.isEmpty || !place.isEmpty }

  /// The reference as a cell of the table.
  var text: String {
    if !name.isEmpty { return "\(kind):\(name)" }
    guard !place.isEmpty else { return "\(kind):" }
    return kind + (ordinal.isEmpty ? "" : ":\(ordinal)") + Self.lead + place
  }

  /// A place without who answered there.
  private static func plain(_ location: Location) -> String {
    var location = location
    if location.pointer?.hasPrefix("answered") == true { location.pointer = nil }
    return location.description
  }

  /// A name may hold "at", too; only what ends as a place does is one.
  private static func split(_ text: String) -> (head: String, place: String) {
    let parts = text.components(separatedBy: lead)
    guard parts.count > 1, let last = parts.last, let end = last.last, end.isNumber,
      last.contains(":") || last.contains(", cell ")
    else { return (text, "") }
    return (parts.dropLast().joined(separator: lead), last)
  }

  /// Whether the items of a kind are known by something that points to a person, so that the place
  /// stands for them.
  private static func isPrivate(_ kind: String) -> Bool {
    Vocabulary.roots[kind]?.fields.contains {
      ($0.name == "id" || $0.name == "name") && $0.privacy != .open
    } ?? false
  }
}

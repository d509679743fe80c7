import CEL
public import Diagnostics
import Inventory
import Rules

/// Which packs apply to each organisation of an inventory, and why the others do not.
public struct PackChoice {
  /// What was found for one organisation.
  public struct Row: Hashable, Sendable {
    /// The organisation's name, or else its identifier.
    public var organisation: String
    /// The pack.
    public var pack: String
    /// Why it does not apply; `nil` where it does.
    public var reason: String?
  }

  /// One row for each organisation and pack, in their orders.
  public let rows: [Row]

  /// What is wrong or odd in the inputs, sorted by place.
  public let diagnostics: [Diagnostic]

  /// Reads the organisations of some inputs.
  public init(inputs names: [String], _ set: RuleSet) {
    let (inputs, problems) = InventoryInput.expand(names)
    var options = ReaderOptions()
    options.codes = set.codeBook
    let reader = InventoryReader(inputs, options: options)
    let outcome = reader.read(.structure)
    diagnostics = (problems + outcome.diagnostics).sorted()
    let library = set.library
    rows = reader.tree.organisations.flatMap { organisation in
      library.packs.map { pack in
        Row(
          organisation: organisation.name.isEmpty ? organisation.id : organisation.name,
          pack: pack.name, reason: Self.reason(pack, organisation))
      }
    }
  }

  /// The rows for a terminal.
  public var text: String {
    var text = ""
    var last: String?
    for row in rows {
      if row.organisation != last { text += "\(row.organisation)\n" }
      last = row.organisation
      text += "  \(row.pack): \(row.reason.map { "does not apply, \($0)" } ?? "applies")\n"
    }
    return text
  }

  private static func reason(_ pack: Pack, _ organisation: InventoryNode) -> String? {
    let kind = text("kind", of: organisation)
    let place = text("jurisdiction", of: organisation)
    let others = texts("jurisdictions", of: organisation)
    let places = [place].compactMap(\.self) + others
    if places.isEmpty && !pack.jurisdictions.isEmpty {
      return "because its jurisdiction is not given"
    }
    if kind == nil && !pack.appliesTo.isEmpty { return "because its kind is not given" }
    if !places.isEmpty, !places.contains(where: { pack.applies(toKind: nil, in: $0) }) {
      return "because it is for \(pack.jurisdictions.joined(separator: ", "))"
    }
    if !pack.applies(toKind: kind, in: nil) {
      return "because it is for organisations of kind \(pack.appliesTo.joined(separator: ", "))"
    }
    return nil
  }

  private static func text(_ field: String, of organisation: InventoryNode) -> String? {
    guard let slot = organisation.object.slot(field) else { return nil }
    let value = organisation.object[slot]
    return value.tag == .string ? value.asString : nil
  }

  private static func texts(_ field: String, of organisation: InventoryNode) -> [String] {
    guard let slot = organisation.object.slot(field) else { return [] }
    let value = organisation.object[slot]
    guard value.tag == .list else { return [] }
    return value.asList.filter { $0.tag == .string }.map(\.asString)
  }
}

import CEL
public import Diagnostics
import Engine
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
    let reach = PackReach(reader.tree)
    rows = reader.tree.organisations.flatMap { organisation in
      library.packs.map { pack in
        Row(
          organisation: organisation.name.isEmpty ? organisation.id : organisation.name,
          pack: pack.name, reason: Self.reason(pack, organisation, reach))
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

  /// Why a pack does not apply to an organisation; `nil` where it does.
  private static func reason(
    _ pack: Pack, _ organisation: InventoryNode, _ reach: PackReach
  ) -> String? {
    switch reach.answer(pack, controllers: [organisation.id]) {
    case .yes: return nil
    case .unknown(let doubt):
      return "because its \(doubt.path.split(separator: ".").last ?? "") is not given"
    case .no: break
    }
    let isForPlace = places(of: organisation).contains { pack.applies(toKind: nil, in: $0) }
    return isForPlace
      ? "because it is for organisations of kind \(pack.appliesTo.joined(separator: ", "))"
      : "because it is for \(pack.jurisdictions.joined(separator: ", "))"
  }

  /// The jurisdictions of an organisation; one that is not known where it gives none.
  private static func places(of organisation: InventoryNode) -> [String?] {
    let slots = ["jurisdiction", "jurisdictions"].compactMap(organisation.object.slot)
    let values = slots.map { organisation.object[$0] }
    let texts = values.flatMap { value -> [String] in
      switch value.tag {
      case .string: [value.asString]
      case .list: value.asList.filter { $0.tag == .string }.map(\.asString)
      default: []
      }
    }
    return texts.isEmpty ? [nil] : texts
  }
}

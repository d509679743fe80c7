import CEL
import Diagnostics

/// Looks up what texts of an inventory name.
///
/// What names nothing is unknown: nothing may rest on it, and somebody has to be told.
struct References {
  let tree: InventoryTree
  /// The classes of records of the schedule in use; `nil` where they are not known.
  let classes: Set<String>?

  /// The list of codes whose codes are classes of records.
  static let classList = "category"

  /// The organisations that answer for a dataset; empty where that is not known.
  static func controllers(of dataset: InventoryNode?) -> [String] {
    guard let dataset else { return [] }
    let own = dataset.object[datasetController]
    if own.tag == .string { return [own.asString] }
    return dataset.system.map(controllers(of:)) ?? []
  }

  /// The organisations that control a system; empty where that is not known.
  static func controllers(of system: InventoryNode) -> [String] {
    let list = system.object[systemControllers]
    return list.tag == .list ? list.asList.map(\.asString) : []
  }

  private static let datasetController = InventoryTree.slot("controller", of: Vocabulary.dataset)
  private static let systemControllers = InventoryTree.slot("controllers", of: Vocabulary.system)

  /// Whether a text names something, or it cannot be told.
  func names(
    _ text: String, _ reference: FieldDefinition.Reference, controllers: [String]
  ) -> Bool {
    switch reference {
    case .organisation: tree.organisation(text) != nil
    case .system: tree.system(text) != nil
    case .dataset: tree.dataset(text) != nil
    case .recordClass: isClass(text)
    case .scope: tree.system(text) != nil || tree.dataset(text) != nil || isClass(text)
    case .hold, .policyDocument, .processingRecord:
      known(reference, controllers: controllers)?.contains(text) ?? true
    }
  }

  /// Whether a text is a class of the schedule in use, or of one that an organisation gives.
  private func isClass(_ text: String) -> Bool {
    guard let classes else { return true }
    return classes.contains(text) || ownClasses.contains(text)
  }

  /// The classes of the schedules that the organisations give.
  private var ownClasses: [String] {
    let scheduleSlot = InventoryTree.slot("schedule", of: Vocabulary.organisation)
    let rowsSlot = InventoryTree.slot("rows", of: Vocabulary.schedule)
    let classSlot = InventoryTree.slot("category", of: Vocabulary.scheduleRow)
    var own: [String] = []
    for node in tree.organisations where node.object[scheduleSlot].tag == .object {
      let rows = FactObject(node.object[scheduleSlot])[rowsSlot]
      guard rows.tag == .list else { continue }
      for row in rows.asList where row.tag == .object {
        let name = row.asFields[classSlot]
        if name.tag == .string { own.append(name.asString) }
      }
    }
    return own
  }

  /// The identifiers of a list of the organisations that answer; `nil` where one is not known, or
  /// does not say what its list holds.
  private func known(
    _ reference: FieldDefinition.Reference, controllers: [String]
  ) -> [String]? {
    let nodes = controllers.isEmpty ? tree.organisations : controllers.compactMap(tree.organisation)
    guard !nodes.isEmpty, controllers.isEmpty || nodes.count == controllers.count else {
      return nil
    }
    let slot = InventoryTree.slot(reference.listName, of: Vocabulary.organisation)
    var known: [String] = []
    for node in nodes {
      let list = node.object[slot]
      if list.tag == .absent { continue }
      guard list.tag == .list else { return nil }
      for item in list.asList where item.tag == .object {
        let object = FactObject(item)
        let id = object[ShapeTable.shared.shapes[Int(object.type)].identity]
        if id.tag == .string { known.append(id.asString) }
      }
    }
    return known
  }

  /// What is said of a text that names nothing.
  func note(
    _ field: FieldDefinition, _ text: String, _ reference: FieldDefinition.Reference,
    controllers: [String], at mark: SourceMark, isStrict: Bool
  ) -> Diagnostic {
    let nearest = nearestName(to: text, among: candidates(reference, controllers: controllers))
    if reference == .recordClass {
      return Diagnostic(
        isStrict ? .error : .notice, "reader.unknown-code", at: tree.position(of: mark),
        "\"\(field.name)\": \(ReaderMessages.quoted(text)) is not a recognised value; the field counts as unknown",
        hint: nearest.map { "did you mean \"\($0)\"?" })
    }
    return Diagnostic(
      isStrict ? .error : .warning, "reader.unknown-reference", at: tree.position(of: mark),
      "\"\(field.name)\": \(ReaderMessages.quoted(text)) names no \(reference.words) of the inventory",
      hint: nearest.map { "did you mean \"\($0)\"?" })
  }

  private func candidates(
    _ reference: FieldDefinition.Reference, controllers: [String]
  ) -> [String] {
    switch reference {
    case .organisation: tree.organisations.map(\.id)
    case .system: tree.systems.map(\.id)
    case .dataset: tree.systems.flatMap { $0.datasets.map(\.id) }
    case .recordClass: (classes ?? []).sorted() + ownClasses
    case .scope:
      tree.systems.flatMap { [$0.id] + $0.datasets.map(\.id) } + (classes ?? []).sorted()
        + ownClasses
    case .hold, .policyDocument, .processingRecord:
      known(reference, controllers: controllers) ?? []
    }
  }
}

extension FieldDefinition.Reference {
  /// The list of an organisation that holds what is named.
  fileprivate var listName: String {
    switch self {
    case .hold: "holds"
    case .policyDocument: "policyDocuments"
    case .processingRecord: "processingRecords"
    case .organisation, .system, .dataset, .scope, .recordClass:
      preconditionFailure("only what an organisation lists has a list")
    }
  }

  /// What is named, in words.
  public var words: String {
    switch self {
    case .organisation: "organisation"
    case .system: "system"
    case .dataset: "dataset"
    case .recordClass: "class of records"
    case .hold: "hold"
    case .scope: "system, dataset or class of records"
    case .policyDocument: "policy document"
    case .processingRecord: "entry of the record of processing"
    }
  }

  /// Whether a field that names nothing counts as unknown; otherwise a rule is about it.
  var isWithheld: Bool {
    switch self {
    case .organisation, .system, .recordClass, .hold, .scope, .policyDocument: true
    case .dataset, .processingRecord: false
    }
  }
}

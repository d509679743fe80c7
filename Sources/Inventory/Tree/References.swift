import CEL
import Diagnostics

/// Looks up what texts of an inventory name.
///
/// What names nothing is unknown: nothing may rest on it, and somebody has to be told.
struct References {
  let tree: InventoryTree
  /// The classes of records of the schedule in use; `nil` where they are not known.
  let classes: Set<String>?
  private let stated: StatedNames

  init(tree: InventoryTree, classes: Set<String>?) {
    self.tree = tree
    self.classes = classes
    stated = StatedNames(tree)
  }

  /// The list of codes whose codes are classes of records.
  static let classList = "category"

  /// What somebody says who names something.
  struct Naming {
    /// The organisations that answer for the subject; empty where that is not known.
    var controllers: [String] = []
    /// The organisations that control the system; empty where that is not known.
    var ofSystem: [String] = []
    /// The identifier of the dataset that names something.
    var dataset: String?
  }

  /// How an organisation names something.
  static func naming(by organisation: InventoryNode) -> Naming {
    Naming(controllers: [organisation.id])
  }

  /// How a system, or a dataset of it, names something: all that control the system answer for it,
  /// and so does the organisation that the dataset or a record of it says.
  static func naming(
    _ system: InventoryNode?, _ dataset: InventoryNode? = nil, record: String? = nil
  ) -> Naming {
    let ofSystem = system.map { texts($0.object[systemControllers]) } ?? []
    let own = texts(dataset?.object[datasetController]) + [record].compactMap(\.self)
    return Naming(
      controllers: ofSystem + own.filter { !ofSystem.contains($0) }, ofSystem: ofSystem,
      dataset: dataset?.id)
  }

  private static let datasetController = InventoryTree.slot("controller", of: Vocabulary.dataset)
  private static let systemControllers = InventoryTree.slot("controllers", of: Vocabulary.system)

  private static func texts(_ value: Value?) -> [String] {
    switch value?.tag {
    case .string: [value?.asString].compactMap(\.self)
    case .list: value?.asList.map(\.asString) ?? []
    default: []
    }
  }

  /// Whether a text names something, or it cannot be told.
  func names(
    _ text: String, _ reference: FieldDefinition.Reference, _ naming: Naming
  ) -> Bool {
    switch reference {
    case .organisation: tree.organisation(text) != nil
    case .controller:
      tree.organisation(text) != nil && (naming.ofSystem.isEmpty || naming.ofSystem.contains(text))
    case .system: tree.system(text) != nil
    case .dataset: tree.dataset(text) != nil && text != naming.dataset
    case .recordClass: isClass(text)
    case .scope: tree.system(text) != nil || tree.dataset(text) != nil || isClass(text)
    case .hold, .policyDocument, .processingRecord, .approver:
      known(reference, naming)?.contains(text) ?? true
    case .ownClass:
      isPublishedClass(text) || !text.isEmpty && misspelling(of: text, reference) == nil
    case .disposalAuthority: isClass(text) || misspelling(of: text, reference) == nil
    case .linkKey: stated.isSharedLinkKey(text) || misspelling(of: text, reference) == nil
    }
  }

  /// What a text that may stand by itself was likely meant to be.
  private func misspelling(of text: String, _ reference: FieldDefinition.Reference) -> String? {
    switch reference {
    case .ownClass: stated.classIndex(beside: classes).misspelling(of: text)
    case .disposalAuthority:
      NameIndex(Array(classes ?? []) + ownClasses).misspelling(of: text)
    case .linkKey: stated.linkKeyIndex.misspelling(of: text)
    default: nil
    }
  }

  /// Whether a text is a class of the schedule in use, or of one that an organisation gives.
  private func isClass(_ text: String) -> Bool {
    classes.map { $0.contains(text) || ownClasses.contains(text) } ?? true
  }

  /// Whether a text is a class of the schedule in use or one that a dataset is of.
  private func isPublishedClass(_ text: String) -> Bool {
    classes.map { $0.contains(text) || stated.classSet.contains(text) } ?? true
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

  /// The names in a list of the organisations that answer; `nil` where one is not known, or does
  /// not say what its list holds.
  private func known(_ reference: FieldDefinition.Reference, _ naming: Naming) -> [String]? {
    let nodes =
      naming.controllers.isEmpty
      ? tree.organisations : naming.controllers.compactMap(tree.organisation)
    guard !nodes.isEmpty, naming.controllers.isEmpty || nodes.count == naming.controllers.count
    else { return nil }
    let slot = InventoryTree.slot(reference.listName, of: Vocabulary.organisation)
    var known: [String] = []
    for node in nodes {
      let list = node.object[slot]
      if list.tag == .absent { continue }
      guard list.tag == .list else { return nil }
      for item in list.asList where item.tag == .object {
        let object = FactObject(item)
        // Roles have a name and no identifier.
        let named = object.value(at: reference == .approver ? "name" : "id")
        if named.tag == .string { known.append(named.asString) }
      }
    }
    return known
  }

  /// What is said of a text that names nothing.
  func note(
    _ field: FieldDefinition, _ text: String, _ reference: FieldDefinition.Reference,
    _ naming: Naming, at mark: SourceMark, isStrict: Bool
  ) -> Diagnostic {
    let hint = hint(text, reference, naming)
    if reference == .recordClass {
      return Diagnostic(
        isStrict ? .error : .notice, "reader.unknown-code", at: tree.position(of: mark),
        "\"\(field.name)\": \(ReaderMessages.quoted(text)) is not a recognised value; the field counts as unknown",
        hint: hint)
    }
    // Whose law counts is not known where nobody describes who answers.
    let isError = isStrict || reference == .controller
    return Diagnostic(
      isError ? .error : .warning, "reader.unknown-reference", at: tree.position(of: mark),
      "\"\(field.name)\": \(ReaderMessages.quoted(text)) \(fault(text, reference, naming)); the field counts as unknown",
      hint: hint)
  }

  /// What is wrong with a text that names nothing.
  private func fault(
    _ text: String, _ reference: FieldDefinition.Reference, _ naming: Naming
  ) -> String {
    switch reference {
    case .dataset where text == naming.dataset: "is the dataset itself"
    case .controller where tree.organisation(text) != nil:
      "is not among the organisations that control the system"
    case .hold, .policyDocument, .processingRecord, .approver:
      "names no \(reference.words) of an organisation that answers for it"
    default: "names no \(reference.words) of the inventory"
    }
  }

  private func hint(
    _ text: String, _ reference: FieldDefinition.Reference, _ naming: Naming
  ) -> String? {
    let candidates = candidates(reference, naming).filter { $0 != text }
    return nearestName(to: text, among: candidates).map { "did you mean \"\($0)\"?" }
  }

  private func candidates(
    _ reference: FieldDefinition.Reference, _ naming: Naming
  ) -> [String] {
    switch reference {
    case .organisation: tree.organisations.map(\.id)
    case .controller: naming.ofSystem.isEmpty ? tree.organisations.map(\.id) : naming.ofSystem
    case .system: tree.systems.map(\.id)
    case .dataset: tree.systems.flatMap { $0.datasets.map(\.id) }
    case .recordClass, .disposalAuthority: (classes ?? []).sorted() + ownClasses
    case .ownClass: (classes ?? []).sorted() + stated.classes
    case .scope:
      tree.systems.flatMap { [$0.id] + $0.datasets.map(\.id) } + (classes ?? []).sorted()
        + ownClasses
    case .hold, .policyDocument, .processingRecord, .approver: known(reference, naming) ?? []
    case .linkKey: stated.linkKeys
    }
  }
}

extension FactObject {
  /// The value of a field that the object has; absent where it has none of that name.
  fileprivate func value(at name: String) -> Value { slot(name).map { self[$0] } ?? .absent }
}

extension FieldDefinition.Reference {
  /// The list of an organisation that holds what is named.
  fileprivate var listName: String {
    switch self {
    case .hold: "holds"
    case .policyDocument: "policyDocuments"
    case .processingRecord: "processingRecords"
    case .approver: "approvers"
    case .organisation, .controller, .system, .dataset, .scope, .recordClass, .ownClass,
      .disposalAuthority, .linkKey:
      preconditionFailure("only what an organisation lists has a list")
    }
  }

  /// What is named, in words.
  public var words: String {
    switch self {
    case .organisation: "organisation"
    case .controller: "organisation that controls the system"
    case .system: "system"
    case .dataset: "dataset"
    case .recordClass, .ownClass: "class of records"
    case .hold: "hold"
    case .scope: "system, dataset or class of records"
    case .policyDocument: "policy document"
    case .processingRecord: "entry of the record of processing"
    case .approver: "disposal approver"
    case .disposalAuthority: "class of records, or an order"
    case .linkKey: "link key of another system, or one of its own"
    }
  }
}

extension FieldDefinition.Reference {
  /// Whether an empty text is a mistake: a link that is there and leads nowhere. Other fields state
  /// with one that there is none.
  var isNeverBlank: Bool {
    switch self {
    case .organisation, .controller, .system, .dataset, .recordClass, .ownClass, .hold, .scope: true
    case .policyDocument, .processingRecord, .approver, .disposalAuthority, .linkKey: false
    }
  }
}

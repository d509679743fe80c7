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
    /// The system that names something, or the one of the dataset.
    var system: InventoryNode?
    /// The dataset that names something, or the one of the record.
    var dataset: InventoryNode?
    /// The class that a record says it is of.
    var recordClass: String?
    /// Whether it is known of which class a record is, or that it is of that of its dataset.
    var isClassKnown = true
    /// Whether the object that names a class says that it is the organisation's own.
    var isOwnClass = false
    /// Whether it is of a file of another form, such as a published schedule, whose classes are its own
    /// and which cannot say so.
    var isOfOtherForm = false
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
      system: system, dataset: dataset)
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

  /// Whether an object is of a file that a mapping reads.
  func isOfOtherForm(_ object: FactObject) -> Bool {
    let mark = object.mark
    return !mark.isNone && tree.files[mark.file].format == .mapped
      && !tree.files[mark.file].fillsGaps
  }

  /// Whether a text names something, or it cannot be told.
  func names(
    _ text: String, _ reference: FieldDefinition.Reference, _ naming: Naming
  ) -> Bool {
    resolves(text, reference, naming) && misfit(text, reference, naming) == nil
  }

  /// Whether there is something of a name, or it cannot be told.
  func resolves(
    _ text: String, _ reference: FieldDefinition.Reference, _ naming: Naming
  ) -> Bool {
    switch reference {
    case .organisation: tree.organisation(text) != nil
    case .controller:
      tree.organisation(text) != nil && (naming.ofSystem.isEmpty || naming.ofSystem.contains(text))
    case .system: tree.system(text) != nil
    case .original: tree.dataset(text) != nil
    case .recordClass: isClass(text)
    case .scope: tree.system(text) != nil || tree.dataset(text) != nil || isClass(text)
    case .hold, .policyDocument, .processingRecord, .approver:
      items(reference, naming).map { !named(text, in: $0, reference).isEmpty } ?? true
    case .ownClass:
      classes == nil
        || !text.isStandIn
          && (naming.isOwnClass || isStatedClass(text)
            || naming.isOfOtherForm && !isLikePublishedClass(text))
    case .listedClass:
      classes == nil
        || !text.isStandIn && (naming.isOwnClass || isClass(text) || stated.classSet.contains(text))
    case .disposalAuthority: isClass(text) || misspelling(of: text, reference, naming) == nil
    case .linkKey: stated.isSharedLinkKey(text) || misspelling(of: text, reference, naming) == nil
    }
  }

  /// What a text that may stand by itself was likely meant to be.
  private func misspelling(
    of text: String, _ reference: FieldDefinition.Reference, _ naming: Naming
  ) -> String? {
    switch reference {
    case .disposalAuthority, .recordClass, .listedClass:
      stated.classIndex(besides: classes ?? []).misspelling(of: text)
    case .processingRecord:
      stated.entryIndex(of: naming.controllers) {
        (items(reference, naming) ?? []).compactMap { name(of: $0, reference) }
      }.misspelling(of: text)
    case .linkKey: stated.linkKeyIndex.misspelling(of: text)
    default: nil
    }
  }

  /// Whether a text that names nothing most likely stands for something else: it says nothing, or is a
  /// slip of the pen.
  func isSlip(
    _ text: String, _ reference: FieldDefinition.Reference, _ naming: Naming
  ) -> Bool {
    text.isStandIn || misspelling(of: text, reference, naming) != nil
  }

  /// Whether a field is unknown that names something which is not there. A class that a document lists and
  /// that is like no other may be one that is not in the inventory.
  func leavesOpen(
    _ text: String, _ reference: FieldDefinition.Reference, _ naming: Naming
  ) -> Bool {
    reference != .listedClass || isSlip(text, reference, naming)
  }

  /// Whether a text is a class of the schedule in use, or of one that an organisation gives.
  private func isClass(_ text: String) -> Bool {
    guard let classes else { return true }
    return !text.isStandIn && (classes.contains(text) || stated.scheduledSet.contains(text))
  }

  /// Whether a text is a class of the schedule in use, or one that a dataset is of and that is not so
  /// like a class of the schedule that row and dataset have the same slip.
  private func isStatedClass(_ text: String) -> Bool {
    guard let classes, !classes.contains(text) else { return true }
    return stated.classSet.contains(text) && !isLikePublishedClass(text)
  }

  /// Whether a text is so like a class of the schedule in use that it is most likely meant for it.
  private func isLikePublishedClass(_ text: String) -> Bool {
    stated.publishedIndex(classes ?? []).misspelling(of: text) != nil
  }

  /// What the organisations that answer have in a list; `nil` where one is not known, or does not say
  /// what its list holds.
  func items(_ reference: FieldDefinition.Reference, _ naming: Naming) -> [FactObject]? {
    let nodes =
      naming.controllers.isEmpty
      ? tree.organisations : naming.controllers.compactMap(tree.organisation)
    guard !nodes.isEmpty, naming.controllers.isEmpty || nodes.count == naming.controllers.count
    else { return nil }
    let slot = InventoryTree.slot(reference.listName, of: Vocabulary.organisation)
    var items: [FactObject] = []
    for node in nodes {
      let list = node.object[slot]
      if list.tag == .absent { continue }
      guard list.tag == .list else { return nil }
      items += list.asList.filter { $0.tag == .object }.map { FactObject($0) }
    }
    return items
  }

  /// The items of a list that have a name.
  func named(
    _ text: String, in items: [FactObject], _ reference: FieldDefinition.Reference
  ) -> [FactObject] {
    items.filter { name(of: $0, reference) == text }
  }

  private func name(of item: FactObject, _ reference: FieldDefinition.Reference) -> String? {
    // Roles have a name and no identifier.
    item.text(reference == .approver ? "name" : "id")
  }

  /// What is said of a text that names nothing.
  ///
  /// - Parameters:
  ///   - isShown: Whether the text may be shown.
  ///   - hasHint: Whether it is looked for what may have been meant.
  func note(
    _ field: FieldDefinition, _ text: String, _ reference: FieldDefinition.Reference,
    _ naming: Naming, at mark: SourceMark, isStrict: Bool, isShown: Bool = true,
    hasHint: Bool = true
  ) -> Diagnostic {
    let isHidden =
      !isShown || !mark.isNone && tree.files[mark.file].hidden.contains(mark)
    let hint = isHidden || !hasHint ? nil : hint(text, reference, naming)
    let shown = isHidden ? "the value" : ReaderMessages.quoted(text)
    if [.recordClass, .ownClass, .listedClass].contains(reference) {
      let effect =
        leavesOpen(text, reference, naming)
        ? "the field counts as unknown" : "it counts as a class of the organisation's own"
      return Diagnostic(
        isStrict ? .error : .notice, "reader.unknown-code", at: tree.position(of: mark),
        "\"\(field.name)\": \(shown) is not a recognised value; \(effect)",
        hint: hint)
    }
    // Whose law counts is not known where nobody describes who answers.
    let isError = isStrict || reference == .controller
    return Diagnostic(
      isError ? .error : .warning, "reader.unknown-reference", at: tree.position(of: mark),
      "\"\(field.name)\": \(shown) \(fault(text, reference, naming)); \(effect(text, reference, naming))",
      hint: hint)
  }

  /// What becomes of a field that names something that cannot be meant.
  private func effect(
    _ text: String, _ reference: FieldDefinition.Reference, _ naming: Naming
  ) -> String {
    reference == .hold && resolves(text, reference, naming)
      ? "the hold does not decide whether the record may be kept" : "the field counts as unknown"
  }

  /// What is wrong with a text that names nothing.
  private func fault(
    _ text: String, _ reference: FieldDefinition.Reference, _ naming: Naming
  ) -> String {
    if resolves(text, reference, naming), let misfit = misfit(text, reference, naming) {
      return misfit
    }
    return switch reference {
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
    if resolves(text, reference, naming), misfit(text, reference, naming) != nil { return nil }
    let candidates = candidates(reference, naming).filter { $0 != text }
    let nearest = nearestName(to: text, among: candidates).map { "did you mean \"\($0)\"?" }
    guard reference == .ownClass || reference == .listedClass, !text.isStandIn else {
      return nearest
    }
    return [nearest, "for a class of your own that no dataset has, add ownClass: true"]
      .compactMap(\.self).joined(separator: " ")
  }

  private func candidates(
    _ reference: FieldDefinition.Reference, _ naming: Naming
  ) -> [String] {
    switch reference {
    case .organisation: tree.organisations.map(\.id)
    case .controller: naming.ofSystem.isEmpty ? tree.organisations.map(\.id) : naming.ofSystem
    case .system: tree.systems.map(\.id)
    case .original: tree.systems.flatMap { $0.datasets.map(\.id) }
    case .recordClass, .disposalAuthority: (classes ?? []).sorted() + stated.scheduled
    case .ownClass: (classes ?? []).sorted() + stated.classes
    case .listedClass: (classes ?? []).sorted() + stated.scheduled + stated.classes
    case .scope:
      tree.systems.flatMap { [$0.id] + $0.datasets.map(\.id) } + (classes ?? []).sorted()
        + stated.scheduled
    case .hold, .policyDocument, .processingRecord, .approver:
      (items(reference, naming) ?? []).compactMap { name(of: $0, reference) }
    case .linkKey: stated.linkKeys
    }
  }
}

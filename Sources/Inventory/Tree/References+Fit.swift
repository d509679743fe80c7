import CEL

/// What there is, and yet cannot be what is meant.
extension References {
  /// Why what a text names cannot be what is meant, in words that follow the text; `nil` where it can, or
  /// where there is nothing of the name.
  func misfit(
    _ text: String, _ reference: FieldDefinition.Reference, _ naming: Naming
  ) -> String? {
    switch reference {
    case .original: misfit(original: text, naming)
    case .policyDocument, .processingRecord:
      misfit(of: text, reference, naming) { regimeMisfit($0, naming) ?? coverMisfit($0, naming) }
    case .hold: misfit(of: text, reference, naming) { scopeMisfit($0, naming) }
    case .approver: misfit(of: text, reference, naming) { classMisfit($0, naming) }
    default: nil
    }
  }

  /// Why none of the items of a name can be meant.
  private func misfit(
    of text: String, _ reference: FieldDefinition.Reference, _ naming: Naming,
    _ reason: (FactObject) -> String?
  ) -> String? {
    guard let items = items(reference, naming) else { return nil }
    let reasons = named(text, in: items, reference).map(reason)
    return reasons.contains(nil) ? nil : reasons.first ?? nil
  }

  /// A copy is of the class and for the regime of its original, and does not lead back to itself.
  private func misfit(original text: String, _ naming: Naming) -> String? {
    guard let dataset = naming.dataset, let original = tree.dataset(text) else { return nil }
    if text == dataset.id { return "is the dataset itself" }
    if isCopy(original, of: dataset.id) {
      return "is itself a copy of the dataset, so that neither is the original"
    }
    for (field, words) in [("category", "class"), ("regime", "regime")] {
      guard let own = dataset.object.text(field), let other = original.object.text(field),
        !Self.areAlike(own, other)
      else { continue }
      return "is of another \(words), \"\(other)\", and cannot be the original of a dataset of "
        + "\"\(own)\""
    }
    return nil
  }

  /// Whether a dataset is a copy of another one, or of a copy of it.
  private func isCopy(_ dataset: InventoryNode, of id: String) -> Bool {
    var seen: Set<String> = [dataset.id]
    var next = dataset.object.statedText("duplicateOf")
    while let name = next, seen.insert(name).inserted {
      if name == id { return true }
      next = tree.dataset(name)?.object.statedText("duplicateOf")
    }
    return false
  }

  /// Whether two classes or regimes may be one; what is for both regimes is for each of them.
  private static func areAlike(_ one: String, _ other: String) -> Bool {
    one == other || one == "both" || other == "both"
  }

  private func regimeMisfit(_ item: FactObject, _ naming: Naming) -> String? {
    guard let regime = naming.system?.object.text("regime"), regime != "none",
      let other = item.text("regime"), !Self.areAlike(regime, other)
    else { return nil }
    return "is for the regime \"\(other)\", and the system is under \"\(regime)\""
  }

  private func coverMisfit(_ item: FactObject, _ naming: Naming) -> String? {
    if item.value("covers").tag == .unknown { return "covers something that is not known" }
    guard let system = naming.system?.id, let covered = item.knownTexts("covers"),
      !covered.contains(system)
    else { return nil }
    return "does not cover the system \"\(system)\""
  }

  /// A role that may approve the disposal of some classes may not approve that of others; of one of which
  /// not all classes are known, it is not known whether it may.
  private func classMisfit(_ item: FactObject, _ naming: Naming) -> String? {
    guard let category = naming.dataset?.object.text("category") else { return nil }
    let stated = item.stated("covers")
    let covered = stated.tag == .list ? stated.asList.filter { $0.tag == .string } : []
    if covered.contains(where: { $0.asString == category }) { return nil }
    guard item.knownTexts("covers") != nil else {
      return "approves disposals of classes that are not known"
    }
    return "may not approve disposals of the class \"\(category)\""
  }

  /// A hold whose scope says what it covers is for no other records, whoever names it; one without a
  /// scope is for those that name it.
  private func scopeMisfit(_ item: FactObject, _ naming: Naming) -> String? {
    if item.value("scope").tag == .unknown { return "has a scope that is not known" }
    guard let scope = item.knownTexts("scope"), !scope.isEmpty,
      let system = naming.system, let dataset = naming.dataset
    else { return nil }
    let category = naming.recordClass ?? dataset.object.text("category")
    guard naming.isClassKnown, let category else { return nil }
    let places = [system.id, dataset.id, category]
    guard !scope.contains(where: places.contains) else { return nil }
    return "covers neither the system and the dataset of the record nor its class"
  }
}

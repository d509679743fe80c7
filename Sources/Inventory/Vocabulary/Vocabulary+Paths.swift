extension Vocabulary {
  /// The objects that paths begin with, by the names that conditions and findings give them:
  /// `record`, `dataset`, and items of lists such as `request`.
  public static let roots: [String: ObjectDefinition] = {
    var roots = [
      "organisation": organisation, "system": system, "dataset": dataset, "holding": holding,
      "record": record,
    ]
    for object in objects {
      for field in object.fields {
        if case .objects(let child, let singular) = field.kind, roots[singular] == nil {
          roots[singular] = child
        }
      }
    }
    return roots
  }()

  /// What paths call an object: `request`, `holding`; its name for one that is in a field of its own.
  static func pathName(of object: ObjectDefinition) -> String {
    roots.filter { $0.value.name == object.name }.keys.min()
      ?? object.name.prefix(1).lowercased() + object.name.dropFirst()
  }

  /// The field that a path names, such as `record.lastEvent` or `record.events[0].date`; `nil` for
  /// a path that names no field of the vocabulary.
  public static func field(at path: String) -> FieldDefinition? {
    let steps = path.split { $0 == "." || $0 == "[" || $0 == "]" || $0 == "?" }.map(String.init)
    guard let root = steps.first, var object = roots[root] else { return nil }
    var found: FieldDefinition?
    for step in steps.dropFirst() where Int(step) == nil {
      if let field = found {
        guard let child = field.kind.child else { return nil }
        object = child
      }
      guard let field = object.fields.first(where: { $0.name == step }) else { return nil }
      found = field
    }
    return found
  }
}

import BuiltInRules
import Inventory
public import Reports
import Rules
import YAMLTree

extension FieldLabels {
  /// The labels of the vocabulary, of linked people and of schedule rows, by the paths that conditions
  /// write.
  public static let vocabulary = FieldLabels(later: {
    var entries: [String: Entry] = [:]
    for (root, object) in Vocabulary.roots { add(object, below: root, to: &entries) }
    for (path, label) in RuleTypes.labels { entries[path] = label.entry }
    let codes = BuiltInRules.codes.flatMap { file in
      file.root.members?.first { $0.key == "codes" }?.value.members?.map(\.key) ?? []
    }
    return (entries, codes, names)
  })

  /// What codes read like in a sentence, where they are no words: the names of countries and
  /// jurisdictions, and what a list of codes says itself.
  private static var names: [String: String] {
    var names: [String: String] = [:]
    for file in BuiltInRules.codes {
      let root = file.root
      let list = root["list"]?.text
      for word in root.members?.first(where: { $0.key == "words" })?.value.members ?? [] {
        names[word.key] = word.value.text ?? word.key
      }
      let codes = root.members?.first { $0.key == "codes" }?.value.members ?? []
      switch list {
      case "country":
        for code in codes { names[code.key] = code.value.text.map(withArticle) ?? code.key }
      case "jurisdiction":
        for code in codes where code.key != "other" { names[code.key] = Pack.place(code.key) }
      default: break
      }
    }
    return names
  }

  /// A country as it stands in a sentence: *the United States*.
  private static func withArticle(_ name: String) -> String {
    let isPlural = ["Netherlands", "Philippines", "Bahamas", "Maldives"].contains(name)
    let takesOne =
      name.hasPrefix("United ") || name.hasSuffix(" Islands") || name.hasSuffix(" Rep.")
    return isPlural || takesOne ? "the \(name)" : name
  }

  /// Adds the fields of an object; those of the levels below it have paths of their own.
  private static func add(
    _ object: ObjectDefinition, below path: String, to entries: inout [String: Entry]
  ) {
    for field in object.fields {
      let inner = "\(path).\(field.name)"
      entries[inner] = Entry(label: field.label, form: field.kind.form)
      guard let child = field.kind.child, Vocabulary.roots[field.name] == nil,
        !Self.levels.contains(child.name)
      else { continue }
      add(child, below: inner, to: &entries)
    }
  }

  private static let levels: Set<String> = [
    Vocabulary.system.name, Vocabulary.dataset.name, Vocabulary.holding.name,
    Vocabulary.record.name,
  ]
}

extension FieldDefinition.Kind {
  fileprivate var form: FieldLabels.Form {
    switch self {
    case .date: .day
    case .period: .period
    case .boolean: .truth
    case .code, .codes: .code
    case .instant: .instant
    case .text, .prose, .integer, .object, .objects: .asWritten
    }
  }
}

extension RuleTypes.Label {
  fileprivate var entry: FieldLabels.Entry {
    FieldLabels.Entry(label: text, form: kind.form)
  }
}

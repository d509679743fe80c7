/// The names of the parts of an inventory, which nothing may be called that is not read.
enum PartNames {
  /// The names of the elements that lists of the vocabulary are written with.
  static let elements = Set(lists.map(\.singular))

  /// The names of members of JSON that hold them, or would if somebody took one for the other.
  static let json = Set(lists.flatMap { [$0.name, $0.singular] })

  /// The names among them that are looked for in somebody's own additions too, which may well have events
  /// or rows of another kind.
  static let jsonInAdditions: Set<String> = [
    "organisations", "systems", "datasets", "records", "holdings", "holds",
  ]

  private static let lists: [(name: String, singular: String)] =
    Vocabulary.objects.flatMap(\.fields).compactMap { field in
      if case .objects(_, let singular) = field.kind { (field.name, singular) } else { nil }
    }

  /// Where a part belongs, such as `a dataset`; `nil` where nothing has it.
  static func home(of name: String) -> String? {
    let homes = Vocabulary.objects.filter { object in
      object.fields.contains { field in
        guard case .objects(_, let singular) = field.kind else { return false }
        return field.name == name || singular == name
      }
    }
    return homes.first.map(ReaderMessages.words)
  }
}

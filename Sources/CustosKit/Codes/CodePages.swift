import Diagnostics
import Engine
import Inventory
import Rules

/// What may be written where the vocabulary has codes, and what each code means.
public struct CodePages {
  private let library: RuleLibrary

  /// Pages over the code lists and the schedule of some rules.
  public init(_ set: RuleSet) { library = set.library }

  /// One line for each list.
  public var overview: String {
    let names = library.codeLists.keys.sorted()
    let width = names.map(\.utf8.count).max() ?? 0
    var text = ""
    for name in names {
      let (list, count) = (library.codeLists[name], codes(of: name).count)
      let number = String(count)
      text += name + String(repeating: " ", count: width - name.utf8.count + 2)
      text += String(repeating: " ", count: max(0, 5 - number.utf8.count)) + number
      text += list?.isOpen == true ? "  open    " : "  closed  "
      text += (list?.title ?? "") + "\n"
    }
    text += "\(names.count) lists. An open list accepts other codes, with a warning; a closed one "
    text += "does not.\n\"custos codes LIST\" says what each code means; so does the path of a "
    text += "field, such as \"custos codes system.status\".\n"
    return text
  }

  /// The codes of a list with their meanings.
  ///
  /// - Parameter name: A list, or the path of a field such as `dataset.retention.trigger`.
  /// - Throws: `codes.unknown-list`, with the nearest name.
  public func page(of name: String) throws(ConfigurationFailure) -> String {
    if name == Self.messages { return Self.messagePage }
    let listName = library.codeLists[name] == nil ? Self.list(at: name) ?? name : name
    guard let list = library.codeLists[listName] else { throw unknown(name) }
    let codes = codes(of: listName)
    let width = min(30, codes.map(\.code.utf8.count).max() ?? 0)
    var text = "\(list.title) (\(list.name))\n"
    text +=
      list.isOpen
      ? "Other codes may be used; one that is not listed is reported as a warning.\n"
      : "Only these codes may be used.\n"
    let uses = Self.uses(of: listName)
    if !uses.isEmpty { text += "Used by \(uses.joined(separator: ", ")).\n" }
    text += "\n"
    for code in codes {
      let padding = max(2, width - code.code.utf8.count + 2)
      text += code.code + String(repeating: " ", count: padding) + code.meaning + "\n"
    }
    return text
  }

  private static let messages = "messages"

  /// The sentences that the engine says itself, a line for each: its identifier, a tab and the text.
  private static var messagePage: String {
    EngineMessage.allCases.map { "\($0.rawValue)\t\($0.english)\n" }.joined()
  }

  /// The codes of a list; classes of records are the rows of the schedule too.
  private func codes(of name: String) -> [CodeList.Code] {
    let listed = library.codeLists[name]?.codes ?? []
    guard name == Self.classList else { return listed }
    let schedule = library.schedule
    let known = Set(listed.map(\.code))
    let rows = schedule.codes.compactMap { code in
      schedule.rows[code].map { CodeList.Code(code: code, meaning: $0.title + ".") }
    }
    return listed + rows.filter { !known.contains($0.code) }
  }

  /// The list of classes of records.
  private static let classList = "category"

  private func unknown(_ name: String) -> ConfigurationFailure {
    let known = library.codeLists.keys.sorted()
    let hint = nearestName(to: name, among: known).map { "did you mean \"\($0)\"?" }
    let field = Vocabulary.field(at: name)
    let message =
      field == nil
      ? "there is no list of codes \"\(name)\"" : "\"\(name)\" is a field that has no codes"
    return ConfigurationFailure([
      Diagnostic(
        .error, "codes.unknown-list", at: nil, message,
        hint: hint ?? "\"custos codes\" names all lists")
    ])
  }

  /// The list of a field's codes.
  private static func list(at path: String) -> String? {
    switch Vocabulary.field(at: path)?.kind {
    case .code(let list), .codes(let list): list
    default: nil
    }
  }

  /// The fields with codes of a list, by the objects that have them.
  private static func uses(of name: String) -> [String] {
    Vocabulary.objects.flatMap { object in
      object.fields.compactMap { field in
        switch field.kind {
        case .code(name), .codes(name):
          "\(object.name.prefix(1).lowercased() + object.name.dropFirst()).\(field.name)"
        default: nil
        }
      }
    }
  }
}

import CEL
import Inventory

extension RuleLibrary {
  /// The list of the classes of records.
  static let classList = "category"

  /// The words of a code list, classes of records among them; `nil` for a list that is not there.
  func words(of list: String) -> Set<String>? {
    let codes = codeLists[list].map { Set($0.codes.map(\.code)) }
    guard list == Self.classList else { return codes }
    let classes = (codes ?? []).union(schedule.codes)
    return classes.isEmpty ? nil : classes
  }

  /// The words that conditions may compare with; see ``RuleWords``.
  ///
  /// - Parameter packs: The names of packs that are known and need not be among those read.
  public func ruleWords(otherPacks packs: [String] = []) -> RuleWords {
    var words = RuleWords()
    for list in Set(codeLists.keys).union([Self.classList]) {
      guard let known = self.words(of: list) else { continue }
      words.lists[list] = WordList(
        list, known,
        whereMissing: list == Self.classList
          ? "a class of your own needs a row in a schedule" : nil)
    }
    words.packs = WordList("pack", self.packs.map(\.name) + packs)
    let parameters = self.packs.flatMap(\.parameters)
    words.parameters = WordList("parameter", parameters.map(\.name))
    for parameter in parameters where !parameter.allowed.isEmpty {
      words.choices[parameter.name] = WordList(parameter.name, parameter.allowed)
    }
    return words
  }
}

/// The words that conditions may compare with or give to functions.
public struct RuleWords: Sendable {
  /// The code lists by name.
  var lists: [String: WordList] = [:]
  /// The packs.
  var packs: WordList?
  /// The parameters of profiles.
  var parameters: WordList?
  /// What parameters may be, by their names.
  var choices: [String: WordList] = [:]

  /// No words: every text is taken for right.
  public init() {}

  /// Declares the words of functions.
  func declare(in environment: inout Environment) {
    if let packs { environment.declare(packs, forArgumentOf: "applies") }
    if let classes = lists[RuleLibrary.classList] {
      environment.declare(classes, forArgumentOf: "schedule")
      environment.declare(classes, forArgumentOf: "hasSchedule")
    }
    guard let parameters, !parameters.words.isEmpty else { return }
    environment.declare(parameters, forArgumentOf: "param")
    environment.declare(choices, forResultsOf: "param")
  }

  /// A type whose fields know their words.
  ///
  /// - Parameter list: The name of the list of a field; `nil` for a field of any text.
  func adding(to type: StructType, list: (StructType.Field) -> String?) -> StructType {
    guard !lists.isEmpty else { return type }
    return StructType(
      type.name, number: type.number,
      fields: type.fields.map { field in
        var field = field
        field.words = list(field).flatMap { lists[$0] }
        return field
      })
  }
}

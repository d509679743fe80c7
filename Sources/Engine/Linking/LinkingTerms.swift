import CEL
import Diagnostics
import Inventory
public import Rules

/// Which records and events of a person count, as packs and profiles have it.
public struct LinkingTerms {
  /// Kinds of event that count, and those of which it is not known.
  struct EventKinds: Equatable, Sendable {
    var certain: Set<String> = []
    var possible: Set<String> = []
  }

  /// The kinds of record that make a person known as offender or suspect.
  let recordKinds: [[UInt8]]
  /// All other kinds of record that are known.
  let otherKinds: [[UInt8]]
  /// The reasons of a disposal that say that a record should never have counted.
  let voidReasons: Set<String>
  private let reasonIndex: NameIndex
  private let events: Set<String>
  /// Kinds of event by the parameter that says whether they count.
  private let choices: [(parameter: String, kind: String)]
  private let parameters: ParameterTable

  /// The terms of packs, with the choices of profiles.
  public init(_ library: RuleLibrary, _ profile: Profile) {
    let kinds = library.packs.flatMap(\.linking.recordKinds)
    let known = library.codeLists["record-kind"]?.codes.map(\.code) ?? []
    recordKinds = kinds.map { Array($0.utf8) }
    otherKinds = known.filter { !kinds.contains($0) }.map { Array($0.utf8) }
    voidReasons = Set(library.packs.flatMap(\.linking.voidReasons))
    reasonIndex = NameIndex(voidReasons)
    events = Set(library.packs.flatMap(\.linking.events))
    choices = library.packs.flatMap(\.linking.choices).map { ($0.parameter, $0.event) }
    parameters = ParameterTable(
      library: library, profile: profile, confirmed: ConfirmedFigures(profile, library: library))
  }

  /// Whether a record that was disposed of for a reason counts; it may or may not where the reason
  /// looks like a misspelling of one that says that the record was wrong.
  func count(disposedFor reason: String) -> LinkedFacts.Count {
    if voidReasons.contains(reason) { return .no }
    return reasonIndex.misspelling(of: reason) == nil ? .yes : .maybe
  }

  /// The kinds of event that count for the records of some controllers.
  func eventKinds(controllers: [String]) -> EventKinds {
    var kinds = EventKinds(certain: events)
    for choice in choices {
      let chosen = parameters.entry(choice.parameter, controllers: controllers)?.value
      switch chosen {
      case .some(let value) where value.tag == .bool:
        if value.asBool { kinds.certain.insert(choice.kind) }
      default: kinds.possible.insert(choice.kind)
      }
    }
    return kinds
  }
}

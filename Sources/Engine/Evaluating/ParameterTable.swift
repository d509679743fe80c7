import CEL
import CivilTime
import Findings
import Rules
import YAMLTree

/// The values of parameters for each organisation, laid out once.
final class ParameterTable {
  /// A value with where it is from.
  struct Entry {
    var value: Value
    var text: String
    var origin: String
    /// How well it is known; `nil` for a choice.
    var evidence: Evidence?
  }

  private var arena = Arena()
  private var common: [String: Entry] = [:]
  private var own: [String: [String: Entry]] = [:]
  /// The defaults that a common choice took the place of.
  private var replacedDefaults: [String: Entry] = [:]

  init(library: RuleLibrary, profile: Profile, confirmed: ConfirmedFigures) {
    for pack in library.packs {
      for parameter in pack.parameters {
        let byDefault = parameter.defaultValue.flatMap {
          entry(
            $0, parameter, origin: "default of \(pack.name) \(pack.version)",
            evidence: parameter.evidence)
        }
        let figure = FigureRegister.figure(of: parameter, in: pack)
        let read = byDefault.flatMap { entry($0, parameter, figure, confirmed.common) }
        if let choice = profile.common.parameters[parameter.name] {
          common[parameter.name] = entry(choice.value, parameter, origin: choice.originWithReason)
          replacedDefaults[parameter.name] = byDefault
        } else {
          common[parameter.name] = read ?? byDefault
          if read != nil { replacedDefaults[parameter.name] = byDefault }
        }
        for (organisation, choices) in profile.organisations {
          guard let choice = choices.parameters[parameter.name] else {
            let book = confirmed.own[organisation]
            let read = byDefault.flatMap { entry($0, parameter, figure, book) }
            if let read, profile.common.parameters[parameter.name] == nil {
              own[organisation, default: [:]][parameter.name] = read
            }
            continue
          }
          own[organisation, default: [:]][parameter.name] = entry(
            choice.value, parameter, origin: choice.originWithReason)
        }
      }
    }
  }

  /// The value for the organisations that answer for a subject; `nil` where nobody chose, or where
  /// they chose differently.
  func entry(_ name: String, controllers: [String]) -> Entry? {
    guard !controllers.isEmpty else { return common[name] }
    let entries = controllers.map { own[$0]?[name] ?? common[name] }
    guard let first = entries[0] else { return nil }
    return entries.allSatisfy { $0?.text == first.text } ? first : nil
  }

  /// The other values that the one in use took the place of: an organisation's own choice stands
  /// before the common one, and any choice before the default.
  func replaced(_ name: String, controllers: [String]) -> [Entry] {
    guard let used = entry(name, controllers: controllers) else { return [] }
    return [common[name], replacedDefaults[name]].compactMap(\.self)
      .filter { $0.text != used.text }
  }

  /// A default with what somebody read where it is from; `nil` where nobody did.
  private func entry(
    _ byDefault: Entry, _ parameter: Pack.Parameter, _ figure: Figure?, _ book: ConfirmationBook?
  ) -> Entry? {
    guard let figure, let confirmation = book?.confirmation(of: figure) else { return nil }
    var read = byDefault
    read.evidence?.confirmation = confirmation.inWords
    guard let other = confirmation.otherFigure(than: figure) else { return read }
    let texts = other.replacing(" and ", with: "\n").split(separator: "\n").map(String.init)
    guard let value = value(texts, parameter.kind) else { return nil }
    read.value = value
    read.text = texts.joined(separator: ", ")
    read.origin = confirmation.origin(insteadOf: "\(byDefault.text), \(byDefault.origin)")
    return read
  }

  private func entry(
    _ node: Node, _ parameter: Pack.Parameter, origin: String, evidence: Evidence? = nil
  ) -> Entry? {
    let texts = node.elements?.compactMap(\.text) ?? [node.text ?? ""]
    guard let value = value(texts, parameter.kind) else { return nil }
    return Entry(
      value: value, text: texts.joined(separator: ", "), origin: origin, evidence: evidence)
  }

  private func value(_ texts: [String], _ kind: Pack.Parameter.Kind) -> Value? {
    guard kind != .strings else { return arena.list(copying: texts.map { string($0) }) }
    guard let text = texts.first, texts.count == 1 else { return nil }
    switch kind {
    case .string, .strings: return string(text)
    case .bool: return text == "true" || text == "false" ? Value(text == "true") : nil
    case .int: return Int64(text).map { Value($0) }
    case .period:
      if text == "indefinite" { return Value(Period.indefinite) }
      return (try? Period(parsing: text)).map { Value($0) }
    case .date: return (try? CivilDate(parsing: text)).map { Value(DateInterval($0)) }
    }
  }

  private func string(_ text: String) -> Value { arena.string(copying: text) }
}

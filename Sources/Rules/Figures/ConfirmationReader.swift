public import CivilTime
public import Diagnostics
import YAMLTree

/// Reads what somebody confirmed, from a profile or from the table that `custos rules evidence` gives.
public struct ConfirmationReader {
  private let register: FigureRegister
  private let today: CivilDate?
  /// How the file is named.
  let path: String
  /// What is wrong so far.
  public private(set) var problems: [Diagnostic] = []

  /// A reader of a file with confirmations of the figures of a library.
  ///
  /// - Parameter today: The day after which nobody can have read anything yet; `nil` if not known.
  public init(path: String, register: FigureRegister, today: CivilDate?) {
    self.path = path
    self.register = register
    self.today = today
  }

  /// What an entry says, each part with its place; texts that are empty say nothing.
  struct Entry {
    var source: Part?
    var at: Part?
    var figure: Part?
    var asRead: Part?
    var by: Part?
    var on: Part?
    var edition: Part?
    var line: Int

    struct Part {
      var text: String
      var position: SourcePosition
    }
  }

  /// The confirmation of an entry; `nil` where it is wrong, which ``problems`` then say.
  mutating func confirmation(_ entry: Entry) -> Confirmation? {
    let start = SourcePosition(path: path, line: entry.line, column: 1)
    let needed = [
      ("source", entry.source), ("at", entry.at), ("by", entry.by), ("on", entry.on),
      ("edition", entry.edition),
    ]
    let missing = needed.filter { $0.1 == nil }.map(\.0)
    guard missing.isEmpty, let source = entry.source, let at = entry.at, let by = entry.by,
      let on = entry.on, let edition = entry.edition
    else {
      fail(
        "profile.incomplete-confirmation", start,
        "the confirmation lacks \(missing.joined(separator: ", "))",
        hint: "a figure is confirmed by who read it, on which day and in which edition")
      return nil
    }
    guard let document = document(source), let figures = figures(of: document, at),
      let day = day(on)
    else { return nil }
    var confirmation = Confirmation(
      source: document, at: at.text, figure: entry.figure.map { Figure.normalised($0.text) },
      asRead: entry.asRead.map { Figure.normalised($0.text) }, by: by.text, on: day,
      edition: edition.text, origin: "\(path):\(entry.line)")
    guard check(&confirmation, figures, entry) else { return nil }
    return confirmation
  }

  mutating func fail(
    _ code: String, _ position: SourcePosition, _ message: String, hint: String? = nil
  ) {
    problems.append(Diagnostic(.error, code, at: position, message, hint: hint))
  }

  private mutating func document(_ source: Entry.Part) -> String? {
    if let document = register.document(source.text) { return document }
    let names = register.sources.keys.sorted()
    let hint = nearestName(to: source.text, among: names)
    fail(
      "profile.unknown-source", source.position, "no pack has a source \"\(source.text)\"",
      hint: hint.map { "did you mean \"\($0)\"?" } ?? "custos rules evidence lists them")
    return nil
  }

  private mutating func figures(of document: String, _ at: Entry.Part) -> [Figure]? {
    let all = register.figures(of: document)
    let key = SourceWords.key(at.text)
    let found = all.filter { SourceWords.key($0.at) == key }
    if !found.isEmpty { return found }
    let clauses = Set(all.map(\.at)).sorted()
    let hint = nearestName(to: at.text, among: clauses).map { "did you mean \"\($0)\"?" }
    fail(
      "profile.unknown-clause", at.position,
      "no rule relies on \"\(at.text)\" of \(document)",
      hint: hint ?? (clauses.isEmpty ? nil : "rules cite \(Self.list(clauses))"))
    return nil
  }

  private static func list(_ clauses: [String]) -> String {
    let shown = clauses.prefix(5).map { "\"\($0)\"" }.joined(separator: ", ")
    return clauses.count > 5 ? "\(shown) and \(clauses.count - 5) more" : shown
  }

  /// A day as `2026-11-20`, or as spreadsheets of the United Kingdom make it, `20/11/2026`.
  private mutating func day(_ on: Entry.Part) -> CivilDate? {
    let parts = on.text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    var day = try? CivilDate(parsing: on.text)
    if parts.count == 3, let number = parts[0], let month = parts[1], let year = parts[2] {
      day = CivilDate(year: year, month: month, day: number)
    }
    guard let day, day.year >= 1900 else {
      fail(
        "profile.wrong-date", on.position, "\"\(on.text)\" is not a date",
        hint: "write it as 2026-11-20 or 20/11/2026, the day before the month")
      return nil
    }
    if let today, day > today {
      fail(
        "profile.future-date", on.position,
        "the confirmation is of \(day), which is after today, \(today)")
      return nil
    }
    return day
  }

  /// Whether the figures of a confirmation are among those of its clause, and of the same kind.
  private mutating func check(
    _ confirmation: inout Confirmation, _ figures: [Figure], _ entry: Entry
  ) -> Bool {
    let known = Set(figures.map(\.figure))
    let names = known.sorted().filter { !$0.isEmpty }.map { "\"\($0)\"" }
    if let figure = confirmation.figure, !known.contains(figure) {
      let position = entry.figure?.position ?? SourcePosition(path: path, line: 1, column: 1)
      let hint = names.isEmpty ? "leave it out" : "it is \(names.joined(separator: " or "))"
      fail(
        "profile.unknown-figure", position, "no figure of the clause is \"\(figure)\"", hint: hint)
      return false
    }
    guard let asRead = confirmation.asRead, let part = entry.asRead else { return true }
    if confirmation.figure == nil {
      guard known.count == 1 else {
        fail(
          "profile.unknown-figure", part.position,
          "the clause has several figures; the confirmation does not say which one it is about",
          hint: "add the figure: \(names.joined(separator: " or "))")
        return false
      }
      confirmation.figure = known.first
    }
    let figure = confirmation.figure ?? ""
    let isChangeable = figures.contains { other in
      if case .rule = other.holder { return false }
      return other.figure == figure
    }
    let isPeriod = Figure.isPeriods(figure)
    let fits = Figure.parts(of: asRead).count == Figure.parts(of: figure).count
    if isChangeable, isPeriod, !fits || !Figure.isPeriods(asRead) {
      fail(
        "profile.wrong-figure", part.position,
        "\"\(part.text)\" was read instead of \"\(figure)\", and is not a period in the expected form",
        hint: "write a period such as P6Y or 6 years, and as many as the figure has")
      return false
    }
    return takes(asRead, insteadOf: figure, figures, part)
  }

  /// Whether the parameters whose default is a figure may have the value that was read instead.
  private mutating func takes(
    _ asRead: String, insteadOf figure: String, _ figures: [Figure], _ part: Entry.Part
  ) -> Bool {
    for other in figures where other.figure == figure {
      guard case .parameter(let name) = other.holder, let parameter = register.parameters[name],
        !parameter.takes(Figure.parts(of: asRead))
      else { continue }
      fail(
        "profile.wrong-figure", part.position,
        "\"\(part.text)\" was read instead of \"\(figure)\", and is no value of \(name)",
        hint: "it is \(parameter.formInWords)")
      return false
    }
    return true
  }
}

extension Figure {
  /// Whether a text is one period or several.
  static func isPeriods(_ text: String) -> Bool {
    let parts = parts(of: text)
    return !parts.isEmpty && parts.allSatisfy { (try? Period(parsing: $0)) != nil }
  }
}

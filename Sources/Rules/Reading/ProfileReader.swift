public import CivilTime
public import Diagnostics
import Findings
public import YAMLTree

/// Reads a profile: the choices of organisations.
public enum ProfileReader {
  /// Reads a profile and checks it against the parameters of the packs.
  ///
  /// Files of confirmations that it names are left to whoever can read files.
  ///
  /// - Parameter today: The day after which nobody can have confirmed anything yet; `nil` if not known.
  /// - Returns: The profile and what is wrong with it: `profile.no-reason`,
  ///   `profile.unknown-parameter`, and the codes of a rule file.
  public static func read(
    _ node: Node, path: String, library: RuleLibrary, today: CivilDate? = nil
  ) -> (profile: Profile, problems: [Diagnostic]) {
    var reader = DocumentReader(node, path: path, what: "a profile")
    checkVersion(&reader)
    var profile = Profile()
    profile.path = path
    profile.common = readChoices(&reader, library: library, today: today)
    for member in reader.members("organisations") {
      var inner = DocumentReader(member.value, path: path, what: "an organisation's choices")
      profile.organisationPlaces[member.key] = SourcePosition(
        path: path, line: member.line, column: member.column)
      profile.organisations[member.key] = readChoices(&inner, library: library, today: today)
      reader.problems += inner.finish()
    }
    return (profile, reader.finish())
  }

  /// The version of the form that is read.
  public static let formVersion = "1"

  private static func checkVersion(_ reader: inout DocumentReader) {
    guard let value = reader.value("version"), value.text != formVersion else { return }
    reader.fail(
      "profile.unknown-version", at: value,
      "the version of a profile is \(value.kindName); this version of custos reads "
        + formVersion)
  }

  /// A severity is set for one rule, so a pattern is no name of one.
  private static func checkSeverity(
    of member: Node.Member, _ reader: inout DocumentReader, library: RuleLibrary
  ) {
    let position = SourcePosition(path: reader.path, line: member.line, column: member.column)
    guard !library.rules.contains(where: { $0.id == member.key }) else { return }
    let hint = nearestName(to: member.key, among: library.rules.map(\.id))
    reader.problems.append(
      Diagnostic(
        .error, "profile.unknown-rule", at: position, "no rule is called \"\(member.key)\"",
        hint: hint.map { "did you mean \"\($0)\"?" }))
  }

  /// Says that no rule fits a name or pattern of a profile.
  private static func checkRule(
    _ name: String, at position: SourcePosition, _ reader: inout DocumentReader,
    library: RuleLibrary
  ) {
    guard !name.isEmpty, !library.rules.contains(where: { $0.isNamed(by: name) }) else { return }
    let hint = nearestName(to: name, among: library.rules.map(\.id))
    reader.problems.append(
      Diagnostic(
        .error, "profile.unknown-rule", at: position, "\"\(name)\" matches no rule",
        hint: hint.map { "did you mean \"\($0)\"?" }))
  }

  /// Reports a confirmation of a day on which no source of the rules that it is for can have been
  /// read: texts are published before they are in force, and seldom by more than two years.
  private static func checkDay(
    of confirmation: Profile.RuleConfirmation, _ reader: inout DocumentReader,
    library: RuleLibrary
  ) {
    let days = library.rules.filter { $0.isNamed(by: confirmation.rule) }
      .compactMap(\.effectiveFrom)
    guard let day = confirmation.day, let from = days.min(), day < from.adding(days: -730) else {
      return
    }
    reader.problems.append(
      Diagnostic(
        .error, "profile.early-confirmation", at: confirmation.position,
        "the confirmation is of \(day), long before the rule is in force, from \(from)",
        hint: "write the day on which somebody read the source"))
  }

  private static func readConfirmation(
    _ element: Node, _ reader: inout DocumentReader, _ choices: inout Profile.Choices,
    library: RuleLibrary
  ) {
    var inner = DocumentReader(element, path: reader.path, what: "a confirmation")
    let position = SourcePosition(path: reader.path, line: element.line, column: element.column)
    let confirmation = Profile.RuleConfirmation(
      rule: inner.requiredText("rule"), by: inner.requiredText("by"),
      on: element["on"]?.text ?? "", source: inner.requiredText("source"),
      day: inner.requiredDate("on"), position: position)
    reader.problems += inner.finish()
    checkRule(confirmation.rule, at: position, &reader, library: library)
    checkDay(of: confirmation, &reader, library: library)
    if let first = choices.ruleConfirmations.first(where: { $0.rule == confirmation.rule }) {
      reader.problems.append(
        Diagnostic(
          .error, "profile.doubled-confirmation", at: position,
          "\(confirmation.rule) is confirmed twice",
          related: [.init(at: first.position, "the first confirmation")]))
    }
    choices.ruleConfirmations.append(confirmation)
  }

  private static func readChoices(
    _ reader: inout DocumentReader, library: RuleLibrary, today: CivilDate?
  ) -> Profile.Choices {
    var choices = Profile.Choices()
    for member in reader.members("parameters") {
      if let choice = readParameter(member, &reader, library: library) {
        choices.parameters[member.key] = choice
      }
    }
    for member in reader.members("severities") {
      var inner = DocumentReader(member.value, path: reader.path, what: "a severity with a reason")
      checkSeverity(of: member, &reader, library: library)
      let severity = inner.choice("severity", Severity.self)
      let reason = inner.requiredText("reason")
      if severity == nil { inner.reportMissing("severity") }
      if let severity {
        choices.severityList.append(
          Profile.SeverityChoice(rule: member.key, severity: severity, reason: reason))
      }
      reader.problems += inner.finish()
    }
    for element in reader.elements("confirmed") {
      readConfirmation(element, &reader, &choices, library: library)
    }
    readConfirmations(into: &choices, &reader, library: library, today: today)
    return choices
  }

  /// Reads what somebody confirmed clause by clause, or the names of files with it.
  private static func readConfirmations(
    into choices: inout Profile.Choices, _ reader: inout DocumentReader, library: RuleLibrary,
    today: CivilDate?
  ) {
    guard let value = reader.value("confirmations") else { return }
    let entries = value.text == nil ? reader.elements("confirmations") : [value]
    var confirmations = ConfirmationReader(
      path: reader.path, register: FigureRegister(library), today: today)
    for entry in entries {
      if entry.text != nil {
        choices.confirmationFiles.append(Expression(entry))
      } else if let confirmation = confirmations.read(entry, &reader) {
        confirmations.compare(confirmation, with: choices.confirmations, at: entry)
        choices.confirmations.append(confirmation)
      }
    }
    reader.problems += confirmations.problems
  }

  private static func checkKind(
    of value: Node, _ parameter: Pack.Parameter, _ reader: inout DocumentReader
  ) {
    let text = value.text
    let fits =
      switch parameter.kind {
      case .strings: value.elements != nil
      case .string: text != nil
      default: text.map { parameter.isOfKind([$0]) } ?? false
      }
    guard !fits else { return }
    let range = parameter.most.map { " from \(parameter.least ?? 0) to \($0)" } ?? ""
    reader.fail(
      "profile.wrong-kind", at: value,
      "expected a value of type \(parameter.kind.rawValue)\(range) for \"\(parameter.name)\", "
        + "found \(value.kindName)")
  }

  /// Reports words that a parameter does not allow.
  ///
  /// Beside the codes of an open list an organisation may have its own; one that is like a code of the
  /// list is taken for misspelt.
  private static func checkWords(
    of value: Node, _ parameter: Pack.Parameter, _ reader: inout DocumentReader,
    _ library: RuleLibrary
  ) {
    let list = parameter.codes.flatMap { library.codeLists[$0] }
    let known = parameter.allowed + (list?.codes.map(\.code) ?? [])
    guard !known.isEmpty else { return }
    for node in value.elements ?? [value] where !known.contains(node.text ?? "") {
      let nearest = nearestName(to: node.text ?? "", among: known)
      guard list?.isOpen != true || nearest != nil else { continue }
      reader.fail(
        "profile.unknown-value", at: node,
        "\"\(parameter.name)\" is \(node.kindName); use one of " + known.joined(separator: ", "),
        hint: nearest.map { "did you mean \"\($0)\"?" })
    }
  }

  private static func readParameter(
    _ member: Node.Member, _ reader: inout DocumentReader, library: RuleLibrary
  ) -> Profile.Choice? {
    let parameters = library.packs.flatMap(\.parameters)
    guard let parameter = parameters.first(where: { $0.name == member.key }) else {
      let hint = nearestName(to: member.key, among: parameters.map(\.name))
      let position = SourcePosition(path: reader.path, line: member.line, column: member.column)
      reader.problems.append(
        Diagnostic(
          .error, "profile.unknown-parameter", at: position,
          "no pack has a parameter \"\(member.key)\"", hint: hint.map { "did you mean \"\($0)\"?" })
      )
      return nil
    }
    var inner = DocumentReader(member.value, path: reader.path, what: "a value with a reason")
    let value = inner.value("value")
    let reason = inner.requiredText("reason")
    reader.problems += inner.finish()
    guard let value else { return nil }
    checkKind(of: value, parameter, &reader)
    checkWords(of: value, parameter, &reader, library)
    return Profile.Choice(value: value, reason: reason, origin: "\(reader.path):\(member.line)")
  }
}

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
    _ = reader.value("version")
    var profile = Profile()
    profile.path = path
    profile.common = readChoices(&reader, library: library, today: today)
    for member in reader.members("organisations") {
      var inner = DocumentReader(member.value, path: path, what: "an organisation's choices")
      profile.organisations[member.key] = readChoices(&inner, library: library, today: today)
      reader.problems += inner.finish()
    }
    return (profile, reader.finish())
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
      if let severity = inner.choice("severity", Severity.self) {
        choices.severityList.append(
          Profile.SeverityChoice(
            rule: member.key, severity: severity, reason: inner.requiredText("reason")))
      }
      reader.problems += inner.finish()
    }
    for element in reader.elements("confirmed") {
      var inner = DocumentReader(element, path: reader.path, what: "a confirmation")
      choices.ruleConfirmations.append(
        Profile.RuleConfirmation(
          rule: inner.requiredText("rule"), by: inner.requiredText("by"),
          on: inner.requiredText("on"), source: inner.requiredText("source")))
      reader.problems += inner.finish()
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
      case .string: text != nil
      case .strings: value.elements != nil
      case .bool: text == "true" || text == "false"
      case .int: text.flatMap { Int64($0) } != nil
      case .period: text == "indefinite" || text.flatMap { try? Period(parsing: $0) } != nil
      case .date: text.flatMap { try? CivilDate(parsing: $0) } != nil
      }
    guard !fits else { return }
    reader.fail(
      "profile.wrong-kind", at: value,
      "\(value.kindName) stands for \"\(parameter.name)\", which is of type \(parameter.kind.rawValue)"
    )
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
    if !parameter.allowed.isEmpty, !parameter.allowed.contains(value.text ?? "") {
      reader.fail(
        "profile.unknown-value", at: value,
        "\(value.kindName) stands for \"\(parameter.name)\", expected one of "
          + parameter.allowed.joined(separator: ", "))
    }
    return Profile.Choice(value: value, reason: reason, origin: "\(reader.path):\(member.line)")
  }
}

import Findings
import Inventory
import Results
import Rules

/// Words questions for people who know the system and not the vocabulary.
struct QuestionWords {
  private let library: RuleLibrary
  /// The names of organisations, by their identifiers.
  private let organisations: [String: String]

  init(_ library: RuleLibrary, _ organisations: [Header.Organisation]) {
    self.library = library
    self.organisations = Dictionary(
      organisations.map { ($0.id, $0.name ?? $0.id) }, uniquingKeysWith: { first, _ in first })
  }

  /// The question that a missing fact comes to.
  func question(
    _ missing: Derivation.Missing, _ finding: Finding, _ place: Question.Place,
    _ route: Question.Route
  ) -> Question {
    let path = missing.path.replacing("related(record)", with: "record")
    let field = Vocabulary.field(at: path)
    let names = names(finding, place, missing.path)
    let isRows = missing.path == QuestionList.rowsFact
    let label = isRows ? "records or counts" : field?.label ?? missing.path
    return Question(
      id: Self.id(place, missing, route), place: place, systemName: names.system,
      partName: names.part, fact: missing.path, label: label,
      text: text(missing, field, label, names, route), allowed: allowed(field, missing, route),
      choices: route == .answer ? choices(field) : [],
      route: route, owner: Self.owner(missing, finding, place), location: missing.location,
      checks: [],
      count: 0)
  }

  /// A name that stays the same from run to run.
  private static func id(
    _ place: Question.Place, _ missing: Derivation.Missing, _ route: Question.Route
  ) -> String {
    var parts = [place.organisation, place.system, place.dataset, place.item, missing.path]
    if route == .inventory { parts.append(missing.location?.description ?? "") }
    return "Q-" + Fingerprint.hexadecimal(of: parts.joined(separator: "\u{0}")).prefix(10)
  }

  /// Who can answer. What is missing of an organisation is no question for the owner of a system.
  private static func owner(
    _ missing: Derivation.Missing, _ finding: Finding, _ place: Question.Place
  ) -> String? {
    let isOrganisations = missing.path.hasPrefix("organisation.") || !place.organisation.isEmpty
    return isOrganisations && finding.subject.link(.system) != nil ? nil : missing.supplier
  }

  private func names(
    _ finding: Finding, _ place: Question.Place, _ path: String
  ) -> (system: String, part: String) {
    func name(_ link: Subject.Link?) -> String { link?.name ?? link?.id ?? "" }
    if path.hasPrefix("param(") { return ("Profile", "") }
    if path.hasPrefix("organisation.") {
      return (organisation(finding, place, name), "")
    }
    let outer = finding.subject.link(.system) ?? finding.subject.link(.organisation)
    if !place.item.isEmpty {
      let owner = place.system.isEmpty ? organisation(finding, place, name) : name(outer)
      return (owner, Self.part(of: place.item))
    }
    return (name(outer), place.dataset.isEmpty ? "" : name(finding.subject.link(.dataset)))
  }

  /// The name of the organisation that a question is about; of several, of all that answer.
  private func organisation(
    _ finding: Finding, _ place: Question.Place, _ name: (Subject.Link) -> String
  ) -> String {
    if let known = organisations[place.organisation] { return known }
    if let link = finding.subject.link(.organisation) { return name(link) }
    return finding.subject.controllers.map { organisations[$0] ?? $0 }.joined(separator: ", ")
  }

  /// The first colon stands between the kind of an item and its name.
  private static func part(of item: String) -> String {
    guard let colon = item.firstIndex(of: ":") else { return item }
    return item[..<colon] + " " + item[item.index(after: colon)...]
  }

  private func text(
    _ missing: Derivation.Missing, _ field: FieldDefinition?, _ label: String,
    _ names: (system: String, part: String), _ route: Question.Route
  ) -> String {
    if route == .profile {
      let parameter = parameter(missing.path)
      return "What has the organisation decided? \(parameter?.describe ?? label)"
    }
    var text = Self.request(for: field, label, missing.path)
    if missing.state == "partial" {
      text += " Only the year or the month is given; we need the day."
    }
    switch route {
    case .extract(let lacking) where lacking > 0:
      let which = missing.path.hasPrefix("related(") ? "linked records" : "records or age bands"
      text += " It is missing in \(which) of the extract"
      text += missing.location.map { ", first at \($0)." } ?? "."
    case .inventory: text += missing.location.map { " It belongs at \($0)." } ?? ""
    default: break
    }
    return text
  }

  /// Asks for a fact: "Say when deletion was last tested (last test of deletion)."
  private static func request(
    for field: FieldDefinition?, _ label: String, _ path: String
  ) -> String {
    if path == QuestionList.rowsFact {
      return "Give the records, or counts of them by age."
    }
    let summary = field?.summary ?? ""
    let first = summary.prefix { $0 != " " && $0 != "." }
    guard ["Whether", "When", "How", "Why", "Where", "What", "Who", "Which", "By"].contains(first)
    else {
      // A summary such as "The legal basis." only repeats the label.
      let repeats = summary.lowercased().hasSuffix("\(label.lowercased()).")
      return "Give the \(label)." + (repeats || summary.isEmpty ? "" : " \(summary)")
    }
    let sentence = summary.prefix { $0 != "." && $0 != ";" }
    let rest = summary.dropFirst(sentence.count + 1)
    return "Say \(first.lowercased())\(sentence.dropFirst(first.count)) (\(label)).\(rest)"
  }

  private func allowed(
    _ field: FieldDefinition?, _ missing: Derivation.Missing, _ route: Question.Route
  ) -> String {
    switch route {
    case .extract: return "Not here: give it in the extract of records, or in counts by age"
    case .inventory: return "Not here: write it in the inventory. \(form(field))"
    case .profile:
      let values = parameter(missing.path)?.allowed ?? []
      return "Not here: choose it in the profile"
        + (values.isEmpty ? "" : ", one of \(values.joined(separator: ", "))")
    case .answer: return form(field)
    }
  }

  /// What may be written for a field.
  private func form(_ field: FieldDefinition?) -> String {
    switch field?.kind {
    case .boolean: "yes or no"
    case .date: "a day such as 2026-02-28, or a month such as 2026-02"
    case .instant: "a time such as 2026-02-28T14:30:00Z"
    case .period: "a period such as P6Y (six years), P18M, P31D, or indefinite"
    case .integer: "a whole number"
    case .code(let list): codes(list, "one of ")
    case .codes(let list): codes(list, "one or more, separated by commas: ") + "; or none"
    case .objects: "none, if there is none; otherwise write them in the inventory"
    case .object: "write it in the inventory"
    default: "a text"
    }
  }

  /// The answers of which one is to be chosen; none where any text or several codes may be written.
  private func choices(_ field: FieldDefinition?) -> [String] {
    switch field?.kind {
    case .boolean: ["yes", "no"]
    case .code(let list): fewCodes(list)
    default: []
    }
  }

  /// The codes of a list that is short enough to be shown whole.
  private func fewCodes(_ list: String) -> [String] {
    let codes = library.codeLists[list]?.codes.map(\.code) ?? []
    return codes.count <= 12 && list != "category" ? codes : []
  }

  private func codes(_ list: String, _ lead: String) -> String {
    let few = fewCodes(list)
    if !few.isEmpty { return lead + few.joined(separator: ", ") }
    guard let codes = library.codeLists[list]?.codes, !codes.isEmpty else {
      return "identifiers of the inventory, separated by commas"
    }
    return (lead == "one of " ? "a code" : "one or more codes, separated by commas,")
      + " of \"custos codes \(list)\""
  }

  private func parameter(_ path: String) -> Pack.Parameter? {
    let name = path.dropFirst("param(".count).prefix { $0 != ")" }.filter {
      $0 != "'" && $0 != "\""
    }
    return library.packs.lazy.flatMap(\.parameters).first { $0.name == name }
  }
}

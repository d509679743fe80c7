import Bytes
import CivilTime
import Diagnostics
import Findings
import Results

/// The findings on a line or two each, those of one rule in one place together.
enum TextShort {
  /// Findings of one rule and severity within a heading.
  struct Line {
    /// The worst of them.
    var sample: Finding
    /// How many there are.
    var count = 0
    /// For how many checks they stand.
    var checks = 0
    /// Where the first of them are.
    var locations: [Location] = []
  }

  private static let indent = 11
  /// On how many lines a finding may go.
  private static let mostLines = 3
  /// How many places of findings of one kind are told.
  private static let mostPlaces = 3

  static func writeProvisional(
    _ groups: FindingGroups, _ result: CheckResult, to page: inout TextPage
  ) {
    guard !groups.provisional.isEmpty else { return }
    let file = onlyFile(result)
    page.heading("Provisional (\(groups.provisional.checks))")
    page.paragraph(
      "These rest on figures that nobody has confirmed; custos rules evidence lists them.")
    let doubtful = lines(groups.provisional)
    for line in doubtful.prefix(mostProvisional) { write(line, by: .owner, file, to: &page) }
    writeRest(doubtful.dropFirst(mostProvisional), to: &page)
  }

  /// Says how many breaches are not listed, and how severe they are at most.
  static func writeRest(_ rest: ArraySlice<Line>, to page: inout TextPage) {
    guard let next = rest.first else { return }
    page.paragraph(
      "and \(rest.reduce(0) { $0 + $1.checks }) more, of severity \(next.sample.severity.rawValue) or "
        + "below; --verbose lists them", indent: 2)
  }

  /// The only input, which places need not name.
  static func onlyFile(_ result: CheckResult) -> String? {
    result.inputs.count == 1 ? result.inputs.first?.path : nil
  }

  /// How many kinds of provisional breaches have a line.
  private static let mostProvisional = 10

  /// Writes what findings are listed under, and who is responsible for it.
  static func writeHeading(
    _ group: SystemGroup, _ grouping: Grouping, to page: inout TextPage
  ) {
    let count = group.findings.checks
    switch grouping {
    case .system:
      let name = group.name.map { ": \($0)" } ?? ""
      page.paragraph("\(group.key)\(name) (\(count))", .bold)
      guard let first = group.findings.first else { return }
      let steward = first.steward.map { "; steward: \($0)" } ?? ""
      page.paragraph("owner: \(first.ownerOrNobody)\(steward)", indent: 2, .faint)
    case .owner:
      page.paragraph("\(group.key) (\(count))", .bold)
      let stewards = Set(group.findings.compactMap(\.steward)).sorted {
        $0.precedes($1)
      }
      guard !stewards.isEmpty else { return }
      let word = stewards.count == 1 ? "steward" : "stewards"
      page.paragraph("\(word): \(stewards.joined(separator: ", "))", indent: 2, .faint)
    case .rule:
      let code = group.findings.first?.catalogue.first ?? group.key
      page.paragraph("\(group.name ?? group.key) [\(code)] (\(count))", .bold)
    }
  }

  /// Findings, which are sorted worst first, by kind.
  static func lines(_ findings: FindingList) -> [Line] {
    var lines: [Line] = []
    var places: [UInt32: Int] = [:]
    for (index, entry) in findings.entries.enumerated() {
      if places[entry.group] == nil {
        places[entry.group] = lines.count
        lines.append(Line(sample: findings[index]))
      }
      guard let place = places[entry.group] else { continue }
      lines[place].count += 1
      lines[place].checks += Int(entry.checks)
      if lines[place].count <= mostPlaces {
        lines[place].locations += findings[index].locations.prefix(1)
      }
    }
    return lines
  }

  /// - Parameter file: The only input, which places need not name.
  static func write(
    _ line: Line, by grouping: Grouping, _ file: String?, to page: inout TextPage
  ) {
    let finding = line.sample
    let words = FactWords(page.options.labels)
    let state = finding.state.map { " (\($0.rawValue))" } ?? ""
    var parts: [String] = []
    if grouping != .rule { parts.append(finding.catalogue.first ?? finding.rule) }
    if grouping != .system { parts.append(finding.systemKey) }
    if line.count > 1 { parts.append("the worst of \(line.count)") }
    if let count = finding.count, count > 1, !finding.cause.hasPrefix("\(count) ") {
      parts.append("\(grouped(count)) records")
    }
    if let checks = finding.checksBesideCount {
      parts.append("\(grouped(checks)) checks")
    }
    parts += places(line, file)
    page.item(
      finding.severity.rawValue, named(finding, words.plainCause(of: finding)) + state,
      tag: parts.joined(separator: ", "),
      style(finding.severity), indent: indent, most: mostLines)
  }

  /// What is wrong, with the item or the class in front that it is about.
  private static func named(_ finding: Finding, _ cause: String) -> String {
    guard let last = finding.subject.links.last else { return cause }
    switch last.level {
    case .item:
      // An item without a name has nothing that the sentence does not say.
      guard let known = last.name ?? last.id, !cause.contains(known) else { return cause }
      return "\(FactWords.stepName(last.kind)) \(known): \(cause)"
    case .dataset: return (last.name ?? last.id).map { "\($0): \(cause)" } ?? cause
    case .organisation, .system, .holding, .record: return cause
    }
  }

  /// Where findings are, the first of them: `lines 543, 551, 560`.
  ///
  /// The whole paths are in the long form and in all other reports.
  private static func places(_ line: Line, _ file: String?) -> [String] {
    guard !line.locations.isEmpty else { return [] }
    guard line.locations.allSatisfy({ $0.path == file }) else {
      return line.locations.map { location in
        "\(location.path.split(separator: "/").last ?? "-"):\(location.line)"
      }
    }
    let numbers = line.locations.map { String($0.line) }.joined(separator: ", ")
    let others = line.checks - line.locations.count
    let more = others > 0 ? " and \(others) more" : ""
    return ["\(line.locations.count == 1 ? "line" : "lines") \(numbers)\(more)"]
  }

  private static func style(_ severity: Severity) -> TextPage.Style {
    switch severity {
    case .critical, .high: .red
    case .medium: .yellow
    case .low, .info: .blue
    }
  }
}

extension TextShort {
  private static let mostFacts = 4

  static func writeUndetermined(_ groups: FindingGroups, to page: inout TextPage) {
    guard !groups.undetermined.isEmpty else { return }
    let checks = groups.undetermined.reduce(0) { $0 + $1.checks }
    page.heading("Could not be decided (\(checks)), by whom to ask")
    let addressees = OpenQuestions(groups.undetermined).addressees
    let width = addressees.map { String($0.checks).count }.max() ?? 0
    for addressee in addressees.prefix(mostAddressees) {
      page.item(
        String(addressee.checks),
        "\(addressee.nameInWords): "
          + FactWords(page.options.labels).text(
            addressee.factsInWords(most: mostFacts), naming: .bare), .yellow,
        indent: max(6, width + 3),
        most: 3)
    }
    let more = addressees.dropFirst(mostAddressees)
    guard !more.isEmpty else { return }
    page.paragraph(
      "and \(more.reduce(0) { $0 + $1.checks }) more, for \(counted(more.count, "other")) to answer; "
        + "--verbose lists them", indent: 2)
  }

  /// How many people to ask, accepted breaches and waivers have a line.
  private static let mostAddressees = 15

  static func writeWaived(
    _ groups: FindingGroups, _ result: CheckResult, to page: inout TextPage
  ) {
    if !groups.waived.isEmpty {
      page.heading("Waived (\(groups.waived.count))")
      let words = FactWords(page.options.labels)
      let accepted = lines(groups.waived)
      for line in accepted.prefix(mostAddressees) {
        let finding = line.sample
        let others = line.count > 1 ? "; the worst of \(line.count)" : ""
        let waiver =
          finding.waiver.map { "; \($0.id) until \($0.until.inWords), \($0.owner)" } ?? ""
        page.item(
          finding.severity.rawValue, words.plainCause(of: finding) + waiver + others,
          .plain, indent: indent, most: 3)
      }
      writeRest(accepted.dropFirst(mostAddressees), to: &page)
    }
    writeWaivers(result.waivers, to: &page)
  }

  /// Writes the waivers that somebody has to look at.
  static func writeWaivers(_ waivers: [WaiverStanding], to page: inout TextPage) {
    let troubled = waivers.filter { $0.states != [.active] }
    guard !troubled.isEmpty else { return }
    page.heading("Waivers that need attention (\(troubled.count))")
    for waiver in troubled {
      let states = waiver.states.map(\.rawValue).joined(separator: ", ")
      page.item(
        waiver.id,
        "\(states); until \(waiver.until.inWords), \(waiver.owner); \(waiver.rule) for "
          + waiver.subject, .plain, indent: indent + 4, most: 2)
    }
  }

  private static let mostComing = 5

  /// Breaches to come of one rule on one day in one place.
  private struct Coming {
    var sample: Finding
    var count = 0
    var locations: [Location] = []
  }

  static func writeForecast(
    _ groups: FindingGroups, _ result: CheckResult, to page: inout TextPage
  ) {
    guard !groups.forecast.isEmpty else { return }
    let file = onlyFile(result)
    let words = FactWords(page.options.labels)
    let masked = result.header.comingOnMaskedDays ?? 0
    let hidden = masked > 0 ? ", \(masked) of them on masked days" : ""
    page.heading(
      "Will be in breach if nobody acts (\(groups.forecast.checks + masked)\(hidden))")
    let all = coming(groups.forecast)
    for coming in all.prefix(mostComing) {
      let finding = coming.sample
      var parts = [finding.catalogue.first ?? finding.rule, finding.systemKey]
      if coming.count > 1 { parts.append("the first of \(coming.count)") }
      parts += places(
        Line(
          sample: finding, count: coming.count, checks: coming.count, locations: coming.locations),
        file)
      parts.append(finding.ownerOrNobody)
      page.item(
        finding.since?.inWords ?? "",
        named(finding, words.plainCause(of: finding, saying: finding.causeOnTheDay)),
        tag: parts.joined(separator: ", "), .plain, indent: 20, most: 3)
    }
    let more = all.dropFirst(mostComing).reduce(0) { $0 + $1.count }
    if more > 0 { page.paragraph("and \(more) later ones; --verbose lists them", indent: 2) }
  }

  /// Breaches to come, the nearest first, those of one kind together.
  private static func coming(_ findings: FindingList) -> [Coming] {
    var all: [Coming] = []
    var places: [String: Int] = [:]
    for finding in findings {
      let dataset = finding.subject.link(.dataset)?.id ?? ""
      let key = "\(finding.since ?? .latest) \(finding.rule) \(finding.systemKey) \(dataset)"
      let place = places[key] ?? all.count
      if place == all.count {
        places[key] = place
        all.append(Coming(sample: finding))
      }
      all[place].count += finding.checksCounted
      if all[place].locations.count < mostPlaces {
        all[place].locations += finding.locations.prefix(1)
      }
    }
    return all
  }
}

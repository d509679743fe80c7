import CivilTime
import Diagnostics
import Findings
import YAMLTree

/// Reads a retention schedule.
enum ScheduleReader {
  /// - Parameters:
  ///   - seen: Where rows of classes stand that may have no second one.
  ///   - words: The words of code lists that it uses.
  static func read(
    _ node: Node, path: String, maker: Schedule.Maker = .national, into schedule: inout Schedule,
    seen: inout [String: SourcePosition], words: inout [WordUse]
  ) -> [Diagnostic] {
    var reader = DocumentReader(node, path: path, what: "a schedule")
    reader.checkVersion("form", is: "1", of: "the form of a schedule")
    let name = reader.requiredText("schedule")
    let document = readDocument(name, &reader)
    schedule.sources[name] = document
    for member in reader.members("sources") {
      schedule.sources["\(name)/\(member.key)"] = PackReader.readSource(member, &reader)
    }
    var scope = Schedule.Scope()
    scope.kinds = reader.words("applies-to", of: "organisation-kind", &words)
    scope.jurisdictions = reader.words("jurisdictions", of: "jurisdiction", &words)
    scope.organisations = reader.texts("organisations")
    let scopeKey = [scope.kinds, scope.jurisdictions, scope.organisations]
      .map { " " + $0.joined(separator: ",") }.joined(separator: ";")
    let origin = document.edition.map { "\(name), \($0)" } ?? name
    for element in reader.elements("rows") {
      let row = readRow(
        element, origin: "\(origin) (\(path):\(element.line))", document, schedule, &reader,
        &words)
      guard var row else { continue }
      row.scope = scope
      row.maker = maker
      schedule.add(row)
      let place = SourcePosition(path: path, line: element.line, column: element.column)
      let key = row.code + scopeKey
      if let first = seen[key] {
        reader.problems.append(
          Diagnostic(
            .error, "schedule.doubled-class", at: place,
            "the class \"\(row.code)\" has two rows, and nothing says which of them applies",
            related: [.init(at: first, "the first row")]))
      } else {
        seen[key] = place
      }
    }
    return reader.finish()
  }

  /// The schedule itself as a source of figures.
  private static func readDocument(_ name: String, _ reader: inout DocumentReader) -> Pack.Source {
    _ = reader.value("source")
    let title = reader.statement("title")
    let (version, edition) = (reader.statement("version"), reader.statement("edition"))
    return Pack.Source(
      key: name, title: title ?? "Schedule \(name)", edition: edition ?? version,
      url: reader.text("url"), checked: reader.date("checked"),
      evidence: reader.evidence() ?? Evidence(.unread), readAt: reader.text("read-at"),
      note: reader.text("note"))
  }

  private static func readRow(
    _ node: Node, origin: String, _ document: Pack.Source, _ schedule: Schedule,
    _ reader: inout DocumentReader, _ words: inout [WordUse]
  ) -> Schedule.Row? {
    var inner = DocumentReader(node, path: reader.path, what: "a row")
    let actions = inner.words("actions", of: "disposal-action", &words)
    let action = inner.word("action", of: "disposal-action", &words)
    let code = readClass(&inner)
    // A key of the schedule's own sources, or a pack's source with the pack's name before it.
    let cited = inner.text("source") ?? document.key
    let ofSchedule = "\(document.key)/\(cited)"
    let row = Schedule.Row(
      code: code, row: inner.text("row") ?? "",
      table: inner.text("table") ?? "", title: inner.requiredText("title"),
      period: inner.period("period"), minimum: inner.period("minimum"),
      maximum: inner.period("maximum"),
      trigger: inner.word("trigger", of: "trigger", &words),
      also: readAlso(&inner, &words),
      actions: ([action].compactMap(\.self) + actions.filter { $0 != action }),
      counting: inner.choice("counting", CountingMode.self) ?? .from,
      authority: inner.choice("authority", Authority.self) ?? .standard,
      evidence: inner.evidence() ?? document.evidence,
      source: schedule.sources[ofSchedule] == nil ? cited : ofSchedule,
      at: inner.text("at") ?? code,
      note: inner.text("note"), reason: inner.text("reason"),
      isOwnClass: inner.bool("own-class") ?? false, origin: origin,
      path: reader.path, line: node.line)
    checkOrder(of: row, at: node, &inner)
    reader.problems += inner.finish()
    return row.code.isEmpty ? nil : row
  }

  /// The class of a row, under the key that inventories use or the other one.
  private static func readClass(_ reader: inout DocumentReader) -> String {
    let category = reader.statement("category")
    let code = reader.statement("code")
    if category != nil, let code {
      reader.fail(
        "schedule.doubled-key", at: reader.node, "the row has both \"category\" and \"code\"",
        hint: "they mean the same; keep one (\"\(code)\" is the code)")
    }
    if let found = category ?? code { return found }
    return reader.requiredText("category")
  }

  /// A second least period that runs from another event.
  private static func readAlso(
    _ reader: inout DocumentReader, _ words: inout [WordUse]
  ) -> Schedule.SecondMinimum? {
    guard let node = reader.value("also") else { return nil }
    var inner = DocumentReader(
      node, path: reader.path, what: "a second least period, with minimum and trigger")
    let minimum = inner.period("minimum")
    if minimum == nil { inner.reportMissing("minimum") }
    let trigger = inner.word("trigger", of: "trigger", &words)
    if trigger == nil { inner.reportMissing("trigger") }
    reader.problems += inner.finish()
    guard let minimum, let trigger else { return nil }
    return Schedule.SecondMinimum(minimum: minimum, trigger: trigger)
  }

  /// Reports periods of which one cannot be kept beside another.
  private static func checkOrder(
    of row: Schedule.Row, at node: Node, _ reader: inout DocumentReader
  ) {
    let pairs = [
      ("period", row.period, "minimum", row.minimum),
      ("maximum", row.maximum, "period", row.period),
      ("maximum", row.maximum, "minimum", row.minimum),
    ]
    for (name, longer, other, shorter) in pairs {
      guard let longer, let shorter,
        longer.boundsInDays.upperBound < shorter.boundsInDays.lowerBound
      else { continue }
      reader.fail(
        "schedule.periods-contradict", at: node[name] ?? node,
        "the \(name) \(longer) of \"\(row.code)\" is shorter than its \(other) \(shorter)")
    }
  }
}

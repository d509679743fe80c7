import CivilTime
import Diagnostics
import Findings
import YAMLTree

/// Reads a retention schedule.
enum ScheduleReader {
  /// - Parameter seen: Where rows of classes stand that may have no second one.
  static func read(
    _ node: Node, path: String, maker: Schedule.Maker = .national, into schedule: inout Schedule,
    seen: inout [String: SourcePosition]
  ) -> [Diagnostic] {
    var reader = DocumentReader(node, path: path, what: "a schedule")
    let name = reader.requiredText("schedule")
    _ = reader.text("title")
    let edition = reader.text("edition") ?? reader.text("version") ?? ""
    for key in ["version", "note", "checked", "url", "verified", "source"] { _ = reader.value(key) }
    var scope = Schedule.Scope()
    scope.kinds = reader.texts("applies-to")
    scope.jurisdictions = reader.texts("jurisdictions")
    scope.organisations = reader.texts("organisations")
    let origin = edition.isEmpty ? name : "\(name), \(edition)"
    for element in reader.elements("rows") {
      let row = readRow(element, origin: "\(origin) (\(path):\(element.line))", &reader)
      guard var row else { continue }
      row.scope = scope
      row.maker = maker
      schedule.add(row)
      let place = SourcePosition(path: path, line: element.line, column: element.column)
      let key = "\(row.code) \(scope)"
      if let first = seen[key] {
        reader.problems.append(
          Diagnostic(
            .error, "schedule.doubled-class", at: place,
            "the class \"\(row.code)\" has two rows, and nothing says which of them holds",
            related: [.init(at: first, "the first row stands here")]))
      } else {
        seen[key] = place
      }
    }
    return reader.finish()
  }

  private static func readRow(
    _ node: Node, origin: String, _ reader: inout DocumentReader
  ) -> Schedule.Row? {
    var inner = DocumentReader(node, path: reader.path, what: "a row")
    let actions = inner.texts("actions")
    let action = inner.text("action")
    let row = Schedule.Row(
      code: inner.requiredText("code"), row: inner.text("row") ?? "",
      table: inner.text("table") ?? "", title: inner.requiredText("title"),
      period: inner.period("period"), minimum: inner.period("minimum"),
      maximum: inner.period("maximum"), trigger: inner.text("trigger"),
      actions: ([action].compactMap(\.self) + actions.filter { $0 != action }),
      counting: inner.choice("counting", CountingMode.self) ?? .from,
      authority: inner.choice("authority", Authority.self) ?? .standard,
      isVerified: inner.bool("verified") ?? false, note: inner.text("note"), origin: origin)
    reader.problems += inner.finish()
    return row.code.isEmpty ? nil : row
  }
}

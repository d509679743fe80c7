import Bytes
import Inventory

/// The text of the first draft of a mapping.
struct MappingDraft {
  typealias Match = MappingSuggestion.Match

  let rows: SourceRows
  let name: String
  let codes: [String: [(code: String, meaning: String)]]
  let showsValues: Bool
  let matches: [Match]
  let kind: MappingSuggestion.Kind

  /// The draft.
  var text: String {
    var text = "# A draft, made from the names of \(name) and from what its values look like.\n"
    text +=
      "# Correct it, then try it: custos mappings test FILE, custos convert \(name) --mapping FILE --to json\n"
    text += "mapping: \(mappingName)\ntitle: \(MappingText.yaml(name))\n"
    text += "reads: {\(rows.reads)\(columns)}\n"
    text +=
      "unknown: [n/a, unknown, not known, tbc, \"-\", \"?\"]    # words that mean: not known\n"
    switch kind {
    case .extract: extract(&text)
    case .schedule: schedule(&text)
    case .register: register(&text)
    }
    unmatched(&text)
    return text
  }

  private var mappingName: String {
    let stem = name.split(separator: ".").first.map { String($0) } ?? name
    let slug = String(
      Slug.of(stem).unicodeScalars.filter { $0.isASCII }.map { Character($0) })
    return slug.isEmpty ? "draft" : slug
  }

  /// The heads by which the table is told from others.
  private var columns: String {
    guard rows.format == .table else { return "" }
    let found = matches.prefix(4).map(\.source.name)
    let heads = found.isEmpty ? rows.fields.prefix(3).map(\.name) : Array(found)
    return ", columns: [\(heads.map(MappingText.yaml).joined(separator: ", "))]"
  }

  private func extract(_ text: inout String) {
    text += """
      systems:
        rows: once                       # the file is an extract of one system: give its id
        id: "'\(mappingName)'"
        datasets:
          rows: once
          id: "'\(mappingName)-records'"
          records:
            rows: \(rows.selectorText)

      """
    if !matches.contains(where: { $0.target.path == "id" }),
      let unique = rows.fields.first(where: { ValueShape($0.values).isUnique })
    {
      text +=
        "      id: \(MappingText.yaml(unique.access))    # every row has another value there\n"
    }
    lines(matches, indent: 6, &text)
  }

  private func schedule(_ text: inout String) {
    text += """
      organisations:
        rows: once
        id: "'organisation'"               # the id that the inventory gives the organisation
        schedule:
          rows:
            rows: \(rows.selectorText)

      """
    lines(matches, indent: 6, &text)
  }

  private func register(_ text: inout String) {
    let systems = matches.filter { $0.target.level == .system }
    let datasets = matches.filter { $0.target.level == .dataset }
    let identity = systems.first { $0.target.path == "id" }
    let named = systems.first { $0.target.path == "name" } ?? identity
    guard let key = named?.source ?? matches.first?.source ?? rows.fields.first else { return }
    let isGrouped = rows.format == .table
    let column = MappingText.column(key.name)
    text += "systems:\n"
    text += "  rows: \(isGrouped ? "distinct(\(column))" : rows.selectorText)\n"
    let line = identityLine(identity, named, key, isGrouped: isGrouped)
    text += line ?? ""
    lines(line == nil ? systems : systems.filter { $0.target.path != "id" }, indent: 2, &text)
    guard !datasets.isEmpty else { return }
    let record = datasets.first { $0.target.path == "name" }
    text += "  datasets:\n"
    text += "    rows: \(isGrouped && record != nil ? "same(\(column))" : "once")\n"
    let id =
      record.map { "slug(\(key.access) + ' ' + \($0.source.access))" }
      ?? "slug(\(key.access)) + '-records'"
    text += "    id: \(MappingText.yaml(id))"
    text += record == nil ? "    # no column names the records\n" : "\n"
    lines(datasets, indent: 4, &text)
  }

  /// The identifier of a system where no column that names it is one; `nil` where one is.
  private func identityLine(
    _ identity: Match?, _ named: Match?, _ key: SourceField, isGrouped: Bool
  ) -> String? {
    if !isGrouped, (identity ?? named)?.shape.isUnique != true,
      let unique = rows.fields.first(where: {
        $0.values.count == $0.rows && ValueShape($0.values).isUnique
      })
    {
      // What names several rows would make one system of none of them.
      return "  id: \(MappingText.yaml(unique.access))    # every row has another value there\n"
    }
    guard identity == nil else { return nil }
    let reason =
      named == nil ? "nothing names the systems: correct it" : "there is no column of ids"
    return "  id: \(MappingText.yaml("slug(\(key.access))"))    # \(reason)\n"
  }

  private func unmatched(_ text: inout String) {
    let used = Set(matches.map(\.source.name))
    let rest = rows.fields.filter { !used.contains($0.name) }
    guard !rest.isEmpty else { return }
    text += "# Nothing was found for these; what is left out knowingly goes under ignores:\n"
    for source in rest.prefix(60) {
      text += "#   \(source.access)    \(filled(source))\n"
    }
    if rest.count > 60 { text += "#   and \(rest.count - 60) more\n" }
  }

  func filled(_ source: SourceField) -> String {
    source.values.isEmpty
      ? "empty in all rows that were looked at"
      : "filled in \(source.values.count) of \(source.rows) rows"
  }
}

import Bytes
import Inventory
import RetentionPhrases

/// Writes the first draft of a mapping.
public struct MappingSuggestion {
  /// Why there is none.
  public struct Problem: Error, Sendable {
    /// What was found.
    public var message: String
    /// What to do.
    public var hint: String?
  }

  /// A column that was found to be a field.
  private struct Match {
    var source: SourceField
    var target: FieldTarget
    var reason: String
    var shape: ValueShape
  }

  private let rows: SourceRows
  private let name: String
  private let codes: [String: [(code: String, meaning: String)]]
  private let showsValues: Bool
  private var matches: [Match] = []
  private var isExtract = false
  private var isSchedule = false

  /// The draft of a mapping that reads a file.
  ///
  /// - Parameters:
  ///   - name: The name of the file.
  ///   - codes: The known codes of each list with their meanings.
  ///   - showsValues: Whether values that may be personal data are shown.
  public static func make(
    of look: InputLook, named name: String,
    codes: [String: [(code: String, meaning: String)]], showsValues: Bool
  ) -> Result<String, Problem> {
    if case .inventory = look.kind {
      return .failure(
        Problem(message: "this is an inventory already, which needs no mapping", hint: nil))
    }
    guard let rows = look.sourceRows(), !rows.fields.isEmpty else {
      return .failure(
        Problem(
          message: "no rows were found from which a mapping could begin",
          hint: "a table with heads, a list of objects in JSON, or elements of XML that come again")
      )
    }
    var suggestion = MappingSuggestion(
      rows: rows, name: name, codes: codes, showsValues: showsValues)
    suggestion.match()
    return .success(suggestion.text)
  }

  private init(
    rows: SourceRows, name: String, codes: [String: [(code: String, meaning: String)]],
    showsValues: Bool
  ) {
    self.rows = rows
    self.name = name
    self.codes = codes
    self.showsValues = showsValues
  }

  /// Finds out what the rows are, and which column is which field.
  private mutating func match() {
    let shapes = rows.fields.map { ValueShape($0.values) }
    let system = best([.system, .dataset], shapes)
    let record = best([.record], shapes)
    let schedule = best([.scheduleRow], shapes)
    func has(_ matches: [Match], _ path: String) -> Bool {
      matches.contains { $0.target.path == path }
    }
    let days = record.filter { ["created", "lastEvent", "reviewed"].contains($0.target.path) }.count
    isExtract = has(record, "id") && days > 0 && !has(system, "retention") && !has(system, "owner")
    isSchedule =
      !isExtract && has(schedule, "period") && has(schedule, "category")
      && !has(system, "owner")
      && !system.contains { $0.target.path == "name" && $0.target.level == .system }
    matches = isExtract ? record : isSchedule ? schedule : system
  }

  /// The best column for each field, each column once.
  private func best(_ levels: [FieldTarget.Level], _ shapes: [ValueShape]) -> [Match] {
    var all: [(score: Int, field: Int, target: Int, reason: String)] = []
    for (number, source) in rows.fields.enumerated() {
      for (index, target) in FieldTarget.all.enumerated() where levels.contains(target.level) {
        let (score, reason) = NameMatch.score(source.name, target)
        guard score > 0 else { continue }
        let fit = Self.fit(target, shapes[number], isEmpty: source.values.isEmpty)
        if score + fit > 2 { all.append((score + fit, number, index, reason)) }
      }
    }
    all.sort { left, right in
      left.score != right.score
        ? left.score > right.score : (left.target, left.field) < (right.target, right.field)
    }
    var used: Set<Int> = []
    var done: Set<String> = []
    var found: [Match] = []
    for item in all {
      let target = FieldTarget.all[item.target]
      guard !used.contains(item.field), done.insert("\(target.level) \(target.path)").inserted
      else {
        continue
      }
      used.insert(item.field)
      found.append(
        Match(
          source: rows.fields[item.field], target: target, reason: item.reason,
          shape: shapes[item.field]))
    }
    return found.sorted { left, right in
      order(left.target) < order(right.target)
    }
  }

  private func order(_ target: FieldTarget) -> Int {
    FieldTarget.all.firstIndex { $0.level == target.level && $0.path == target.path } ?? 0
  }

  /// How well values go with the kind of a field.
  private static func fit(_ target: FieldTarget, _ shape: ValueShape, isEmpty: Bool) -> Int {
    guard !isEmpty, let field = target.field else { return 0 }
    switch field.kind {
    case .date: return shape.dayPattern == nil ? -8 : 2
    case .integer: return shape.areNumbers ? 2 : -8
    case .boolean: return shape.areFlags ? 2 : -8
    case .period, .object: return shape.arePhrases || shape.areNumbers ? 2 : -2
    case .text where target.path == "id": return shape.isUnique ? 1 : 0
    case .text where target.path == "name":
      return shape.dayPattern != nil || shape.areNumbers ? -6 : 0
    default: return shape.dayPattern == nil ? 0 : -4
    }
  }
}

extension MappingSuggestion {
  private var mappingName: String {
    let stem = name.split(separator: ".").first.map { String($0) } ?? name
    let slug = String(
      Slug.of(stem).unicodeScalars.filter { $0.isASCII }.map { Character($0) })
    return slug.isEmpty ? "draft" : slug
  }

  /// The draft.
  private var text: String {
    var text = "# A draft, made from the names of \(name) and from what its values look like.\n"
    text +=
      "# Correct it, then try it: custos mappings test FILE, custos convert \(name) --mapping FILE --to json\n"
    text += "mapping: \(mappingName)\ntitle: \(MappingText.yaml(name))\n"
    text += "reads: {\(rows.reads)\(columns)}\n"
    text +=
      "unknown: [n/a, unknown, not known, tbc, \"-\", \"?\"]    # words that mean: not known\n"
    if isExtract {
      extract(&text)
    } else if isSchedule {
      schedule(&text)
    } else {
      register(&text)
    }
    unmatched(&text)
    return text
  }

  /// The heads by which the table is told from others.
  private var columns: String {
    guard rows.format == .table else { return "" }
    let heads = matches.prefix(4).map { MappingText.yaml($0.source.name) }
    return ", columns: [\(heads.joined(separator: ", "))]"
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
            rows: \(MappingText.yaml(rows.selector))

      """
    for match in matches { line(match, indent: 6, &text) }
  }

  private func schedule(_ text: inout String) {
    text += """
      organisations:
        rows: once
        id: "'organisation'"               # the id that the inventory gives the organisation
        schedule:
          rows:
            rows: \(MappingText.yaml(rows.selector))

      """
    for match in matches { line(match, indent: 6, &text) }
  }

  private func register(_ text: inout String) {
    let systems = matches.filter { $0.target.level == .system }
    let datasets = matches.filter { $0.target.level == .dataset }
    let key =
      systems.first { $0.target.path == "name" } ?? systems.first { $0.target.path == "id" }
      ?? matches.first
    let isGrouped = rows.format == .table && key != nil
    let head = key?.source.name ?? ""
    let quoted =
      MappingText.isName(head.replacing(" ", with: "_")) ? head : MappingText.quoted(head)
    text += "systems:\n"
    text += "  rows: \(isGrouped ? "distinct(\(quoted))" : MappingText.yaml(rows.selector))\n"
    if !systems.contains(where: { $0.target.path == "id" }), let key {
      text += "  id: slug(\(key.source.access))    # there is no column of identifiers\n"
    }
    for match in systems { line(match, indent: 2, &text) }
    guard !datasets.isEmpty else { return }
    let named = datasets.first { $0.target.path == "name" }
    text += "  datasets:\n    rows: \(isGrouped && named != nil ? "same(\(quoted))" : "once")\n"
    if let named {
      text += "    id: slug(\(key?.source.access ?? "''") + ' ' + \(named.source.access))\n"
    } else {
      text +=
        "    id: slug(\(key?.source.access ?? "''")) + '-records'    # no column names the records\n"
    }
    for match in datasets { line(match, indent: 4, &text) }
  }

  /// A field with the reason for it.
  private func line(_ match: Match, indent: Int, _ text: inout String) {
    let space = String(repeating: " ", count: indent)
    guard let field = match.target.field else { return }
    let steps = match.target.path.split(separator: ".").map { String($0) }
    let (expression, remark) = expression(match, field)
    var value = MappingText.yaml(expression)
    for step in steps.dropFirst().reversed() { value = "{\(step): \(value)}" }
    text += "\(space)\(steps[0]): \(value)"
    text += "    # \(match.reason); \(filled(match.source))"
    if let remark { text += "; \(remark)" }
    if showsValues, !match.source.values.isEmpty {
      let shown = match.source.values.prefix(3).map { InertText.of($0, limit: 30) }
      text += "; such as \(shown.joined(separator: " | "))"
    }
    text += "\n"
  }

  private func filled(_ source: SourceField) -> String {
    source.values.isEmpty
      ? "empty in all rows that were looked at"
      : "filled in \(source.values.count) of \(source.rows) rows"
  }

  private func expression(_ match: Match, _ field: FieldDefinition) -> (String, String?) {
    let access = match.source.access
    switch field.kind {
    case .date:
      guard let pattern = match.shape.dayPattern else {
        return ("day(\(access), ['dd/MM/yyyy'])", "the pattern is a guess")
      }
      let remark =
        match.shape.isDayAmbiguous
        ? "every day could be MM/dd too: make sure" : nil
      return (pattern == "yyyy-MM-dd" ? access : "day(\(access), ['\(pattern)'])", remark)
    case .integer: return ("number(\(access))", nil)
    case .boolean: return ("flag(\(access))", nil)
    case .object where match.target.path == "retention": return ("retention(\(access))", nil)
    case .period:
      return match.shape.areNumbers && !match.shape.arePhrases
        ? ("'P' + string(\(access)) + 'Y'", "a number without a unit is taken for years: make sure")
        : ("period(\(access))", nil)
    case .code(let list) where match.target.path == "trigger" && list == "trigger":
      return ("trigger(\(access))", nil)
    case .code(let list) where list == "category": return ("slug(\(access))", nil)
    case .code(let list): return (code(match, list), codeRemark(match, list))
    case .codes(let list):
      return ("[\(code(match, list))]", "several in one cell: split(\(access), ';')")
    case .text where match.target.path == "id" && match.target.level == .system:
      return (access, nil)
    default: return (access, nil)
    }
  }

  /// A map from the words of a column to codes.
  private func code(_ match: Match, _ list: String) -> String {
    guard let distinct = match.shape.distinct else { return "code({}, \(match.source.access))" }
    let known = codes[list] ?? []
    let entries = distinct.map { word in
      "\(MappingText.quoted(word)): '\(Self.likely(word, known) ?? "?")'"
    }
    return "code({\(entries.joined(separator: ", "))}, \(match.source.access))"
  }

  private func codeRemark(_ match: Match, _ list: String) -> String? {
    let shown = (codes[list] ?? []).prefix(10).map(\.code)
    return shown.isEmpty ? nil : "one of \(shown.joined(separator: ", ")): custos codes \(list)"
  }

  /// The code that a word most likely stands for.
  private static func likely(
    _ word: String, _ known: [(code: String, meaning: String)]
  ) -> String? {
    let slug = Slug.of(word)
    if let same = known.first(where: { $0.code == slug }) { return same.code }
    let usual = [
      "in use": "live", "operational": "live", "active": "live", "production": "live",
      "in production": "live", "decommissioned": "retired", "obsolete": "retired",
      "in development": "planned", "proposed": "planned", "read only": "archive",
      "destroy": "delete", "delete": "delete", "dispose": "delete", "permanent": "retain",
      "archive": "archive", "transfer": "archive", "review": "review", "anonymise": "anonymise",
    ]
    if let code = usual[word.lowercased()], known.contains(where: { $0.code == code }) {
      return code
    }
    return known.first { $0.meaning.lowercased().contains(word.lowercased()) && word.count > 3 }?
      .code
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
}

import Diagnostics
import Inventory

/// Writes the first draft of a mapping.
public struct MappingSuggestion {
  /// Why there is none.
  public struct Problem: Error, Sendable {
    /// What was found.
    public var message: String
    /// What to do.
    public var hint: String?
    /// The stable code, where it is another than `mapping.no-suggestion`.
    public var code: String?
    /// The place in the file, from 1.
    public var line = 1
    public var column = 1
  }

  /// What the rows of a file are.
  enum Kind {
    case register, extract, schedule
  }

  /// A column that was found to be a field.
  struct Match {
    var source: SourceField
    var target: FieldTarget
    var reason: String
    var shape: ValueShape
  }

  private let rows: SourceRows
  private var matches: [Match] = []
  private var kind = Kind.register

  /// The draft of a mapping that reads a file.
  ///
  /// - Parameters:
  ///   - name: The name of the file.
  ///   - codes: The known codes of each list with their meanings.
  ///   - showsValues: Whether values that may be personal data are shown.
  ///   - encoding: How the characters of a table are declared to be written.
  public static func make(
    of look: InputLook, named name: String,
    codes: [String: [(code: String, meaning: String)]], showsValues: Bool, encoding: String? = nil
  ) -> Result<String, Problem> {
    if case .inventory = look.kind {
      return .failure(
        Problem(message: "this is an inventory already, which needs no mapping", hint: nil))
    }
    if let fault = look.tableFault(encoding: encoding) {
      let isEncoding = fault.code == "table.encoding"
      return .failure(
        Problem(
          message: fault.message,
          hint: isEncoding ? "name it, such as --encoding windows-1252" : fault.hint,
          code: fault.code, line: fault.line, column: fault.column))
    }
    guard let rows = look.sourceRows(encoding: encoding), !rows.fields.isEmpty else {
      return .failure(noRows(look))
    }
    guard !rows.isWithoutHeads else {
      return .failure(
        Problem(
          message: "the first row has data and no heads",
          hint: "write a row above it that says what the columns are"))
    }
    var suggestion = MappingSuggestion(rows: rows)
    suggestion.match()
    return .success(
      MappingDraft(
        rows: rows, name: name, codes: codes, showsValues: showsValues, matches: suggestion.matches,
        kind: suggestion.kind
      ).text)
  }

  private static func noRows(_ look: InputLook) -> Problem {
    if case .other(let name) = look.kind, name.hasPrefix("an old Excel") {
      return Problem(message: "this looks like \(name)", hint: "save it as .xlsx or as CSV")
    }
    if let fault = look.documentFaults.first {
      return Problem(
        message: "this is not JSON: \(fault.message)", hint: fault.hint, line: fault.line,
        column: fault.column)
    }
    if let fault = look.workbookFault {
      return Problem(
        message: fault.message, hint: fault.hint, code: fault.code, line: max(fault.line, 1),
        column: max(fault.column, 1))
    }
    return Problem(
      message: "no rows were found from which a mapping could begin",
      hint: "a table with heads, a list of objects in JSON, or elements of XML that come again")
  }

  private init(rows: SourceRows) { self.rows = rows }

  /// Finds out what the rows are, and which column is which field.
  private mutating func match() {
    let shapes = rows.fields.map { ValueShape($0.values) }
    let system = best([.system, .dataset], shapes)
    let record = best([.record], shapes)
    let schedule = best([.scheduleRow], shapes)
    func has(_ matches: [Match], _ path: String) -> Bool {
      matches.contains { $0.target.path == path }
    }
    let namesSystem = system.contains { $0.target.level == .system && $0.target.path == "name" }
    let isRegister = has(system, "retention") || has(system, "owner")
    let ofPeople = ["created", "lastEvent", "reviewed", "born", "subject"]
    let recordLike = record.filter { ofPeople.contains($0.target.path) }.count
    let hasID = has(record, "id") || shapes.contains(where: \.isUnique)
    if !isRegister, recordLike > 0, hasID, !namesSystem || has(record, "id") {
      (kind, matches) = (.extract, record)
    } else if has(schedule, "period"), has(schedule, "category"), !has(system, "owner"),
      !namesSystem
    {
      (kind, matches) = (.schedule, schedule)
    } else {
      (kind, matches) = (.register, system)
    }
  }

  /// The best column for each field, each column once.
  private func best(_ levels: [FieldTarget.Level], _ shapes: [ValueShape]) -> [Match] {
    var all: [(score: Int, field: Int, target: Int, reason: String)] = []
    for (number, source) in rows.fields.enumerated() {
      for (index, target) in FieldTarget.all.enumerated() where levels.contains(target.level) {
        let (score, reason) = Self.score(source, target, shapes[number])
        if score > 2 { all.append((score, number, index, reason)) }
      }
    }
    all.sort { left, right in
      left.score != right.score
        ? left.score > right.score : (left.target, left.field) < (right.target, right.field)
    }
    var used: Set<Int> = []
    var done: Set<String> = []
    var found: [Match] = []
    for item in all where !used.contains(item.field) {
      let target = FieldTarget.all[item.target]
      guard done.insert("\(target.level) \(target.path)").inserted else { continue }
      used.insert(item.field)
      found.append(
        Match(
          source: rows.fields[item.field], target: target, reason: item.reason,
          shape: shapes[item.field]))
    }
    return found.sorted { order($0.target) < order($1.target) }
  }

  private func order(_ target: FieldTarget) -> Int {
    FieldTarget.all.firstIndex { $0.level == target.level && $0.path == target.path } ?? 0
  }

  /// How well a column fits a field, by its name or else by its values, and why; at most 2 where it
  /// does not.
  private static func score(
    _ source: SourceField, _ target: FieldTarget, _ shape: ValueShape
  ) -> (score: Int, reason: String) {
    let (score, reason) = NameMatch.score(source.name, target)
    let fit = fit(target, shape, isEmpty: source.values.isEmpty)
    if score > 0 { return (score + fit, reason) }
    let isPeriod = target.path == "retention" || target.path == "period"
    if isPeriod, shape.areRetention { return (5, "its values are phrases of retention") }
    return (0, "")
  }

  /// How well values go with the kind of a field.
  private static func fit(_ target: FieldTarget, _ shape: ValueShape, isEmpty: Bool) -> Int {
    guard !isEmpty, let field = target.field else { return 0 }
    switch field.kind {
    case .date: return shape.dayPattern == nil ? -8 : 2
    case .integer: return shape.areNumbers ? 2 : -8
    case .boolean: return shape.areFlags ? 2 : -8
    case .period, .object: return shape.arePhrases || shape.areNumbers ? 2 : -4
    case .text where target.path == "id": return shape.isUnique ? 1 : 0
    case .text where target.path == "name":
      return shape.dayPattern != nil || shape.areNumbers ? -6 : 0
    case .code, .codes: return shape.areFlags || shape.dayPattern != nil ? -8 : 0
    default: return shape.dayPattern == nil ? 0 : -4
    }
  }
}

import Bytes
import CivilTime
import Diagnostics
import Inventory
import RetentionPhrases
import Tables

/// A table of answers as an input of a check, beside the inventory that the questions were about.
final class AnswersInput: ForeignInventory {
  let formatName = "answers"
  let joinsByName = false
  let fillsGaps = true

  /// The last day on which somebody can have answered; `nil` where that is not known.
  private let today: CivilDate?

  /// - Parameter today: The last day on which somebody can have answered; `nil` for any.
  init(today: CivilDate? = nil) { self.today = today }

  /// The largest table.
  private static let mostBytes = 64 << 20

  /// Whether an input is a table of answers, by the heads of its columns.
  static func fits(_ input: InventoryInput) -> Bool {
    guard let head = input.beginning(most: 4) else { return false }
    let isWorkbook = head == [0x50, 0x4b, 3, 4]
    guard let bytes = input.beginning(most: isWorkbook ? mostBytes : 1 << 16) else { return false }
    return (try? AnswerSheet.find(in: bytes, isWhole: isWorkbook)) != nil
  }

  func read(_ bytes: ForeignBytes, into sink: inout ForeignSink) throws(ForeignStop) {
    let sheet: AnswerSheet?
    do throws(InputFailure) {
      let all = try bytes.readAll(most: Self.mostBytes)
      sheet = try AnswerSheet.find(in: all, isWhole: true)
    } catch {
      throw .failed(error)
    }
    guard sink.mode != .rows, let sheet else { return }
    sink.setSheets(sheet.names)
    let table = AnswerTable(sheet.store)
    for problem in table.problems {
      note(problem.code, problem.message, problem.hint, (problem.line, problem.column), &sink)
    }
    if let old = sheet.oldBytes { noteEncoding(old, &sink) }
    let signed = AnswerSigning(table.answers, days: table.days, today: today)
    for problem in signed.problems {
      let severity: Diagnostic.Severity = problem.isWrong || sink.isStrict ? .error : .notice
      let place = (problem.line, problem.column)
      note(
        problem.code, problem.message, problem.hint, place, &sink, severity: severity)
    }
    let tree = AnswerTree(signed.answers)
    for (answer, message, hint) in tree.misplaced {
      note(
        "answers.not-here", message, hint, (answer.answer.line, answer.answer.column), &sink)
    }
    sink.beginInventory(sink.mark(line: 1, column: 1))
    give(tree.root, to: &sink)
    guard sink.end() else { throw .late }
  }

  private func note(
    _ code: String, _ message: String, _ hint: String?, _ place: (line: Int, column: Int),
    _ sink: inout ForeignSink, severity: Diagnostic.Severity = .error
  ) {
    let mark = sink.mark(line: place.line, column: place.column)
    sink.note(Diagnostic(severity, code, at: sink.position(of: mark), message, hint: hint))
  }

  private func noteEncoding(_ old: InputFailure, _ sink: inout ForeignSink) {
    note(
      "answers.encoding",
      "the table is not UTF-8 here and is read as Windows-1252, as Excel saves CSV",
      "make sure that letters with accents are right, or save it as \"CSV UTF-8\" or .xlsx",
      (old.line, old.column), &sink, severity: sink.isStrict ? .error : .notice)
  }

  private func give(_ node: AnswerNode, to sink: inout ForeignSink) {
    if !node.id.text.isEmpty, let slot = node.identitySlot {
      setText(node.id.text, slot, sink.mark(line: node.id.line, column: node.id.column), &sink)
    }
    for slot in node.values.keys.sorted() {
      guard let (answer, field) = node.values[slot] else { continue }
      give(answer, field, slot, to: &sink)
    }
    for slot in node.children.keys.sorted() {
      for child in node.children[slot] ?? [] {
        let mark = sink.mark(line: child.firstPlace.line, column: child.firstPlace.column)
        guard case .enter = sink.begin(slot, mark) else { continue }
        if !child.target.isEmpty { sink.setTarget(child.target, of: mark) }
        give(child, to: &sink)
        _ = sink.end()
      }
    }
  }

  /// Gives a field what was answered; the reader of inventories says what cannot stand there.
  private func give(
    _ answer: Answer, _ field: FieldDefinition, _ slot: Int, to sink: inout ForeignSink
  ) {
    let mark = sink.mark(line: answer.answer.line, column: answer.answer.column)
    let text = answer.answer.text
    let folded = text.lowercased()
    sink.setRemark(answer.attribution, of: mark)
    if ["unknown", "not known", "don't know", "?"].contains(folded) {
      return sink.setUnknown(slot, mark)
    }
    if ["n/a", "na", "not applicable", "not-applicable"].contains(folded) {
      return setText("not-applicable", slot, mark, &sink)
    }
    switch field.kind {
    case .boolean: giveFlag(answer, field, slot, mark, &sink)
    case .date: giveDay(answer, field, slot, mark, &sink)
    case .period: setText(Self.period(text), slot, mark, &sink)
    case .codes:
      let codes = folded == "none" ? [] : text.split { ",; ".contains($0) }.map(String.init)
      setCodes(codes, slot, mark, &sink)
    case .objects where folded == "none": sink.giveList(slot, mark)
    case .objects, .object:
      note(
        "answers.not-here", "\"\(field.name)\" cannot be answered in a cell",
        "write it in the inventory", (answer.answer.line, answer.answer.column), &sink)
    default: setText(text, slot, mark, &sink)
    }
  }

  private func giveFlag(
    _ answer: Answer, _ field: FieldDefinition, _ slot: Int, _ mark: SourceMark,
    _ sink: inout ForeignSink
  ) {
    let words = [
      "yes": "true", "y": "true", "true": "true", "no": "false", "n": "false", "false": "false",
    ]
    guard let flag = words[answer.answer.text.lowercased()] else {
      return refuse(answer, field, "yes or no", slot, mark, &sink)
    }
    setText(flag, slot, mark, &sink)
  }

  private func giveDay(
    _ answer: Answer, _ field: FieldDefinition, _ slot: Int, _ mark: SourceMark,
    _ sink: inout ForeignSink
  ) {
    switch answer.day {
    case .text(let day): setText(day, slot, mark, &sink)
    case .ambiguous(let first, let second):
      refuse(
        answer, field, "\(first) or \(second): nothing in the table tells which is meant", slot,
        mark, &sink)
    }
  }

  /// Says that an answer cannot stand there; the fact stays unknown.
  private func refuse(
    _ answer: Answer, _ field: FieldDefinition, _ expected: String, _ slot: Int, _ mark: SourceMark,
    _ sink: inout ForeignSink
  ) {
    let shown =
      field.privacy == .open ? "\"\(InertText.of(answer.answer.text, limit: 60))\"" : "this"
    note(
      "answers.wrong-value", "\(shown) is no answer for \(field.label)",
      "write \(expected); unknown, if nobody knows", (answer.answer.line, answer.answer.column),
      &sink)
    sink.setUnknown(slot, mark)
  }

  /// A period in ISO 8601, where it is written in words such as "six years".
  private static func period(_ text: String) -> String {
    (try? RetentionPhrases().period(in: text)) ?? text
  }

  private func setText(
    _ text: String, _ slot: Int, _ mark: SourceMark, _ sink: inout ForeignSink
  ) {
    var text = text
    text.withUTF8 { sink.setText(slot, $0, mark) }
  }

  private func setCodes(
    _ codes: [String], _ slot: Int, _ mark: SourceMark, _ sink: inout ForeignSink
  ) {
    let bytes = codes.map { Array($0.utf8) }
    var texts: [UnsafeBufferPointer<UInt8>] = []
    func collect(_ index: Int, _ sink: inout ForeignSink) {
      guard index < bytes.count else { return sink.setCodes(slot, texts, mark) }
      bytes[index].withUnsafeBufferPointer { buffer in
        texts.append(buffer)
        collect(index + 1, &sink)
      }
    }
    collect(0, &sink)
  }
}

extension AnswerNode {
  /// The place of the first answer in it.
  var firstPlace: Answer.Cell {
    if id.line > 0 { return id }
    let own = values.values.map(\.answer.answer)
    let inner = children.values.flatMap { $0 }.map(\.firstPlace)
    return (own + inner).min { ($0.line, $0.column) < ($1.line, $1.column) } ?? Answer.Cell()
  }
}

import Bytes
import CEL
import CivilTime
import Diagnostics
import Inventory
import Tables

extension MappingRun {
  /// Gives a field the value of its expression.
  @inline(__always)
  func give(
    _ field: CompiledField, _ expression: CompiledExpression, _ frame: RowFrame,
    _ block: CompiledBlock, _ sink: inout ForeignSink
  ) {
    if frame.others != nil, differs(field, expression, frame, block, &sink) { return }
    if !sink.isInRow { hideTexts(field, expression, frame, block, &sink) }
    switch expression.shortcut {
    case .column(let column)?:
      giveColumn(field, column, nil, frame, block, &sink)
    case .day(let column, let reading)?:
      giveColumn(field, column, reading, frame, block, &sink)
    case .number?, nil:
      giveValue(field, expression, frame, block, &sink)
    }
  }

  /// Makes a field unknown of which the rows of a group say different things, and says so.
  ///
  /// - Returns: Whether they do.
  @inline(never)
  private func differs(
    _ field: CompiledField, _ expression: CompiledExpression, _ frame: RowFrame,
    _ block: CompiledBlock, _ sink: inout ForeignSink
  ) -> Bool {
    guard field.slot != block.identity,
      let column = expression.columns.first(where: { frame.others?[$0] != nil }),
      let other = frame.others?[column]
    else { return false }
    let cell = frame.cells[column]
    let mark = SourceMark(file: frame.mark.file, line: cell.line, column: cell.column)
    openPending(&sink)
    sink.setUnknown(field.slot, mark)
    let place = sink.position(of: sink.mark(line: other.line, column: other.column))
    sink.note(
      Diagnostic(
        sink.isStrict ? .error : .notice, "mapping.differs", at: sink.position(of: mark),
        "\"\(field.field.name)\": the rows of one \(block.definition.name.lowercased()) differ in "
          + "the column \"\(mapping.columns[column])\"; the field counts as unknown",
        hint: "correct the table, or take the value from rows",
        related: place.map { [.init(at: $0, "the other value")] } ?? []))
    return true
  }

  @inline(__always)
  private func giveColumn(
    _ field: CompiledField, _ column: Int, _ reading: DayReading?, _ frame: RowFrame,
    _ block: CompiledBlock, _ sink: inout ForeignSink
  ) {
    let cell = frame.cells[column]
    let text = CellText.trimmed(cell.text)
    if text.isEmpty { return giveNothing(field, column, frame, &sink) }
    let mark = SourceMark(file: frame.mark.file, line: cell.line, column: cell.column)
    openPending(&sink)
    tally.values &+= 1
    if unknown.contains(text) { return sink.setUnknown(field.slot, mark) }
    guard let reading else { return giveText(field, text, mark, &sink) }
    guard let days = reading.days(text), case .date = field.field.kind else {
      return misread(
        field, block, String(decoding: text, as: UTF8.self), mark, &sink,
        code: "mapping.misread",
        hint: "declare its pattern, such as day(row.Date, ['dd/MM/yyyy'])")
    }
    sink.setOriginal(text, of: mark)
    if !sink.setValue(field.slot, Value(days), mark) {
      var iso = days.description
      iso.withUTF8 { sink.setText(field.slot, $0, mark) }
    }
  }

  /// A cell without text: not given, or not known if the file has no such column.
  @inline(never)
  private func giveNothing(
    _ field: CompiledField, _ column: Int, _ frame: RowFrame, _ sink: inout ForeignSink
  ) {
    if case .nothing = frame.kind { return }
    let isMissing = table?.binding[column] == nil
    guard isMissing || unknown.includesEmpty else { return }
    openPending(&sink)
    sink.setUnknown(field.slot, frame.mark)
  }

  @inline(__always)
  func giveText(
    _ field: CompiledField, _ text: UnsafeBufferPointer<UInt8>, _ mark: SourceMark,
    _ sink: inout ForeignSink
  ) {
    if case .codes = field.field.kind { return sink.setCodes(field.slot, [text], mark) }
    sink.setText(field.slot, text, mark)
  }

  /// Evaluates an expression and gives its value.
  @inline(never)
  private func giveValue(
    _ field: CompiledField, _ expression: CompiledExpression, _ frame: RowFrame,
    _ block: CompiledBlock, _ sink: inout ForeignSink
  ) {
    let value = evaluate(expression, frame)
    let failure = host.failure
    let isEmptyOfPaths = value.tag == .list && value.asList.isEmpty && expression.usesPaths
    if isNotGiven(value) || isEmptyOfPaths && isNowhere(expression, frame) {
      switch standing(expression, frame) {
      case .absent: return
      case .unknown:
        openPending(&sink)
        return sink.setUnknown(field.slot, source(expression, frame).mark)
      case .given:
        guard value.tag == .error else { return }
        switch frame.kind {
        case .table, .stream: break
        default:
          // A row of another input that lacks something is no row that says there is none.
          if expression.scan.lookups.isEmpty { return }
        }
      }
    }
    let (mark, text) = source(expression, frame)
    openPending(&sink)
    tally.values += 1
    if expression.isPlain, isNumber(value), takesText(field), var digits = digits(expression, frame)
    {
      return digits.withUTF8 { giveText(field, $0, mark, &sink) }
    }
    if value.tag == .error {
      let detail = value.errorKind.map { ": \($0.phrase)" } ?? ""
      return misread(
        field, block, failure?.text ?? text, mark, &sink,
        code: failure?.code ?? "mapping.misread",
        hint: failure.map(\.hint) ?? "the expression is \(expression.program.source)\(detail)",
        hasText: failure?.hasText ?? false)
    }
    switch field.field.kind {
    // The id of a row stands where constants of the row are said to stand, too.
    case .text, .prose: break
    default: sink.setOriginal(text, of: mark)
    }
    guard give(field.field, field.slot, value, mark, &sink) else {
      return misread(
        field, block, text, mark, &sink, code: "mapping.misread",
        hint: "the expression is \(expression.program.source)")
    }
  }

  /// Says whether what a field of a level is given may be personal data.
  @inline(never)
  private func hideTexts(
    _ field: CompiledField, _ expression: CompiledExpression, _ frame: RowFrame,
    _ block: CompiledBlock, _ sink: inout ForeignSink
  ) {
    let isHidden = hidden.contains(field, of: block)
    sink.hideTexts(isHidden)
    if isHidden { sink.hideText(at: source(expression, frame).mark) }
  }

  private func isNumber(_ value: Value) -> Bool {
    switch value.tag {
    case .int, .uint, .double: true
    case .optional: value.asOptional.map(isNumber) ?? false
    default: false
    }
  }

  /// Whether a field is given texts, so that a number of JSON is given as it is written: `1.50` may be
  /// an identifier.
  private func takesText(_ field: CompiledField) -> Bool {
    switch field.field.kind {
    case .text, .prose, .code, .codes: true
    default: false
    }
  }

  /// Makes a field unknown that could not be read, and says so.
  ///
  /// - Parameter hasText: Whether the hint has words of the text in it.
  private func misread(
    _ field: CompiledField, _ block: CompiledBlock, _ text: String, _ mark: SourceMark,
    _ sink: inout ForeignSink, code: String, hint: String?, hasText: Bool = false
  ) {
    sink.setUnknown(field.slot, mark)
    // A number or a day of a record that cannot be read is often another column, such as a name.
    let isOpen = field.field.privacy == .open && !hidden.contains(field, of: block)
    sink.countMisread(block.definition.name, field.field, isOpen ? text : nil)
    let shown = isOpen && !text.isEmpty ? "\"\(InertText.of(text, limit: 80))\"" : "the value"
    let message =
      code == "mapping.no-entry"
      ? "\(shown) has no entry in the map of the mapping" : "\(shown) could not be read"
    sink.note(
      Diagnostic(
        sink.isStrict ? .error : .notice, code, at: sink.position(of: mark),
        "\"\(field.field.name)\": \(message); the field counts as unknown",
        hint: hasText && !isOpen ? nil : hint),
      once: "\(code) \(block.number) \(field.slot) \(isOpen ? text.prefix(80) : "")")
  }
}

import CEL
import CivilTime
import Inventory
import Tables

extension MappingRun {
  /// Gives the fields of a row of a table that streams: most need no evaluation.
  @inline(__always)
  func emitPlainFields(_ block: CompiledBlock, _ frame: RowFrame, _ sink: inout ForeignSink) {
    let plain = plainFields ?? PlainFields(block, members: nil)
    if plainFields == nil { plainFields = plain }
    for step in plain.steps {
      let isGiven: Bool
      switch step.way {
      case .text, .day, .number:
        let cell = frame.cells[step.column]
        let mark = SourceMark(file: frame.mark.file, line: cell.line, column: cell.column)
        isGiven = give(cell.text, mark, step, plain, &sink)
      case .remembered:
        let cell = frame.cells[step.column]
        let mark = SourceMark(file: frame.mark.file, line: cell.line, column: cell.column)
        let text = CellText.trimmed(cell.text)
        isGiven = giveRemembered(text, mark, step, block, frame, &sink)
      default: isGiven = false
      }
      if !isGiven { emitField(block.fields[step.field], block, frame, &sink) }
    }
  }

  /// Gives the fields of a row in JSON whose members need no tree.
  @inline(__always)
  func emitFlatFields(_ block: CompiledBlock, _ frame: RowFrame, _ sink: inout ForeignSink) {
    guard let members = flat?.members else { return }
    let plain = plainFields ?? PlainFields(block, members: flat?.names ?? [])
    if plainFields == nil { plainFields = plain }
    for (place, step) in plain.steps.enumerated() {
      guard step.way != .general else {
        emitField(block.fields[step.field], block, frame, &sink)
        continue
      }
      let member = members[step.column]
      let mark = SourceMark(file: frame.mark.file, line: member.line, column: member.column)
      let isGiven: Bool
      switch member.kind {
      case .string where step.way == .remembered:
        isGiven = giveRemembered(member.text, mark, step, block, frame, &sink)
      case .string where step.way != .list && step.way != .value, .number where step.way == .text:
        isGiven = give(member.text, mark, step, plain, &sink)
      case .number where step.way == .value || step.way == .number,
        .yes where step.way == .value, .no where step.way == .value:
        isGiven = giveValue(member, mark, step, &sink)
      case .absent where step.way != .remembered && references.isComplete:
        isGiven = true
        if step.isNowhere ?? isNowhere(plain, place, block, frame) {
          sink.setUnknown(step.slot, frame.mark)
        }
      default: isGiven = false
      }
      if !isGiven { emitField(block.fields[step.field], block, frame, &sink) }
    }
  }

  /// Whether the file has nowhere what a field needs, once it was looked through; kept with its step.
  @inline(never)
  private func isNowhere(
    _ plain: PlainFields, _ place: Int, _ block: CompiledBlock, _ frame: RowFrame
  ) -> Bool {
    guard case .expression(let expression) = block.fields[plain.steps[place].field].content else {
      return false
    }
    let isNowhere = isNowhere(expression, frame)
    plain.steps[place].isNowhere = isNowhere
    return isNowhere
  }

  /// Gives a field a text that needs no evaluation.
  ///
  /// - Returns: Whether it was given: an empty text, and one that cannot be read, are not.
  @inline(__always)
  private func give(
    _ whole: UnsafeBufferPointer<UInt8>, _ mark: SourceMark, _ step: PlainFields.Step,
    _ plain: PlainFields, _ sink: inout ForeignSink
  ) -> Bool {
    let text = CellText.trimmed(whole)
    guard !text.isEmpty, !unknown.contains(text) else { return false }
    switch step.way {
    case .text: sink.setText(step.slot, text, mark)
    case .day:
      guard let days = days(text, step, plain), sink.setValue(step.slot, Value(days), mark) else {
        return false
      }
      sink.setOriginal(text, ofRowAt: mark)
    case .number:
      guard let number = PlainNumber.whole(text), sink.setValue(step.slot, Value(number), mark)
      else { return false }
      sink.setOriginal(text, ofRowAt: mark)
    default: return false
    }
    tally.values &+= 1
    return true
  }

  @inline(__always)
  private func days(
    _ text: UnsafeBufferPointer<UInt8>, _ step: PlainFields.Step, _ plain: PlainFields
  ) -> DateInterval? {
    if let day = step.day?.day(text) { return DateInterval(day) }
    return plain.readings[step.field]?.days(text)
  }

  /// Gives a field what its expression is for a text, which may have come before.
  ///
  /// - Returns: Whether it was given; anything but a plain value is not.
  private func giveRemembered(
    _ text: UnsafeBufferPointer<UInt8>, _ mark: SourceMark, _ step: PlainFields.Step,
    _ block: CompiledBlock, _ frame: RowFrame, _ sink: inout ForeignSink
  ) -> Bool {
    let trimmed = CellText.trimmed(text)
    guard !trimmed.isEmpty, !unknown.contains(trimmed), let memo = plainFields?.memos[step.field]
    else { return false }
    let field = block.fields[step.field]
    var value = memo.value(of: text)
    if value == nil, case .expression(let expression) = field.content {
      let found = evaluate(expression, frame)
      memo.store(found, of: text, in: &fileArena)
      value = found
    }
    switch value?.tag {
    case .string?, .int?, .bool?: break
    default: return false
    }
    guard let value, give(field.field, step.slot, value, mark, &sink) else { return false }
    if step.hasOriginal { sink.setOriginal(text, ofRowAt: mark) }
    tally.values &+= 1
    return true
  }

  /// Gives a field a number or a truth value of JSON.
  ///
  /// - Returns: Whether the field can hold it.
  @inline(__always)
  private func giveValue(
    _ member: FlatRow.Member, _ mark: SourceMark, _ step: PlainFields.Step,
    _ sink: inout ForeignSink
  ) -> Bool {
    guard !unknown.contains(member.text) else { return false }
    let value: Value
    if member.kind == .number {
      guard let number = PlainNumber.whole(member.text) else { return false }
      value = Value(number)
    } else {
      value = Value(member.kind == .yes)
    }
    guard sink.setValue(step.slot, value, mark) else { return false }
    sink.setOriginal(member.text, ofRowAt: mark)
    tally.values &+= 1
    return true
  }
}

/// Whole numbers written in digits alone.
enum PlainNumber {
  /// The number; `nil` of any other text, and of more than 18 digits.
  @inline(__always)
  static func whole(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard 1...18 ~= text.count else { return nil }
    var value: Int64 = 0
    for byte in text {
      let digit = byte &- 0x30
      guard digit <= 9 else { return nil }
      value = value &* 10 &+ Int64(digit)
    }
    return value
  }
}

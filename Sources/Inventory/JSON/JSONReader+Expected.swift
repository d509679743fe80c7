import CEL

/// Members that come as they did in the object of the kind before this one are taken without the
/// ways that every other member goes: rows have the same members in the same order, and little else
/// than days, codes and short texts in them.
extension JSONReader {
  /// Where the scanner stands when members that were expected are taken.
  enum Standing {
    /// Behind the object.
    case closed
    /// Before a member, or something that is none.
    case member
    /// Behind a member.
    case separator
  }

  /// Takes members as long as they are those that are expected, with values of the usual forms.
  ///
  /// What is unusual in any way is left where it is: it is not taken, and nothing is noted of it.
  ///
  /// - Parameter index: The place of the next member in the object.
  @inline(__always)
  mutating func takeExpected(_ index: inout Int) -> Standing {
    let frame = assembler.frame
    let expected = predictions.expected(in: frame.pointee.shape)
    let marks = scanner.lineMarks(file: assembler.file)
    while index < FieldPredictions.most {
      let field = expected + index
      guard field.isSpelled(at: scanner.next) else { return .member }
      let slot = field.pointee.slot
      if frame.pointee.seen.contains(slot) { return .member }
      var next = scanner.next + field.pointee.length
      if next.pointee == UInt8(ascii: " ") { next += 1 }
      guard let mark = marks.mark(at: next) else { return .member }
      let end =
        field.pointee.kind == .date
        ? takeUsualDay(slot, next, frame) : takeUsualValue(slot, field.pointee.kind, next, frame)
      guard let end else { return .member }
      frame.pointee.seen.insert(slot)
      frame.pointee.marks[slot] = mark
      index &+= 1
      switch end.pointee {
      case UInt8(ascii: ","):
        scanner.next = end[1] == UInt8(ascii: " ") ? end + 2 : end + 1
      case UInt8(ascii: "}"):
        scanner.next = end + 1
        return .closed
      default:
        scanner.next = end
        return .separator
      }
    }
    return .member
  }

  /// Gives a field a day of the usual form.
  ///
  /// - Returns: Where the value ends; `nil` if it has another form, and then nothing is given.
  @inline(__always)
  private func takeUsualDay(
    _ slot: Int, _ next: UnsafePointer<UInt8>, _ frame: UnsafeMutablePointer<Frame>
  ) -> UnsafePointer<UInt8>? {
    guard let day = JSONScanner.usualDate(at: next), !assembler.isFuture(day) else { return nil }
    frame.pointee.values[slot] = day
    return next + 12
  }

  /// As ``takeUsualDay(_:_:_:)`` for a text, a code or a digit.
  private mutating func takeUsualValue(
    _ slot: Int, _ kind: FieldPlan.Kind, _ next: UnsafePointer<UInt8>,
    _ frame: UnsafeMutablePointer<Frame>
  ) -> UnsafePointer<UInt8>? {
    switch kind {
    case .text, .code:
      guard let text = JSONScanner.usualString(at: next),
        let value = assembler.usualValue(kind, text, frame.pointee.shape.pointee.fields + slot)
      else { return nil }
      frame.pointee.values[slot] = value
      return next + (text.count &+ 2)
    case .integer:
      // One digit with no more behind it, not even a point or an exponent.
      let digit = Int64(next.pointee &- UInt8(ascii: "0"))
      guard digit <= 9, next[1] == UInt8(ascii: ",") || next[1] == UInt8(ascii: "}"),
        assembler.isInRange(digit, slot)
      else { return nil }
      frame.pointee.values[slot] = Value(digit)
      return next + 1
    default: return nil
    }
  }
}

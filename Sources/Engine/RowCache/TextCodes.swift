import CEL

/// Short numbers for the texts of fields that hold few different ones, in order of appearance.
///
/// One thread uses it.
final class TextCodes {
  private struct Known {
    /// The text, kept here; no text where none was met.
    var text = Value.absent
    var code: UInt8 = 0

    @inline(__always)
    func isText(_ other: Value) -> Bool { text.tag == .string && text.hasSameBytes(as: other) }
  }

  /// The number that stands for every text once there are too many.
  private let other: UInt8
  private let firstCode: UInt8
  /// The text of each field that was met last.
  private let last: UnsafeMutablePointer<Known>
  private let fieldCount: Int
  private var known: [[Known]]
  private var arena = Arena()

  private static let mostTexts = 200

  /// - Parameters:
  ///   - fields: How many fields there are.
  ///   - firstCode: The number of a field's first text.
  ///   - other: The number of texts past the most that are told apart.
  init(fields: Int, firstCode: UInt8, other: UInt8) {
    self.other = other
    self.firstCode = firstCode
    fieldCount = fields
    last = .allocate(capacity: fields)
    last.initialize(repeating: Known(), count: fields)
    known = Array(repeating: [], count: fields)
  }

  deinit { last.deallocate() }

  /// The number of a text of a field.
  @inline(__always)
  func code(of text: Value, at field: Int) -> UInt8 {
    last[field].isText(text) ? last[field].code : find(text, at: field)
  }

  @inline(never)
  private func find(_ text: Value, at field: Int) -> UInt8 {
    if let known = known[field].first(where: { $0.isText(text) }) {
      last[field] = known
      return known.code
    }
    guard known[field].count < Self.mostTexts, !text.asBytes.isEmpty else { return other }
    let code = firstCode + UInt8(known[field].count)
    last[field] = Known(text: arena.string(copying: text.asBytes), code: code)
    known[field].append(last[field])
    return code
  }
}

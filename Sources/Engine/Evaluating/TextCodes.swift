import CEL

/// Short numbers for the texts of fields that hold few different ones, in order of appearance.
///
/// One thread uses it.
final class TextCodes {
  private struct Known {
    var start: UnsafePointer<UInt8>?
    var count = 0
    var code: UInt8 = 0
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
  func code(of text: UnsafeBufferPointer<UInt8>, at field: Int) -> UInt8 {
    Self.isSame(last[field], text) ? last[field].code : find(text, at: field)
  }

  @inline(__always)
  private static func isSame(_ known: Known, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard known.count == text.count, let start = known.start, let other = text.baseAddress else {
      return false
    }
    var index = 0
    while index &+ 8 <= text.count {
      let word = UnsafeRawPointer(start + index).loadUnaligned(as: UInt64.self)
      if word != UnsafeRawPointer(other + index).loadUnaligned(as: UInt64.self) { return false }
      index &+= 8
    }
    while index < text.count {
      if start[index] != other[index] { return false }
      index &+= 1
    }
    return true
  }

  @inline(never)
  private func find(_ text: UnsafeBufferPointer<UInt8>, at field: Int) -> UInt8 {
    if let known = known[field].first(where: { Self.isSame($0, text) }) {
      last[field] = known
      return known.code
    }
    guard known[field].count < Self.mostTexts, !text.isEmpty else { return other }
    let copy = arena.string(copying: text).asBytes
    let code = firstCode + UInt8(known[field].count)
    last[field] = Known(start: copy.baseAddress, count: copy.count, code: code)
    known[field].append(last[field])
    return code
  }
}

/// The marks of the records of a dataset that give an identifier: what their pseudonyms end with.
///
/// A mark is made under the key of the run, so that nobody without the key can tell which identifier
/// it is of; without a key there are none.
public struct RecordMarks: Hashable, Sendable {
  /// The marks of records that are there, sorted.
  public var present: [UInt64] = []
  /// The marks of records that are listed as disposed of, sorted.
  public var disposed: [UInt64] = []

  /// The marks of some records.
  public init(present: [UInt64] = [], disposed: [UInt64] = []) {
    self.present = present
    self.disposed = disposed
  }

  /// Takes over the records of another part of the dataset.
  public mutating func add(_ other: RecordMarks) {
    present += other.present
    disposed += other.disposed
  }

  /// The same marks in order.
  public var sorted: RecordMarks {
    var marks = self
    marks.present.sort()
    marks.disposed.sort()
    return marks
  }
}

extension Fingerprint {
  /// The number of the pseudonym's digits: 48 bits.
  static let markDigits = 12

  /// The mark of a record, which its ``pseudonym(_:kind:)`` ends with; `nil` without a key.
  ///
  /// - Parameter identifier: UTF-8 of the record's identifier.
  public func mark(ofRecord identifier: UnsafeBufferPointer<UInt8>) -> UInt64? {
    recordBits(identifier).map { $0 >> UInt64(64 - 4 * Self.markDigits) }
  }

  /// The mark in the pseudonym of a record; `nil` in anything else.
  public static func mark(inPseudonym text: String) -> UInt64? {
    guard text.hasPrefix("record-") else { return nil }
    let digits = text.dropFirst("record-".count)
    guard digits.utf8.count == markDigits else { return nil }
    return UInt64(digits, radix: 16)
  }

  /// The pseudonym of a record, from its mark.
  public static func pseudonym(ofMark mark: UInt64) -> String { "record-" + digits(ofMark: mark) }

  /// A mark as twelve hexadecimal digits.
  public static func digits(ofMark mark: UInt64) -> String {
    let digits = String(mark, radix: 16)
    return String(repeating: "0", count: max(0, markDigits - digits.utf8.count)) + digits
  }

  /// The marks whose digits stand in a text one after the other; what is no such text gives none.
  public static func marks(inDigits text: String) -> [UInt64] {
    let bytes = Array(text.utf8)
    guard bytes.count.isMultiple(of: markDigits) else { return [] }
    return stride(from: 0, to: bytes.count, by: markDigits).compactMap { start in
      UInt64(String(decoding: bytes[start..<start + markDigits], as: UTF8.self), radix: 16)
    }
  }
}

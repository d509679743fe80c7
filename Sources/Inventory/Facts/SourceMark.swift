/// A place in one of the files that were read, in eight bytes.
///
/// ``InventoryTree/position(of:)`` turns it into a path, a line and a column.
public struct SourceMark: BitwiseCopyable, Hashable, Sendable {
  /// File in the upper 16 bits; then one bit that says which of two layouts the rest has: line 29
  /// and column 18 bits, or, for files in few but long lines, line 15 and column 32 bits.
  @usableFromInline let bits: UInt64

  /// No place: the field was not given.
  public static let none = SourceMark(bits: 0)

  @inline(__always)
  init(bits: UInt64) { self.bits = bits }

  /// Names a place; one that does not fit, past line 536,870,911 for example, becomes no place.
  @inline(__always)
  package init(file: Int, line: Int, column: Int) {
    if line < 1 << 29, column < 1 << 18 {
      bits = Self.lineBits(file: file, line: line) | UInt64(column)
    } else if line < 1 << 15, column < 1 << 32 {
      bits = UInt64(file) << 48 | 1 << 47 | UInt64(line) << 32 | UInt64(column)
    } else {
      bits = UInt64(file) << 48
    }
  }

  /// The bits of a line of a file, to which a column is added.
  @inline(__always)
  static func lineBits(file: Int, line: Int) -> UInt64 {
    UInt64(truncatingIfNeeded: file) << 48 | UInt64(truncatingIfNeeded: line) << 18
  }

  /// How many files can be told apart.
  static let mostFiles = 1 << 16

  /// The index of the file among those that were read.
  public var file: Int { Int(bits >> 48) }
  private var isLong: Bool { bits & 1 << 47 != 0 }
  /// The line, from 1; 0 where no place is known.
  public var line: Int {
    isLong ? Int(bits >> 32 & 0x7fff) : Int(bits >> 18 & 0x1fff_ffff)
  }
  /// The column in UTF-8 bytes, from 1.
  public var column: Int {
    isLong ? Int(bits & 0xffff_ffff) : Int(bits & 0x3_ffff)
  }
  /// Whether no place is known.
  public var isNone: Bool { line == 0 }
}

/// The places in one line of a file, of which each is found by one sum.
struct LineMarks {
  /// The bits of the file and the line.
  private let bits: UInt64
  /// The address of the first byte of the line.
  private let start: Int
  /// How many columns fit.
  private let columns: Int

  /// - Parameters:
  ///   - file: The index of the file.
  ///   - line: The line, from 1.
  ///   - start: The address of its first byte, or where that would be.
  @inline(__always)
  init(file: Int, line: Int, start: Int) {
    bits = SourceMark.lineBits(file: file, line: line)
    self.start = start
    columns = line < 1 << 29 ? 1 << 18 : 0
  }

  /// The place of a byte of the line; `nil` where it has none of the usual form.
  @inline(__always)
  func mark(at pointer: UnsafePointer<UInt8>) -> SourceMark? {
    let column = Int(bitPattern: pointer) &- start &+ 1
    guard column < columns else { return nil }
    return SourceMark(bits: bits | UInt64(truncatingIfNeeded: column))
  }
}

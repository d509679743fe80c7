import CEL

/// Remembers what an expression over one column is for texts that come again, such as codes.
///
/// Expressions of mappings are functions of what they take from their row, so that the value of a text
/// is the same in every row. Only a few short texts are kept: a column of names has too many.
final class ExpressionMemo {
  /// The longest text that is remembered, in bytes.
  private static let longest = 32
  private static let places = 64
  /// How many texts are remembered in the course of a reading, so that memory has a bound.
  private static let most = 256

  private let texts: UnsafeMutablePointer<UInt8>
  private let lengths: UnsafeMutablePointer<Int>
  private let values: UnsafeMutablePointer<Value>
  private var stored = 0

  init() {
    texts = .allocate(capacity: Self.places * Self.longest)
    lengths = .allocate(capacity: Self.places)
    lengths.initialize(repeating: -1, count: Self.places)
    values = .allocate(capacity: Self.places)
    values.initialize(repeating: .absent, count: Self.places)
  }

  deinit {
    texts.deallocate()
    lengths.deallocate()
    values.deallocate()
  }

  /// Whether an expression is a function of one column or member alone.
  static func isPossible(_ expression: CompiledExpression) -> Bool {
    expression.scan.members.count == 1 && !expression.scan.usesWholeRow
      && expression.scan.lookups.isEmpty && !expression.usesPaths && !expression.usesParent
      && !expression.usesDocument && !expression.usesRows
  }

  /// The value that was remembered for a text.
  @inline(__always)
  func value(of text: UnsafeBufferPointer<UInt8>) -> Value? {
    guard text.count <= Self.longest else { return nil }
    let place = Self.place(of: text)
    guard lengths[place] == text.count else { return nil }
    let known = texts + place &* Self.longest
    for index in text.indices where text[index] != known[index] { return nil }
    return values[place]
  }

  /// Remembers a value, if it is a plain one.
  func store(_ value: Value, of text: UnsafeBufferPointer<UInt8>, in arena: inout Arena) {
    guard text.count <= Self.longest, stored < Self.most else { return }
    let kept: Value
    switch value.tag {
    case .int, .bool: kept = value
    case .string: kept = arena.string(copying: value.asBytes)
    default: return
    }
    stored += 1
    let place = Self.place(of: text)
    lengths[place] = text.count
    for index in text.indices { texts[place * Self.longest + index] = text[index] }
    values[place] = kept
  }

  @inline(__always)
  private static func place(of text: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) & UInt64(places &- 1))
  }
}

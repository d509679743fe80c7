/// Whether two runs of bytes of the same length are equal.
@inline(__always)
func equalBytes(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Bool {
  var offset = 0
  while offset &+ 8 <= count {
    let a = left.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    let b = right.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    if a != b { return false }
    offset &+= 8
  }
  while offset < count {
    let a = left.load(fromByteOffset: offset, as: UInt8.self)
    if a != right.load(fromByteOffset: offset, as: UInt8.self) { return false }
    offset &+= 1
  }
  return true
}

extension Value {
  /// Whether two texts, runs of bytes or type names are the same bytes.
  @inline(__always)
  public func hasSameBytes(as other: Value) -> Bool {
    guard aux == other.aux else { return false }
    guard aux > 0, bits != other.bits,
      let left = UnsafeRawPointer(bitPattern: UInt(bits)),
      let right = UnsafeRawPointer(bitPattern: UInt(other.bits))
    else { return true }
    return equalBytes(left, right, Int(aux))
  }
}

/// The order of two runs of bytes, as an order mask; that of UTF-8 is that of code points.
func orderOfBytes(
  _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
) -> OrderMask {
  let count = min(left.count, right.count)
  for index in 0..<count where left[index] != right[index] {
    return left[index] < right[index] ? .less : .greater
  }
  return .of(left.count, right.count)
}

extension UnsafeBufferPointer<UInt8> {
  /// The first place at or after an offset where other bytes begin; `nil` if nowhere.
  ///
  /// - Complexity: O(*n*), where *n* is the length of both together.
  func firstIndex(of needle: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int? {
    guard let first = needle.first else { return start <= count ? start : nil }
    guard let base = baseAddress, let other = needle.baseAddress else { return nil }
    var index = start
    let length = needle.count
    let last = count - length
    let final = other[length &- 1]
    // What looking at each place for itself may take; texts made to take more are searched so that
    // no byte is looked at twice.
    var patience = 16 * count + 256
    while index <= last {
      if base[index] == first, base[index &+ length &- 1] == final {
        if equalBytes(base + index, other, length) { return index }
        patience &-= length
        if patience < 0 { return ByteSearch(needle).places(in: self, from: index).first }
      }
      index &+= 1
    }
    return nil
  }

  /// The number of code points.
  var codePointCount: Int {
    var count = 0
    for byte in self where byte & 0xC0 != 0x80 { count &+= 1 }
    return count
  }
}

/// A search that looks at each byte once, after Knuth, Morris and Pratt (1977).
struct ByteSearch {
  private let needle: UnsafeBufferPointer<UInt8>
  /// For each length of a beginning of the needle, how much of its end is a beginning as well.
  private let borders: [Int]

  /// - Precondition: The needle is not empty.
  init(_ needle: UnsafeBufferPointer<UInt8>) {
    self.needle = needle
    var borders = [0, 0]
    var length = 0
    for index in 1..<Swift.max(needle.count, 1) {
      while length > 0, needle[index] != needle[length] { length = borders[length] }
      if needle[index] == needle[length] { length += 1 }
      borders.append(length)
    }
    self.borders = borders
  }

  /// The first and the last place at or after an offset, and not after a limit, where the needle
  /// begins.
  func places(
    in text: UnsafeBufferPointer<UInt8>, from start: Int = 0, through limit: Int = .max
  ) -> (first: Int?, last: Int?) {
    var places: (first: Int?, last: Int?)
    var length = 0
    for index in start..<text.count {
      while length > 0, length == needle.count || text[index] != needle[length] {
        length = borders[length]
      }
      if text[index] == needle[length] { length += 1 }
      guard length == needle.count else { continue }
      let place = index + 1 - length
      guard place <= limit else { break }
      places = (places.first ?? place, place)
    }
    return places
  }
}

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
  func hasSameBytes(as other: Value) -> Bool {
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
  func firstIndex(of needle: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int? {
    guard let first = needle.first else { return start <= count ? start : nil }
    guard let base = baseAddress, let other = needle.baseAddress else { return nil }
    var index = start
    let length = needle.count
    let last = count - length
    let final = other[length &- 1]
    while index <= last {
      if base[index] == first, base[index &+ length &- 1] == final,
        equalBytes(base + index, other, length)
      {
        return index
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

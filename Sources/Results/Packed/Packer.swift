import Bytes
import CivilTime

/// Writes values one after the other as bytes that only this program reads, and soon.
struct Packer {
  var bytes: [UInt8] = []

  init() {}

  /// Writes behind the bytes of a room, which it takes.
  init(behind room: inout [UInt8]) { swap(&bytes, &room) }

  /// Seven bits a byte, the lowest first; negative numbers in between the others.
  mutating func write(_ number: Int) {
    var rest = UInt(bitPattern: number << 1 ^ number >> (Int.bitWidth - 1))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Eight bytes.
  mutating func write(_ bits: UInt64) {
    withUnsafeBytes(of: bits) { bytes.append(contentsOf: $0) }
  }

  mutating func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  mutating func write(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      write(utf8.count)
      bytes.append(contentsOf: utf8)
    }
  }

  mutating func write(_ day: CivilDate) { write(Int(day.dayNumber)) }

  mutating func write<Choice: RawRepresentable<String>>(_ choice: Choice) {
    write(choice.rawValue)
  }

  mutating func write<Element>(
    _ list: [Element], _ body: (inout Packer, Element) -> Void
  ) {
    write(list.count)
    for element in list { body(&self, element) }
  }

  mutating func write<Wrapped>(
    _ optional: Wrapped?, _ body: (inout Packer, Wrapped) -> Void
  ) {
    write(optional != nil)
    if let optional { body(&self, optional) }
  }
}

/// Reads what a ``Packer`` wrote, in the same order.
struct Unpacker {
  private let bytes: UnsafeRawBufferPointer
  private var place = 0

  /// - Parameter bytes: Valid while the unpacker is used.
  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Steps over some bytes, which must be there.
  private mutating func take(_ count: Int) throws(ScratchFailure) -> Range<Int> {
    guard 0...bytes.count - place ~= count else {
      throw ScratchFailure("the disk gives back other bytes than it took")
    }
    defer { place += count }
    return place..<place + count
  }

  mutating func number() throws(ScratchFailure) -> Int {
    var rest: UInt = 0
    var shift: UInt = 0
    while true {
      let byte = bytes[try take(1).lowerBound]
      rest |= UInt(byte & 0x7f) << shift
      if byte < 0x80 { break }
      shift += 7
    }
    return Int(bitPattern: rest >> 1) ^ -Int(bitPattern: rest & 1)
  }

  mutating func bits() throws(ScratchFailure) -> UInt64 {
    let place = try take(MemoryLayout<UInt64>.size).lowerBound
    return bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
  }

  mutating func flag() throws(ScratchFailure) -> Bool { bytes[try take(1).lowerBound] != 0 }

  mutating func text() throws(ScratchFailure) -> String {
    let range = try take(number())
    return String(decoding: UnsafeRawBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  mutating func day() throws(ScratchFailure) -> CivilDate {
    CivilDate(dayNumber: Int32(clamping: try number()))
  }

  mutating func choice<Choice: RawRepresentable<String>>() throws(ScratchFailure) -> Choice {
    guard let choice = Choice(rawValue: try text()) else {
      throw ScratchFailure("the disk gives back other bytes than it took")
    }
    return choice
  }

  mutating func list<Element>(
    _ body: (inout Unpacker) throws(ScratchFailure) -> Element
  ) throws(ScratchFailure) -> [Element] {
    let count = try number()
    var list: [Element] = []
    list.reserveCapacity(min(max(count, 0), bytes.count - place))
    for _ in 0..<max(count, 0) { list.append(try body(&self)) }
    return list
  }
}

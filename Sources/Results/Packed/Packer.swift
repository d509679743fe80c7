import CivilTime

/// Writes values one after the other as bytes that only this program reads, and soon.
struct Packer {
  private(set) var bytes: [UInt8] = []

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

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

  mutating func number() -> Int {
    var rest: UInt = 0
    var shift: UInt = 0
    while true {
      let byte = bytes[place]
      place += 1
      rest |= UInt(byte & 0x7f) << shift
      if byte < 0x80 { break }
      shift += 7
    }
    return Int(bitPattern: rest >> 1) ^ -Int(bitPattern: rest & 1)
  }

  mutating func bits() -> UInt64 {
    defer { place += MemoryLayout<UInt64>.size }
    return bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
  }

  mutating func flag() -> Bool {
    defer { place += 1 }
    return bytes[place] != 0
  }

  mutating func text() -> String {
    let count = number()
    defer { place += count }
    return String(
      decoding: UnsafeRawBufferPointer(rebasing: bytes[place..<place + count]), as: UTF8.self)
  }

  mutating func day() -> CivilDate { CivilDate(dayNumber: Int32(clamping: number())) }

  mutating func choice<Choice: RawRepresentable<String>>() -> Choice {
    let text = text()
    guard let choice = Choice(rawValue: text) else {
      preconditionFailure("a packed finding says \(text), which nothing wrote")
    }
    return choice
  }

  mutating func list<Element>(_ body: (inout Unpacker) -> Element) -> [Element] {
    let count = number()
    var list: [Element] = []
    list.reserveCapacity(count)
    for _ in 0..<count { list.append(body(&self)) }
    return list
  }

  mutating func optional<Wrapped>(_ body: (inout Unpacker) -> Wrapped) -> Wrapped? {
    flag() ? body(&self) : nil
  }
}

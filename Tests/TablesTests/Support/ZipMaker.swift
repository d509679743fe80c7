/// Makes ZIP archives whose entries are stored as they are, for tests.
enum ZipMaker {
  static func archive(_ entries: [(name: String, text: String)]) -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for (name, text) in entries {
      let content = Array(text.utf8)
      let start = bytes.count
      let common =
        number(20, 2) + number(0, 2) + number(0, 2) + number(0, 4) + number(crc(content), 4)
        + number(UInt32(content.count), 4) + number(UInt32(content.count), 4)
        + number(UInt32(name.utf8.count), 2) + number(0, 2)
      bytes += number(0x0403_4b50, 4) + common + Array(name.utf8) + content
      directory += number(0x0201_4b50, 4) + number(20, 2) + common + number(0, 2) + number(0, 2)
      directory += number(0, 2) + number(0, 4) + number(UInt32(start), 4) + Array(name.utf8)
    }
    let start = UInt32(bytes.count)
    let count = UInt32(entries.count)
    bytes += directory
    bytes += number(0x0605_4b50, 4) + number(0, 4) + number(count, 2) + number(count, 2)
    return bytes + number(UInt32(directory.count), 4) + number(start, 4) + number(0, 2)
  }

  private static func number(_ value: UInt32, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = .max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
    }
    return ~crc
  }
}

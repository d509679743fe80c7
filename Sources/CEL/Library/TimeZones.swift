internal import CivilTime
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Offsets of time zones from UTC.
///
/// Fixed offsets such as `+01:00` and Europe/London from 1996 on need nothing; other zones are read
/// from the time zone database of the system, once in a process.
enum TimeZones {
  private static let cache = Mutex<[String: Zone?]>([:])

  /// Seconds east of UTC in a zone at an instant; `nil` if there is no such zone.
  static func offset(of name: String, at instant: Int64) -> Int64? {
    if name == "UTC" || name == "Z" || name.isEmpty { return 0 }
    if let fixed = fixedOffset(name) { return fixed }
    if name == "Europe/London", instant >= 820_454_400 { return londonOffset(instant) }
    let zone = cache.withLock { zones in
      if let known = zones[name] { return known }
      let read = Zone(named: name)
      zones[name] = .some(read)
      return read
    }
    return zone?.offset(at: instant)
  }

  private static func fixedOffset(_ name: String) -> Int64? {
    let bytes = Array(name.utf8)
    return bytes.withUnsafeBufferPointer { bytes in
      var reader = ByteReader(bytes, at: 0)
      guard let seconds = reader.signedClock(needsSign: false), reader.isAtEnd else { return nil }
      return seconds
    }
  }

  /// Summer time runs from 01:00 UTC on the last Sunday of March to that of October (the Summer Time
  /// Order 2002, and the directives before it).
  private static func londonOffset(_ instant: Int64) -> Int64 {
    let day = CivilDate(dayNumber: Int32(clamping: instant.flooredQuotient(86_400)))
    let year = day.year
    let isSummer = change(year, 3) <= instant && instant < change(year, 10)
    return isSummer ? 3600 : 0
  }

  private static func change(_ year: Int, _ month: Int) -> Int64 {
    guard let last = CivilDate(year: year, month: month, day: 31) else { return 0 }
    let weekday = (Int64(last.dayNumber) + 4) % 7
    return (Int64(last.dayNumber) - weekday) * 86_400 + 3600
  }
}

/// A time zone of the database, from a file in the form of RFC 8536.
struct Zone: Sendable {
  private var times: [Int64] = []
  private var offsets: [Int64] = []
  private var initialOffset: Int64 = 0
  private var rule: ZoneRule?

  /// Reads a zone; `nil` if there is none of that name.
  init?(named name: String) {
    let isName = name.utf8.allSatisfy {
      Lexer.isLetter($0) || Lexer.isDigit($0) || "/+-".utf8.contains($0)
    }
    guard isName, !name.hasPrefix("/"),
      let bytes = Self.contents("/usr/share/zoneinfo/\(name)"), parse(bytes)
    else { return nil }
  }

  func offset(at instant: Int64) -> Int64 {
    guard let last = times.last else { return rule?.offset(at: instant) ?? initialOffset }
    if instant >= last, let rule { return rule.offset(at: instant) }
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= instant { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? initialOffset : offsets[low - 1]
  }

  private static func contents(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = fread(&bytes, 1, bytes.count, file)
    guard count > 44, bytes.starts(with: "TZif".utf8) else { return nil }
    return Array(bytes.prefix(count))
  }

  private mutating func parse(_ bytes: [UInt8]) -> Bool {
    func number(_ at: Int, _ width: Int) -> Int64 {
      var value: Int64 = at < bytes.count && bytes[at] >= 0x80 ? -1 : 0
      for index in at..<at + width {
        value = value << 8 | Int64(index < bytes.count ? bytes[index] : 0)
      }
      return value
    }
    func counts(_ header: Int) -> [Int] {
      (0..<6).map { Int(number(header + 20 + $0 * 4, 4)) }
    }
    let first = counts(0)
    guard bytes[4] >= UInt8(ascii: "2"), first.allSatisfy({ 0...10_000 ~= $0 }) else {
      return false
    }
    let header =
      44 + first[3] * 5 + first[4] * 6 + first[5] + first[2] * 8 + first[1] + first[0]
    let second = counts(header)
    guard second.allSatisfy({ 0...10_000 ~= $0 }) else { return false }
    let (timeCount, typeCount) = (second[3], second[4])
    let timesAt = header + 44
    let typesAt = timesAt + timeCount * 9
    for index in 0..<timeCount {
      let type = Int(number(timesAt + timeCount * 8 + index, 1) & 0xFF)
      times.append(number(timesAt + index * 8, 8))
      offsets.append(number(typesAt + type * 6, 4))
    }
    initialOffset = typeCount > 0 ? number(typesAt, 4) : 0
    let footer = typesAt + typeCount * 6 + second[5] + second[2] * 12 + second[1] + second[0]
    guard footer < bytes.count else { return false }
    let text = bytes[footer...].split(separator: 0x0A).first.map {
      String(decoding: $0, as: UTF8.self)
    }
    rule = text.flatMap(ZoneRule.init)
    return true
  }
}

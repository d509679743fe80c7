import Engine
import Findings

/// The form of what the records of a shard say of people: a line a person, in the order of the
/// keys.
///
/// A line is the key, hidden by a cipher, in 32 hexadecimal digits, the group (0 for none), the day of the last event in
/// days since 1970-01-01 (empty for none), how many records there are, and how many of them are not
/// disposed of; with commas between them.
enum FactsForm {
  /// Writes what a linker knows.
  ///
  /// - Parameter empty: A linker that knows nobody, in which people are brought into the order of
  ///   their hidden keys: their own order would tell something of the keys.
  static func write(
    _ linker: Linker, _ cipher: PairCipher, sortingIn empty: Linker, to lines: inout ShardLines
  ) {
    linker.visitPeople { key, facts in
      let hidden = cipher.hide(key.low, key.high)
      empty.add(SubjectKey(low: hidden.low, high: hidden.high), facts)
    }
    empty.visitPeople { key, facts in
      var line = OutputBuffer()
      write(key.high, to: &line)
      write(key.low, to: &line)
      line.write(",")
      line.write(Int(facts.group))
      line.write(",")
      if facts.lastEvent != LinkedFacts.none { line.write(Int(facts.lastEvent)) }
      line.write(",")
      line.write(Int(facts.records))
      line.write(",")
      line.write(Int(facts.undisposed))
      lines.write(line.bytes)
    }
  }

  private static func write(_ word: UInt64, to line: inout OutputBuffer) {
    for shift in stride(from: 60, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: word >> UInt64(shift) & 15)
      line.write(byte: digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }

  /// Adds what a file says to what is known.
  static func read(
    _ path: String, _ cipher: PairCipher, into linker: Linker
  ) throws(ShardFailure) {
    try ShardFile.read(path) { (line) throws(ShardFailure) in
      guard let (key, facts) = person(line.bytes) else {
        throw line.malformed("what records say of a person should stand here")
      }
      let own = cipher.reveal(key.low, key.high)
      linker.add(SubjectKey(low: own.low, high: own.high), facts)
    }
  }

  private static func person(_ line: [UInt8]) -> (SubjectKey, LinkedFacts)? {
    let parts = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0].count == 32, let high = word(parts[0].prefix(16)),
      let low = word(parts[0].suffix(16)), let group = number(parts[1]), 0...4 ~= group,
      let records = number(parts[3]), 1...Int(UInt32.max) ~= records,
      let undisposed = number(parts[4]), 0...records ~= undisposed
    else { return nil }
    var event = LinkedFacts.none
    if !parts[2].isEmpty {
      guard let day = number(parts[2]).flatMap({ Int32(exactly: $0) }) else { return nil }
      event = day
    }
    return (
      SubjectKey(low: low, high: high),
      LinkedFacts(
        group: UInt8(group), lastEvent: event, records: UInt32(records),
        undisposed: UInt32(undisposed))
    )
  }

  private static func word(_ digits: ArraySlice<UInt8>) -> UInt64? {
    var word: UInt64 = 0
    for digit in digits {
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): word = word << 4 | UInt64(digit & 15)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): word = word << 4 | UInt64(digit & 15 + 9)
      default: return nil
      }
    }
    return word
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    Int(String(decoding: digits, as: UTF8.self))
  }
}

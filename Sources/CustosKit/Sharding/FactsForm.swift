import Bytes
import Engine
import Findings
import Results

/// The form of what the records of a shard say of people: a line a person, in the order of the
/// keys, and before them a line for each system that has people.
///
/// A line is the key, hidden by a cipher, in 32 hexadecimal digits; that of a person goes on with a
/// comma and the facts in 32 more.
enum FactsForm {
  /// Writes what a linker knows.
  ///
  /// - Parameter empty: A linker that knows nobody, in which people and systems are brought into
  ///   the order of their hidden keys: their own order would tell something of the keys.
  static func write(
    _ linker: Linker, _ cipher: PairCipher, sortingIn empty: Linker, to lines: inout ShardLines
  ) {
    linker.visitSystems { empty.note(system: cipher.hide($0)) }
    linker.visitPeople { empty.add(cipher.hide($0), $1) }
    empty.visitSystems { key in
      var line = OutputBuffer()
      write(key, to: &line)
      lines.write(line.bytes)
    }
    empty.visitPeople { key, facts in
      var line = OutputBuffer()
      write(key, to: &line)
      line.write(",")
      write(facts.words.0, to: &line)
      write(facts.words.1, to: &line)
      lines.write(line.bytes)
    }
  }

  private static func write(_ key: SubjectKey, to line: inout OutputBuffer) {
    write(key.high, to: &line)
    write(key.low, to: &line)
  }

  private static func write(_ word: UInt64, to line: inout OutputBuffer) {
    for shift in stride(from: 60, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: word >> UInt64(shift) & 15)
      line.write(byte: digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }

  /// Adds what a file says to what is known.
  ///
  /// - Returns: SHA-256 of what the file says.
  static func read(
    _ path: String, _ cipher: PairCipher, into linker: Linker
  ) throws(ShardFailure) -> String {
    try ShardFile.read(path) { (line) throws(ShardFailure) in
      if line.bytes.count == 32, let (high, low) = words(line.bytes[...]) {
        linker.note(system: cipher.reveal(SubjectKey(low: low, high: high)))
        return
      }
      guard let (key, facts) = person(line.bytes) else {
        throw line.malformed("expected the facts that records give about a person")
      }
      linker.add(cipher.reveal(key), facts)
    }
  }

  private static func person(_ line: [UInt8]) -> (SubjectKey, LinkedFacts)? {
    let parts = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard parts.count == 2, let key = words(parts[0]), let facts = words(parts[1]),
      let facts = LinkedFacts(words: facts)
    else { return nil }
    return (SubjectKey(low: key.1, high: key.0), facts)
  }

  private static func words(_ digits: ArraySlice<UInt8>) -> (UInt64, UInt64)? {
    guard digits.count == 32, let first = word(digits.prefix(16)),
      let second = word(digits.suffix(16))
    else { return nil }
    return (first, second)
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
}

extension PairCipher {
  fileprivate func hide(_ key: SubjectKey) -> SubjectKey {
    let hidden = hide(key.low, key.high)
    return SubjectKey(low: hidden.low, high: hidden.high)
  }

  fileprivate func reveal(_ key: SubjectKey) -> SubjectKey {
    let own = reveal(key.low, key.high)
    return SubjectKey(low: own.low, high: own.high)
  }
}

import CEL
import Inventory
import Rules

/// What conditions can tell rows apart by without looking at their texts, numbers and days: which
/// fields are given, and the values of Booleans, codes and groups.
///
/// Rows of the same signature meet many rules in the same way, which is found out once for all of
/// them.
struct RowSignature {
  /// How a field is told apart.
  private enum Reading: UInt8 {
    /// Whether it is given, and a Boolean's value.
    case presence
    /// A small number, such as a group.
    case number
    /// A code, whose texts are few.
    case code
  }

  /// A signature: a byte for each field that a rule reads, and one for what is around the row.
  struct Key {
    /// The most fields of a signature; what others hold is taken for unknown.
    static let capacity = 63
    var words = SIMD8<UInt64>(repeating: 0)
    /// A mixture of the bytes that are not 0; the same on every machine.
    var hash: UInt64 = 0

    /// Whether the bytes are the same.
    @inline(__always)
    func isSame(as other: Key) -> Bool {
      let differences = words ^ other.words
      let four = differences.lowHalf | differences.highHalf
      let two = four.lowHalf | four.highHalf
      return two.x | two.y == 0
    }

    /// Mixes one byte into the hash (the multiplier of Fowler, Noll and Vo's function).
    @inline(__always)
    mutating func mix(_ code: UInt8, at place: Int) {
      hash = (hash ^ UInt64(truncatingIfNeeded: place &<< 8 | Int(code))) &* 0x100_0000_01b3
    }
  }

  private let slots: [Int]
  private let readings: [Reading]
  /// The slots as a set, and the place of each in the signature.
  private let wanted: SlotSet
  private let places: [UInt8]

  private static let firstText: UInt8 = 40
  private static let firstNumber: UInt8 = 16
  private static let given: UInt8 = 3
  private static let notKnown: UInt8 = 2

  init(_ definition: ObjectDefinition, variable: String, rules: [CompiledRule]) {
    // What the host reads of an object that it is given as a whole.
    var names: Set<String> = ["hold", "category", "subject", "controller"]
    for rule in rules {
      if let list = rule.rule.each?.split(separator: ".").first { names.insert(String(list)) }
      // A name too few costs a little time: what is not in a signature is taken for unknown.
      names.formUnion(rule.reading.fields(of: variable))
    }
    let slots = definition.fields.indices.filter { names.contains(definition.fields[$0].name) }
    self.slots = Array(slots.prefix(Key.capacity))
    readings = self.slots.map { slot in
      switch definition.fields[slot].kind {
      case .code: .code
      // The holds that rows name are few.
      case .text where definition.fields[slot].name == "hold": .code
      case .integer where definition.fields[slot].name == "group": .number
      default: .presence
      }
    }
    wanted = SlotSet(self.slots)
    var places = [UInt8](repeating: 0, count: definition.fields.count)
    for (place, slot) in self.slots.enumerated() { places[slot] = UInt8(place) }
    self.places = places
  }

  /// Where the numbers of texts are kept for the signatures of one thread.
  func makeTextCodes() -> TextCodes {
    TextCodes(fields: slots.count, firstCode: Self.firstText, other: Self.given)
  }

  /// The signature of a row.
  ///
  /// - Parameters:
  ///   - holds: Whether a hold covers the rows of the dataset as a whole, as a number; 0 for none.
  ///   - texts: The numbers of texts so far.
  @inline(__always)
  func key(of row: FactObject, holds: UInt8, _ texts: TextCodes) -> Key {
    var key = Key()
    if holds != 0 {
      key.words[7] = UInt64(holds) << 56
      key.mix(holds, at: Key.capacity)
    }
    var given = row.mayHold.intersection(wanted)
    withUnsafeMutablePointer(to: &key) { key in
      let bytes = UnsafeMutableRawPointer(key).assumingMemoryBound(to: UInt8.self)
      while let slot = given.popFirst() {
        let place = Int(places[slot])
        let code = code(of: row[slot], at: place, texts)
        bytes[place] = code
        if code != 0 { key.pointee.mix(code, at: place) }
      }
    }
    return key
  }

  @inline(__always)
  private func code(of value: Value, at place: Int, _ texts: TextCodes) -> UInt8 {
    switch value.tag {
    case .absent: 0
    case .notApplicable: 1
    case .unknown: Self.notKnown
    case .bool: value.asBool ? 5 : 4
    case .int where readings[place] == .number && 0...9 ~= value.asInt:
      Self.firstNumber + UInt8(value.asInt)
    case .string where readings[place] == .code: texts.code(of: value, at: place)
    default: Self.given
    }
  }

  /// Writes a row that holds what all rows of a signature share: where they may differ, no more is
  /// told than that the fact is given.
  ///
  /// What a condition says of it without an error, it says of each of them: an error is the least
  /// that an expression of the language can say, and more facts never change what was said with
  /// fewer.
  func write(
    common key: Key, of fields: UnsafePointer<Value>, to common: UnsafeMutablePointer<Value>,
    count: Int
  ) {
    for slot in 0..<count { common[slot] = .unknown }
    withUnsafeBytes(of: key.words) { codes in
      for (place, slot) in slots.enumerated() {
        common[slot] =
          switch codes[place] {
          case 0: .absent
          case 1: .notApplicable
          case Self.notKnown: .unknown
          case Self.given: .withheld
          default: fields[slot]
          }
      }
    }
  }

  /// Whether rows of a signature all hold the same in a slot.
  func isShared(_ slot: Int, in key: Key) -> Bool {
    guard let place = slots.firstIndex(of: slot) else { return false }
    return withUnsafeBytes(of: key.words) { $0[place] != Self.given }
  }

  /// Whether no row of a signature holds anything in a slot.
  func isAbsent(_ slot: Int, in key: Key) -> Bool {
    guard let place = slots.firstIndex(of: slot) else { return false }
    return withUnsafeBytes(of: key.words) { $0[place] == 0 }
  }
}

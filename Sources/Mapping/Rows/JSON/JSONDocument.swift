import CEL

/// A JSON text as a tree whose values know where they stand (RFC 8259).
struct JSONDocument {
  /// The deepest nesting that is read.
  static let deepest = 512

  enum Kind: UInt8 {
    case null, yes, no, number, string, array, object
  }

  /// A value; its children follow one another through ``next``.
  struct Node {
    var kind: Kind
    /// Where its first byte stands.
    var offset: Int32
    /// How many bytes a scalar has.
    var length: Int32
    /// The first child, and the next value beside it; -1 where there is none.
    var first: Int32 = -1
    var next: Int32 = -1
    /// Its key in an object: the bytes between its quotation marks.
    var keyOffset: Int32 = -1
    var keyLength: Int32 = 0
    var keyHasEscape = false
    /// Whether a string has escapes.
    var hasEscape = false
    var count: Int32 = 0
  }

  let bytes: [UInt8]
  private(set) var nodes: [Node] = []
  /// The whole value.
  let root = 0

  /// Parses a text.
  init(_ bytes: [UInt8]) throws(JSONFault) {
    var faults: [JSONFault] = []
    try self.init(bytes, &faults)
    if !faults.isEmpty { throw JSONFault.together(faults) }
  }

  /// Parses a text as far as its form can be told: what is wrong inside of its values is `null`.
  ///
  /// - Parameter faults: Takes what is wrong and does not break the form.
  /// - Throws: All that is wrong, where something breaks the form.
  init(_ bytes: [UInt8], _ faults: inout [JSONFault]) throws(JSONFault) {
    self.bytes = bytes
    guard bytes.count < Int(Int32.max) else {
      throw JSONFault(message: "the text is larger than 2 GiB", offset: 0)
    }
    var parser = JSONParser(bytes)
    do throws(JSONFault) { try parser.parse() } catch {
      throw JSONFault.together(parser.faults + [error])
    }
    nodes = parser.nodes
    faults += parser.faults
  }

  /// A document of which only the form counts; `nil` where that is broken.
  static func tolerant(_ bytes: [UInt8]) -> JSONDocument? {
    var faults: [JSONFault] = []
    return try? JSONDocument(bytes, &faults)
  }

  /// The children of an array or object.
  func children(_ index: Int) -> JSONChildren {
    JSONChildren(nodes: nodes, current: nodes[index].first)
  }

  /// The key of a member.
  func key(_ index: Int) -> String {
    let node = nodes[index]
    let range = Int(node.keyOffset)..<Int(node.keyOffset + node.keyLength)
    return node.keyHasEscape
      ? Self.unescaped(bytes[range]) : String(decoding: bytes[range], as: UTF8.self)
  }

  /// Whether a member has a key.
  func hasKey(_ index: Int, _ key: String) -> Bool {
    let node = nodes[index]
    if node.keyHasEscape { return self.key(index) == key }
    let range = Int(node.keyOffset)..<Int(node.keyOffset + node.keyLength)
    return bytes[range].elementsEqual(key.utf8)
  }

  /// The last member of an object that has a key.
  func member(_ index: Int, _ key: String) -> Int? {
    guard nodes[index].kind == .object else { return nil }
    var found: Int?
    for child in children(index) where hasKey(child, key) { found = child }
    return found
  }

  /// The text of a string.
  func string(_ index: Int) -> String {
    let range = stringRange(index)
    return nodes[index].hasEscape
      ? Self.unescaped(bytes[range]) : String(decoding: bytes[range], as: UTF8.self)
  }

  /// Where the text of a string stands, without its quotation marks.
  func stringRange(_ index: Int) -> Range<Int> {
    let node = nodes[index]
    return Int(node.offset) + 1..<Int(node.offset + node.length) - 1
  }

  /// A scalar as it is written, a string without its quotation marks; `nil` of arrays and objects.
  func text(_ index: Int) -> String? {
    let node = nodes[index]
    switch node.kind {
    case .string: return string(index)
    case .array, .object: return nil
    default:
      return String(
        decoding: bytes[Int(node.offset)..<Int(node.offset + node.length)], as: UTF8.self)
    }
  }

  /// The number of a node; its digits as a text where they are more than a whole number can have.
  func number(_ index: Int) -> Datum {
    let text = text(index) ?? ""
    if let whole = Int64(text) { return .int(whole) }
    return LongNumber.isOne(text.utf8) ? .string(text) : .double(Double(text) ?? 0)
  }

  static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.endIndex else {
        result.append(bytes[index])
        index += 1
        continue
      }
      switch bytes[index + 1] {
      case UInt8(ascii: "n"): result.append(0x0a)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "r"): result.append(0x0d)
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0c)
      case UInt8(ascii: "u"):
        let (scalar, length) = escapedScalar(bytes, index)
        result.append(contentsOf: UTF8.encode(scalar).unsafelyUnwrapped)
        index += length
        continue
      default: result.append(bytes[index + 1])
      }
      index += 2
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func escapedScalar(
    _ bytes: ArraySlice<UInt8>, _ index: Int
  ) -> (Unicode.Scalar, Int) {
    func unit(_ start: Int) -> UInt32? {
      guard start + 4 <= bytes.endIndex else { return nil }
      return UInt32(String(decoding: bytes[start..<start + 4], as: UTF8.self), radix: 16)
    }
    guard let first = unit(index + 2) else { return ("\u{fffd}", 2) }
    if let scalar = Unicode.Scalar(first) { return (scalar, 6) }
    guard first < 0xdc00, index + 12 <= bytes.endIndex, bytes[index + 6] == UInt8(ascii: "\\"),
      bytes[index + 7] == UInt8(ascii: "u"), let second = unit(index + 8),
      0xdc00..<0xe000 ~= second,
      let scalar = Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
    else { return ("\u{fffd}", 6) }
    return (scalar, 12)
  }
}

/// Whole numbers that are too long for one, such as identifiers of twenty digits: a fraction in their
/// place would have lost the last of them.
enum LongNumber {
  /// Whether a number has digits alone.
  static func isOne(_ text: some Collection<UInt8>) -> Bool {
    let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text[...]
    return !digits.isEmpty && digits.allSatisfy { 0x30...0x39 ~= $0 }
  }
}

/// The children of a value, in their order.
struct JSONChildren: Sequence, IteratorProtocol {
  let nodes: [JSONDocument.Node]
  var current: Int32

  mutating func next() -> Int? {
    guard current >= 0 else { return nil }
    defer { current = nodes[Int(current)].next }
    return Int(current)
  }
}

extension JSONDocument {
  /// A value as data, with what is not given left out of its objects.
  func datum(_ index: Int, leavingOut isLeftOut: (Int) -> Bool = { _ in false }) -> Datum {
    switch nodes[index].kind {
    case .null: return .null
    case .yes: return .bool(true)
    case .no: return .bool(false)
    case .number: return number(index)
    case .string: return .string(string(index))
    case .array: return .list(children(index).map { datum($0, leavingOut: isLeftOut) })
    case .object:
      var entries: [Datum.Entry] = []
      for child in children(index) where !isLeftOut(child) {
        entries.append(
          Datum.Entry(.string(key(child)), datum(child, leavingOut: isLeftOut)))
      }
      return .map(entries)
    }
  }

  /// A value of the language, in an arena.
  ///
  /// - Parameter isLeftOut: Which members are not given.
  func value(
    _ index: Int, in arena: inout Arena, leavingOut isLeftOut: (Int) -> Bool
  ) -> Value {
    let node = nodes[index]
    switch node.kind {
    case .null: return .null
    case .yes: return Value(true)
    case .no: return Value(false)
    case .number:
      switch number(index) {
      case .int(let whole): return Value(whole)
      case .double(let double): return Value(double)
      case .string(let digits): return arena.string(copying: digits)
      default: return .null
      }
    case .string:
      guard !node.hasEscape else { return arena.string(copying: string(index)) }
      return bytes[stringRange(index)].withUnsafeBufferPointer { arena.string(copying: $0) }
    case .array:
      let room = arena.allocate(values: max(Int(node.count), 1))
      var count = 0
      for child in children(index) {
        room[count] = value(child, in: &arena, leavingOut: isLeftOut)
        count += 1
      }
      return Value(list: UnsafeBufferPointer(start: room, count: count))
    case .object:
      let room = arena.allocate(values: max(Int(node.count) * 2, 1))
      var count = 0
      for child in children(index) where !isLeftOut(child) {
        room[count] = arena.string(copying: key(child))
        room[count + 1] = value(child, in: &arena, leavingOut: isLeftOut)
        count += 2
      }
      return Value(map: UnsafeBufferPointer(start: room, count: count))
    }
  }
}

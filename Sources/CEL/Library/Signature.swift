/// Reads the declarations of the standard library, such as `string.(string) -> bool`.
///
/// A type before the dot is the receiver. Single capital letters are type parameters. It reads only
/// what stands in this module, and a test reads all of it.
struct Signature {
  private let bytes: [UInt8]
  private var index = 0

  private init(_ text: String) { bytes = Array(text.utf8) }

  static func overload(_ text: String) -> HostFunction.Overload {
    var reader = Signature(text)
    var parameters: [CELType] = []
    let isMember = reader.next != UInt8(ascii: "(")
    if isMember {
      parameters.append(reader.type())
      reader.skip(".")
    }
    reader.skip("(")
    while !reader.isAtEnd(")") {
      parameters.append(reader.type())
      reader.skip(",")
    }
    reader.skip(")")
    reader.skip("-")
    reader.skip(">")
    return HostFunction.Overload(parameters, reader.type(), isMember: isMember)
  }

  /// The next byte; 0 at the end.
  private var next: UInt8 { index < bytes.count ? bytes[index] : 0 }

  private func isAtEnd(_ closing: Unicode.Scalar) -> Bool {
    index >= bytes.count || next == UInt8(ascii: closing)
  }

  /// Steps over a byte, if it comes next, and over spaces.
  private mutating func skip(_ byte: Unicode.Scalar) {
    if next == UInt8(ascii: byte) { index += 1 }
    while next == UInt8(ascii: " ") { index += 1 }
  }

  private mutating func type() -> CELType {
    let start = index
    while Lexer.isLetter(next) { index += 1 }
    let name = String(decoding: bytes[start..<index], as: UTF8.self)
    var parameters: [CELType] = []
    if next == UInt8(ascii: "<") {
      skip("<")
      while !isAtEnd(">") {
        parameters.append(type())
        skip(",")
      }
      skip(">")
    }
    return Self.type(name, parameters)
  }

  private static func type(_ name: String, _ parameters: [CELType]) -> CELType {
    switch name {
    case "dyn": .dyn
    case "list": .list(parameters[0])
    case "map": .map(parameters[0], parameters[1])
    case "optional": .optional(parameters[0])
    case "type": .type(parameters[0])
    case "timestamp": .timestamp
    case "duration": .duration
    case "null": .null
    default: CELType.named[name] ?? .parameter(name)
    }
  }
}

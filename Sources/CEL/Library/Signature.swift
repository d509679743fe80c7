/// Reads the declarations of the standard library, such as `string.(string) -> bool`.
///
/// A type before the dot is the receiver. Single capital letters are type parameters. It reads only
/// what stands in this module, and a test reads all of it.
struct Signature {
  private var rest: Substring

  static func overload(_ text: String) -> HostFunction.Overload {
    var reader = Signature(rest: text[...])
    var parameters: [CELType] = []
    let isMember = !reader.rest.hasPrefix("(")
    if isMember {
      parameters.append(reader.type())
      reader.skip(".")
    }
    reader.skip("(")
    while !reader.rest.hasPrefix(")"), !reader.rest.isEmpty {
      parameters.append(reader.type())
      reader.skip(",")
    }
    reader.skip(")")
    reader.skip("->")
    return HostFunction.Overload(parameters, reader.type(), isMember: isMember)
  }

  private mutating func skip(_ text: String) {
    rest = rest.drop { $0 == " " }
    if rest.hasPrefix(text) { rest.removeFirst(text.count) }
    rest = rest.drop { $0 == " " }
  }

  private mutating func type() -> CELType {
    let name = rest.prefix { $0.isLetter || $0 == "_" }
    rest.removeFirst(name.count)
    var parameters: [CELType] = []
    if rest.hasPrefix("<") {
      skip("<")
      while !rest.hasPrefix(">"), !rest.isEmpty {
        parameters.append(type())
        skip(",")
      }
      skip(">")
    }
    return Self.type(String(name), parameters)
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

internal import CEL

/// A test of the suite of the language, and how it went.
struct ConformanceTest {
  let id: String
  let section: String
  let isRelevant: Bool
  private let json: JSON

  init?(_ json: JSON) {
    guard let id = json["id"]?.text, let file = json["file"]?.text,
      let section = json["section"]?.text
    else { return nil }
    self.id = id
    self.section = "\(file).\(section)"
    self.isRelevant = json["relevant"]?.isTrue == true
    self.json = json
  }

  /// What went wrong; `nil` if the test passes.
  func failure() -> String? {
    guard let expression = json["expr"]?.text else { return "no expression" }
    let environment = environment()
    let isUnchecked = json["disable_check"]?.isTrue == true
    let compilation =
      isUnchecked ? environment.compileUnchecked(expression) : environment.compile(expression)
    let expectsError = json["expected"]?["eval_error"] != nil
    guard let program = compilation.program else {
      return expectsError
        ? nil : compilation.issues.map(\.message).joined(separator: "; ")
    }
    if let typed = json["expected"]?["typed_result"], let type = typed["type"] {
      let wanted = Self.type(type)
      guard program.type == wanted else { return "type \(program.type), not \(wanted)" }
      if json["check_only"]?.isTrue == true { return nil }
    }
    let result = program.evaluate(bindings())
    let walked = program.evaluateByWalking(bindings())
    guard Self.isSame(result, walked) else { return "\(result), but \(walked) by walking" }
    if expectsError {
      if case .error = result { return nil }
      return "\(result), not an error"
    }
    let expected = json["expected"]?["value"] ?? json["expected"]?["typed_result"]?["value"]
    guard let expected, let wanted = Self.datum(expected) else { return "no expectation" }
    return Self.isSame(result, wanted) ? nil : "\(result), not \(wanted)"
  }

  private func environment() -> Environment {
    var environment = Environment()
    environment.container = json["container"]?.text ?? ""
    for declaration in json["type_env"]?.elements ?? [] {
      guard let name = declaration["name"]?.text else { continue }
      if let type = declaration["type"] {
        environment.declare(variable: name, Self.type(type))
      } else {
        let overloads = (declaration["overloads"]?.elements ?? []).map { overload in
          HostFunction.Overload(
            (overload["params"]?.elements ?? []).map(Self.type),
            overload["result"].map(Self.type) ?? .dyn,
            isMember: overload["member"]?.isTrue == true)
        }
        environment.declare(
          HostFunction(name, overloads: overloads) { _, _ in Value(error: .hostFailure) })
      }
    }
    return environment
  }

  private func bindings() -> [String: Datum] {
    guard case .object(let members) = json["bindings"] ?? .null else { return [:] }
    return members.compactMapValues { $0["value"].flatMap(Self.datum) }
  }
}

extension ConformanceTest {
  static func type(_ json: JSON) -> CELType {
    if let name = json.text { return namedTypes[name] ?? .dyn }
    if let element = json["list"] { return .list(type(element)) }
    if let parts = json["map"]?.elements, parts.count == 2 {
      return .map(type(parts[0]), type(parts[1]))
    }
    if let inner = json["type"] { return .type(type(inner)) }
    if let name = json["param"]?.text { return .parameter(name) }
    if let name = json["abstract"]?.text {
      let parameters = (json["params"]?.elements ?? []).map(type)
      return name == "optional_type" && parameters.count == 1
        ? .optional(parameters[0]) : .opaque(name, parameters)
    }
    return .dyn
  }

  private static let namedTypes: [String: CELType] = [
    "dyn": .dyn, "any": .dyn, "null_type": .null, "bool": .bool, "int": .int, "uint": .uint,
    "double": .double, "string": .string, "bytes": .bytes, "timestamp": .timestamp,
    "duration": .duration, "error": .error,
  ]

  static func datum(_ json: JSON) -> Datum? {
    let text = json["v"]?.text ?? ""
    switch json["t"]?.text {
    case "null": return .null
    case "bool": return .bool(json["v"]?.isTrue == true)
    case "int": return Int64(text).map(Datum.int)
    case "uint": return UInt64(text).map(Datum.uint)
    case "double":
      let bits = (json["bits"]?.text).flatMap { UInt64($0, radix: 16) }
      return bits.map { .double(Double(bitPattern: $0)) }
    case "string": return .string(text)
    case "bytes": return .bytes(base64(text))
    case "type": return .type(text)
    case "list": return .list((json["v"]?.elements ?? []).compactMap(datum))
    case "map":
      return .map(
        (json["v"]?.elements ?? []).compactMap { pair in
          guard let key = datum(pair.elements[0]), let value = datum(pair.elements[1]) else {
            return nil
          }
          return Datum.Entry(key, value)
        })
    case "timestamp":
      guard let seconds = json["s"]?.text.flatMap(Int64.init) else { return nil }
      return .timestamp(
        seconds: seconds, nanoseconds: UInt32(json["n"]?.text ?? "0") ?? 0)
    case "duration":
      guard let seconds = json["s"]?.text.flatMap(Int64.init) else { return nil }
      return .duration(seconds * 1_000_000_000 + (Int64(json["n"]?.text ?? "0") ?? 0))
    default: return nil
    }
  }

  private static func base64(_ text: String) -> [UInt8] {
    let environment = Environment()
    let program = environment.compile("base64.decode('\(text)')").program
    if case .bytes(let bytes) = program?.evaluate() { return bytes }
    return []
  }

  /// Whether two values are the same, with their types; entries of maps in any order.
  static func isSame(_ left: Datum, _ right: Datum) -> Bool {
    switch (left, right) {
    case (.double(let a), .double(let b)): a.isNaN && b.isNaN || a.bitPattern == b.bitPattern
    case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
    case (.list(let a), .list(let b)): a.count == b.count && zip(a, b).allSatisfy(isSame)
    case (.map(let a), .map(let b)):
      a.count == b.count
        && a.allSatisfy { entry in
          b.contains { isSame($0.key, entry.key) && isSame($0.value, entry.value) }
        }
    default: left == right
    }
  }
}

extension CELType: CustomStringConvertible {
  /// The type as conditions and messages write it, such as `list(string)`.
  public var description: String {
    switch self {
    case .dyn: "dyn"
    case .null: "null"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .date: "date"
    case .period: "period"
    case .list(let element): "list(\(element))"
    case .map(let key, let value): "map(\(key), \(value))"
    case .optional(let value): "optional(\(value))"
    case .type(let type): "type(\(type))"
    case .object(let name): name
    case .opaque(let name, let parameters):
      parameters.isEmpty
        ? name : "\(name)(\(parameters.map(\.description).joined(separator: ", ")))"
    case .parameter(let name): name
    case .error: "error"
    }
  }

  /// The name that `type()` gives a value of the type.
  var runtimeName: StaticString? {
    switch self {
    case .null: "null_type"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .timestamp: "google.protobuf.Timestamp"
    case .duration: "google.protobuf.Duration"
    case .date: "date"
    case .period: "period"
    case .list: "list"
    case .map: "map"
    case .optional: "optional_type"
    case .type: "type"
    case .dyn, .object, .opaque, .parameter, .error: nil
    }
  }

  /// The types that an expression can name, such as `int` in `type(x) == int`.
  static let named: [String: CELType] = [
    "null_type": .null, "bool": .bool, "int": .int, "uint": .uint, "double": .double,
    "string": .string, "bytes": .bytes, "list": .list(.dyn), "map": .map(.dyn, .dyn),
    "type": .type(.dyn), "google.protobuf.Timestamp": .timestamp,
    "google.protobuf.Duration": .duration, "optional_type": .optional(.dyn), "date": .date,
    "period": .period,
  ]
}

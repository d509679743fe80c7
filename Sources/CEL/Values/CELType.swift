/// A type of the language, as the checker sees it.
public indirect enum CELType: Hashable, Sendable {
  /// Any value, known only when evaluated.
  case dyn
  case null, bool, int, uint, double, string, bytes, timestamp, duration
  /// A civil day (Custos).
  case date
  /// A calendar period (Custos).
  case period
  case list(CELType)
  case map(CELType, CELType)
  case optional(CELType)
  /// The type of types; the parameter is the type that the value denotes.
  case type(CELType)
  /// A declared object, by the name of its ``StructType``.
  case object(String)
  /// A type that only a host knows, with parameters.
  case opaque(String, [CELType])
  /// A type parameter of a function declaration, such as `T`.
  case parameter(String)
  /// The type of an expression that failed to check; it agrees with everything.
  case error
}

extension CELType {
  /// Whether it is not known, or what it holds is not.
  var isDynamic: Bool {
    switch self {
    case .dyn, .error: true
    case .list(let inner), .optional(let inner): inner.isDynamic
    case .map(let key, let value): key.isDynamic || value.isDynamic
    default: false
    }
  }

  /// A number for each type that agrees with no type but itself, and with those that are not known.
  var plainNumber: Int? {
    switch self {
    case .bool: 1
    case .int: 2
    case .uint: 3
    case .double: 4
    case .string: 5
    case .bytes: 6
    case .date: 7
    case .period: 8
    default: nil
    }
  }

  /// Whether a type parameter stands in it.
  var hasParameters: Bool {
    switch self {
    case .parameter: true
    case .list(let inner), .optional(let inner), .type(let inner): inner.hasParameters
    case .map(let key, let value): key.hasParameters || value.hasParameters
    case .opaque(_, let parameters): parameters.contains(where: \.hasParameters)
    default: false
    }
  }
}

import CEL
import Inventory

/// Which types of expressions a field may be given.
enum FieldTypes {
  static func accepted(_ field: FieldDefinition) -> [CELType] {
    switch field.kind {
    case .text, .prose: [.string, .int, .uint, .double, .bool, .date, .period]
    case .code: [.string]
    case .codes: [.list(.string), .string]
    case .integer: [.int, .string, .uint, .double]
    case .boolean: [.bool, .string]
    case .date: [.date, .string, .timestamp]
    case .instant: [.timestamp, .string]
    case .period: [.period, .string]
    case .object: [.map(.string, .dyn), .list(.map(.string, .dyn))]
    case .objects: [.list(.map(.string, .dyn))]
    }
  }

  static func isAccepted(_ type: CELType, _ types: [CELType]) -> Bool {
    switch type {
    case .dyn, .error: true
    case .optional(let inner): isAccepted(inner, types)
    default: types.contains { fits(type, $0) }
    }
  }

  private static func fits(_ type: CELType, _ wanted: CELType) -> Bool {
    switch (type, wanted) {
    case (.dyn, _), (_, .dyn): true
    case (.parameter, _): true
    case (.list(let inner), .list(let other)): fits(inner, other)
    case (.map(let key, let value), .map(let otherKey, let otherValue)):
      fits(key, otherKey) && fits(value, otherValue)
    default: type == wanted
    }
  }

  static func words(_ types: [CELType]) -> String {
    types.map(words).joined(separator: " or ")
  }

  static func words(_ type: CELType) -> String {
    switch type {
    case .string: "a text"
    case .int, .uint: "a whole number"
    case .double: "a number"
    case .bool: "true or false"
    case .date: "a day"
    case .timestamp: "a point in time"
    case .period: "a period"
    case .list(let inner): "a list of \(plural(inner))"
    case .map: "a map of fields"
    case .optional(let inner): "an optional of \(words(inner))"
    default: "something else"
    }
  }

  private static func plural(_ type: CELType) -> String {
    switch type {
    case .string: "texts"
    case .map: "maps of fields"
    case .int, .uint, .double: "numbers"
    case .date: "days"
    default: "other things"
    }
  }

  static func hint(_ type: CELType, _ types: [CELType]) -> String? {
    if types.first == .list(.string), type == .string { return nil }
    if types.contains(.string) { return "string(…) makes a text of it" }
    if types.first == .bool { return "flag(…) reads yes and no" }
    return nil
  }
}

/// Selecting and indexing where the checker did not know the type.
enum Access {
  /// `value.name`, where `types` are the shapes of objects by their number.
  static func select(
    _ value: Value, _ name: Value, _ types: [UInt32: StructType], _ context: inout CallContext
  ) -> Value {
    switch value.tag {
    case .map:
      context.charge(Int(value.aux))
      return value.entry(named: name).map(given) ?? Value(error: .noSuchKey)
    case .object:
      guard let slot = types[value.aux]?.index(of: name.asString) else {
        return Value(error: .noMatchingOverload)
      }
      let field = value.asFields[slot]
      return given(field)
    case .optional:
      guard let inner = value.asOptional else { return value }
      return selectOptional(inner, name, types, &context)
    case .error: return value
    case .absent, .unknown, .withheld, .notApplicable: return value.missingFieldError
    default: return Value(error: .noMatchingOverload)
    }
  }

  /// `value.?name`: an optional.
  static func selectOptional(
    _ value: Value, _ name: Value, _ types: [UInt32: StructType], _ context: inout CallContext
  ) -> Value {
    switch value.tag {
    case .map:
      context.charge(Int(value.aux))
      guard let entry = value.entry(named: name) else { return Value(optional: nil) }
      return optional(field: entry, &context)
    case .object:
      guard let slot = types[value.aux]?.index(of: name.asString) else {
        return Value(error: .noMatchingOverload)
      }
      return optional(field: value.asFields[slot], &context)
    case .optional:
      guard let inner = value.asOptional else { return value }
      return selectOptional(inner, name, types, &context)
    case .error: return value
    default: return Value(error: .noSuchKey)
    }
  }

  /// The optional of a field's slot: none if it is not given, an error if it is not known.
  static func optional(field: Value, _ context: inout CallContext) -> Value {
    switch field.tag {
    case .absent, .notApplicable: Value(optional: nil)
    case .unknown, .withheld: Value(error: .unknownField)
    case .error: field
    default: context.optional(field)
    }
  }

  /// `has(value.name)`.
  static func has(
    _ value: Value, _ name: Value, _ types: [UInt32: StructType], _ context: inout CallContext
  ) -> Value {
    switch value.tag {
    case .optional:
      guard let inner = value.asOptional else { return Value(false) }
      return has(inner, name, types, &context)
    case .map, .object:
      let found = selectOptional(value, name, types, &context)
      return found.isError ? found : Value(found.bits != 0)
    case .error: return value
    case .absent, .unknown, .withheld, .notApplicable: return value.missingFieldError
    default: return Value(error: .noMatchingOverload)
    }
  }

  /// `value[index]`.
  static func index(_ value: Value, _ index: Value, _ context: inout CallContext) -> Value {
    if value.isError { return value }
    if index.isError { return index }
    switch value.tag {
    case .list:
      guard let position = whole(index) else { return Value(error: .invalidArgument) }
      guard position >= 0, position < Int64(value.aux) else {
        return Value(error: .indexOutOfRange)
      }
      let element = value.asList[Int(position)]
      return given(element)
    case .map:
      context.charge(Int(value.aux))
      return value.entry(index, &context.fuel).map(given) ?? Value(error: .noSuchKey)
    case .optional:
      guard let inner = value.asOptional else { return value }
      return optionalIndex(inner, index, &context)
    default: return Value(error: .noMatchingOverload)
    }
  }

  /// `value[?index]`: an optional; what fails in the value or the index is not a place without an
  /// element.
  static func optionalIndex(
    _ value: Value, _ index: Value, _ context: inout CallContext
  ) -> Value {
    if value.isError { return value }
    if index.isError { return index }
    if value.tag == .optional {
      guard let inner = value.asOptional else { return value }
      return optionalIndex(inner, index, &context)
    }
    let found = Self.index(value, index, &context)
    switch found.errorKind {
    case nil: return context.optional(found)
    case .noSuchKey, .indexOutOfRange, .noSuchField: return Value(optional: nil)
    default: return found
    }
  }

  /// A value that is there, or the error that it is not.
  private static func given(_ value: Value) -> Value {
    value.isMissing ? value.missingFieldError : value
  }

  /// The whole number that a number is, of whatever type.
  static func whole(_ value: Value) -> Int64? {
    switch value.tag {
    case .int: value.asInt
    case .uint: Int64(exactly: value.bits)
    case .double: Int64(exactly: value.asDouble)
    default: nil
    }
  }
}

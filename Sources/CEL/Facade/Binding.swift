internal import CivilTime
internal import Diagnostics

/// Why values cannot be bound to the variables of an environment.
public struct BindingFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The variable, or the place within it, such as `record.events[0].date`.
  public let path: String
  /// What is wrong.
  public let message: String
  /// A likely cure.
  public let hint: String?

  /// The place, what is wrong there, and the hint.
  public var description: String { "\(path): \(message)" + (hint.map { "; \($0)" } ?? "") }
}

extension Environment {
  /// Values for all variables in the order of their slots, and one more so that there is one.
  ///
  /// A map that is bound where an object is declared becomes one; a field that is left out is not
  /// given.
  ///
  /// - Throws: A name that no variable or field has, or a value of another type than declared.
  func bound(
    _ bindings: [String: Datum], in arena: inout Arena
  ) throws(BindingFailure) -> [Value] {
    for name in bindings.keys.sorted() where index(ofVariable: name) == nil {
      throw BindingFailure(
        path: name, message: "there is no variable of this name",
        hint: Self.hint(name, variables.map(\.name)))
    }
    var values: [Value] = []
    for variable in variables {
      guard let datum = bindings[variable.name] else {
        values.append(.absent)
        continue
      }
      values.append(try value(of: datum, as: variable.type, at: variable.name, in: &arena))
    }
    return values + [.absent]
  }

  private static func hint(_ name: String, _ known: [String]) -> String? {
    nearestName(to: name, among: known).map { "did you mean \"\($0)\"?" }
  }

  private func value(
    of datum: Datum, as type: CELType, at path: String, in arena: inout Arena
  ) throws(BindingFailure) -> Value {
    switch (type, datum) {
    case (_, .absent), (_, .unknown), (_, .notApplicable): return datum.value(in: &arena)
    case (.object(let name), .map(let entries)):
      return try object(name, entries, at: path, in: &arena)
    case (.list(let inner), .list(let items)):
      var values: [Value] = []
      for (index, item) in items.enumerated() {
        values.append(try value(of: item, as: inner, at: "\(path)[\(index)]", in: &arena))
      }
      return arena.list(copying: values)
    case (.map(let keyType, let inner), .map(let entries)):
      var values: [Value] = []
      for entry in entries {
        values.append(try value(of: entry.key, as: keyType, at: "a key of \(path)", in: &arena))
        values.append(
          try value(of: entry.value, as: inner, at: "\(path)[\(entry.key)]", in: &arena))
      }
      let list = arena.list(copying: values)
      return Value(tag: .map, aux: UInt32(entries.count), bits: list.bits)
    default:
      let value = datum.value(in: &arena)
      guard type.holds(value), value.tag != .error else {
        throw BindingFailure(
          path: path, message: "expected \(type), found \(datum)", hint: nil)
      }
      return value
    }
  }

  private func object(
    _ name: String, _ entries: [Datum.Entry], at path: String, in arena: inout Arena
  ) throws(BindingFailure) -> Value {
    guard let shape = type(named: name) else {
      throw BindingFailure(path: path, message: "the shape \(name) is not declared", hint: nil)
    }
    let fields = arena.allocate(values: max(shape.fields.count, 1))
    fields.initialize(repeating: .absent, count: shape.fields.count)
    for entry in entries {
      guard case .string(let field) = entry.key, let slot = shape.index(of: field) else {
        let known = shape.fields.map(\.name)
        let key = if case .string(let text) = entry.key { text } else { entry.key.description }
        throw BindingFailure(
          path: path, message: "no field \"\(key)\" in \(name)", hint: Self.hint(key, known))
      }
      fields[slot] = try value(
        of: entry.value, as: shape.fields[slot].type, at: "\(path).\(field)", in: &arena)
    }
    return Value(object: fields, type: shape.number)
  }
}

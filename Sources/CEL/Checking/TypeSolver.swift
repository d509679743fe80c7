/// Finds out what type parameters stand for.
///
/// Every use of a declaration gets parameters of its own; the solver binds them step by step. It
/// is a value, so a try that fails is undone by dropping the copy.
struct TypeSolver {
  private var bindings: [String: CELType] = [:]
  private var counter = 0

  /// A parameter that nothing else uses.
  mutating func fresh() -> CELType {
    counter += 1
    return .parameter("#\(counter)")
  }

  /// Declared types with their parameters made their own.
  mutating func instantiate(_ types: [CELType]) -> [CELType] {
    var names: [String: CELType] = [:]
    return types.map { renamed($0, &names) }
  }

  private mutating func renamed(_ type: CELType, _ names: inout [String: CELType]) -> CELType {
    switch type {
    case .parameter(let name):
      if let known = names[name] { return known }
      let own = fresh()
      names[name] = own
      return own
    case .list(let element): return .list(renamed(element, &names))
    case .map(let key, let value): return .map(renamed(key, &names), renamed(value, &names))
    case .optional(let value): return .optional(renamed(value, &names))
    case .type(let inner): return .type(renamed(inner, &names))
    case .opaque(let name, let parameters):
      return .opaque(name, parameters.map { renamed($0, &names) })
    default: return type
    }
  }

  /// A type with everything that is known about its parameters.
  ///
  /// - Parameter isFinal: Whether parameters that are still open become `dyn`.
  func resolve(_ type: CELType, isFinal: Bool = false) -> CELType {
    switch type {
    case .parameter(let name):
      if let bound = bindings[name] { return resolve(bound, isFinal: isFinal) }
      return isFinal ? .dyn : type
    case .list(let element): return .list(resolve(element, isFinal: isFinal))
    case .map(let key, let value):
      return .map(resolve(key, isFinal: isFinal), resolve(value, isFinal: isFinal))
    case .optional(let value): return .optional(resolve(value, isFinal: isFinal))
    case .type(let inner): return .type(resolve(inner, isFinal: isFinal))
    case .opaque(let name, let parameters):
      return .opaque(name, parameters.map { resolve($0, isFinal: isFinal) })
    default: return type
    }
  }

  /// Whether a value of one type may stand where another is asked for; binds parameters.
  mutating func isAssignable(_ type: CELType, to wanted: CELType) -> Bool {
    let from = shallow(type)
    let to = shallow(wanted)
    switch (from, to) {
    case (.parameter(let left), .parameter(let right)) where left == right: return true
    case (_, .parameter(let name)): return bind(name, from)
    case (.parameter(let name), _): return bind(name, to)
    case (.dyn, _), (_, .dyn), (.error, _), (_, .error): return true
    case (.list(let left), .list(let right)), (.optional(let left), .optional(let right)):
      return isAssignable(left, to: right)
    case (.map(let leftKey, let left), .map(let rightKey, let right)):
      return isAssignable(leftKey, to: rightKey) && isAssignable(left, to: right)
    case (.type, .type): return true
    case (.opaque(let left, let leftParameters), .opaque(let right, let rightParameters)):
      return left == right && leftParameters.count == rightParameters.count
        && zip(leftParameters, rightParameters).allSatisfy { isAssignable($0, to: $1) }
    case (.null, .object), (.null, .timestamp), (.null, .duration), (.null, .optional),
      (.null, .opaque):
      return true
    default: return from == to
    }
  }

  /// The type that two elements have in common; `dyn` if none.
  mutating func join(_ left: CELType, _ right: CELType) -> CELType {
    if case .null = shallow(left), case .null = shallow(right) { return .null }
    var attempt = self
    if attempt.isAssignable(right, to: left) {
      self = attempt
      return isMoreGeneral(left, right) ? left : right
    }
    attempt = self
    if attempt.isAssignable(left, to: right) {
      self = attempt
      return right
    }
    return .dyn
  }

  /// Whether one of two types that agree says less than the other.
  private func isMoreGeneral(_ left: CELType, _ right: CELType) -> Bool {
    switch (shallow(left), shallow(right)) {
    case (.dyn, _): true
    case (_, .dyn): false
    case (_, .null): true
    case (.null, _): false
    case (.parameter, _): false
    case (_, .parameter): true
    case (.list(let a), .list(let b)), (.optional(let a), .optional(let b)): isMoreGeneral(a, b)
    case (.map(let aKey, let a), .map(let bKey, let b)):
      isMoreGeneral(aKey, bKey) && isMoreGeneral(a, b)
    default: true
    }
  }

  private func shallow(_ type: CELType) -> CELType {
    var type = type
    while case .parameter(let name) = type, let bound = bindings[name] { type = bound }
    return type
  }

  private mutating func bind(_ name: String, _ type: CELType) -> Bool {
    if type == .error { return true }
    guard !mentions(type, name) else { return false }
    bindings[name] = type
    return true
  }

  private func mentions(_ type: CELType, _ name: String) -> Bool {
    switch shallow(type) {
    case .parameter(let other): other == name
    case .list(let inner), .optional(let inner), .type(let inner): mentions(inner, name)
    case .map(let key, let value): mentions(key, name) || mentions(value, name)
    case .opaque(_, let parameters): parameters.contains { mentions($0, name) }
    default: false
    }
  }
}

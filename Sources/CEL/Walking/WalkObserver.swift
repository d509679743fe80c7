/// Watches a walk over a tree and keeps something of every node besides its value.
///
/// The walker alone knows the order of evaluation and what a node yields. An observer is handed the
/// parts of a node and its value, and makes its own part of the node from them.
protocol WalkObserver {
  /// What it keeps of a node.
  associatedtype Part

  /// Whether it is shown every term of `&&`, `||` and every element of a macro, also after the value
  /// is decided. If not, it is shown none of them.
  static var seesEveryTerm: Bool { get }
  /// Whether it is shown the branch that a choice does not take.
  static var seesBothBranches: Bool { get }

  /// The value of a node of which it keeps a part.
  func value(of part: Part) -> Value
  /// What it knows of a node that is not walked into, such as a name; `nil` to walk on.
  mutating func known(_ node: NodeIndex, _ walker: inout Walker) -> Part?
  /// The same for a node that needs all of its operands, before they are walked.
  mutating func knownWithoutOperands(_ node: NodeIndex, _ walker: inout Walker) -> Part?
  /// The operands of a node that needs all of them.
  func operands(_ node: NodeIndex, _ walker: Walker) -> [NodeIndex]
  /// A node of which only the value is known.
  mutating func leaf(_ node: NodeIndex, _ value: Value) -> Part
  /// Notes what a variable of a macro stands for.
  mutating func bind(_ local: Int, _ value: Value, _ part: Part, _ origin: LocalOrigin)

  /// A node that needs all of its operands; ``Walker/strict(_:_:)`` gives its value.
  mutating func strict(_ node: NodeIndex, _ operands: [Part], _ walker: inout Walker) -> Part
  /// `&&` or `||`.
  mutating func terms(_ node: NodeIndex, _ terms: [Part], _ decision: Decision) -> Part
  /// `condition ? yes : no`; a branch that was not walked is `nil`.
  mutating func choice(
    _ node: NodeIndex, _ condition: Part, yes: Part?, no: Part?, _ value: Value
  ) -> Part
  /// `cel.bind`.
  mutating func bound(_ node: NodeIndex, _ value: Part, _ body: Part) -> Part
  /// `optMap` and `optFlatMap`; there is no body if the optional holds nothing or is none.
  mutating func optionalMap(
    _ node: NodeIndex, _ optional: Part, _ body: Part?, _ value: Value
  ) -> Part
  /// `or` and `orValue`; there is nothing else if the optional holds something or is none.
  mutating func fallback(
    _ node: NodeIndex, _ optional: Part, _ other: Part?, _ value: Value
  ) -> Part
  /// A macro over what is neither a list nor a map.
  mutating func rangeless(_ node: NodeIndex, _ range: Part, _ error: Value) -> Part
  /// `all` or `exists`.
  mutating func quantified(
    _ node: NodeIndex, _ range: Part, _ elements: [Part], _ decision: Decision
  ) -> Part
  /// Any other macro. Of each element there is the body, and the filter before it if there is one.
  mutating func collected(
    _ node: NodeIndex, _ loop: SyntaxNode.Comprehension, _ range: Part, _ elements: [Part],
    _ value: Value
  ) -> Part
}

extension WalkObserver {
  mutating func knownWithoutOperands(_ node: NodeIndex, _ walker: inout Walker) -> Part? { nil }
  func operands(_ node: NodeIndex, _ walker: Walker) -> [NodeIndex] {
    walker.checked.strictOperands(node)
  }
}

/// Where the value of a variable of a macro comes from.
enum LocalOrigin {
  /// It is the value of the part.
  case whole
  /// It is what the optional at a node holds.
  case content(of: NodeIndex)
  /// It is an element of the list or map at a node, or its index or key.
  case element(of: NodeIndex, index: Int, isElement: Bool)
}

/// What several terms come to of which one can decide.
struct Decision {
  /// The truth value of a term that decides: `true` for `||`.
  let decider: Bool
  /// What they come to.
  private(set) var value: Value
  /// The first term that brings it about; `nil` if all of them do together.
  private(set) var first: Int?
  /// How many terms there were.
  private(set) var count = 0
  /// Whether a term has decided.
  private(set) var isMade = false

  init(decider: Bool) {
    self.decider = decider
    value = Value(!decider)
  }

  /// Takes the next term into account, a Boolean or an error.
  mutating func take(_ term: Value) {
    defer { count += 1 }
    if isMade || (term.isError ? first != nil : term.asBool != decider) { return }
    (value, first, isMade) = (term, count, !term.isError)
  }
}

/// Watches nothing: what is kept of a node is its value.
struct PlainWalk: WalkObserver {
  static let seesEveryTerm = false
  static let seesBothBranches = false

  func value(of part: Value) -> Value { part }
  mutating func known(_ node: NodeIndex, _ walker: inout Walker) -> Value? {
    if walker.usesConstants, let constant = walker.program.constantNodes[node] { return constant }
    return walker.nameValue(node)
  }
  mutating func leaf(_ node: NodeIndex, _ value: Value) -> Value { value }
  mutating func bind(_ local: Int, _ value: Value, _ part: Value, _ origin: LocalOrigin) {}

  mutating func strict(
    _ node: NodeIndex, _ operands: [Value], _ walker: inout Walker
  ) -> Value { walker.strict(node, operands) }
  mutating func terms(_ node: NodeIndex, _ terms: [Value], _ decision: Decision) -> Value {
    decision.value
  }
  mutating func choice(
    _ node: NodeIndex, _ condition: Value, yes: Value?, no: Value?, _ value: Value
  ) -> Value { value }
  mutating func bound(_ node: NodeIndex, _ value: Value, _ body: Value) -> Value { body }
  mutating func optionalMap(
    _ node: NodeIndex, _ optional: Value, _ body: Value?, _ value: Value
  ) -> Value { value }
  mutating func fallback(
    _ node: NodeIndex, _ optional: Value, _ other: Value?, _ value: Value
  ) -> Value { value }
  mutating func rangeless(_ node: NodeIndex, _ range: Value, _ error: Value) -> Value { error }
  mutating func quantified(
    _ node: NodeIndex, _ range: Value, _ elements: [Value], _ decision: Decision
  ) -> Value { decision.value }
  mutating func collected(
    _ node: NodeIndex, _ loop: SyntaxNode.Comprehension, _ range: Value, _ elements: [Value],
    _ value: Value
  ) -> Value { value }
}

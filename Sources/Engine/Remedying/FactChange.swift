import CEL

/// A fact with another value.
struct FactChange {
  let fact: ChangeableFact
  let old: Value
  let new: Value
  /// Other codes that would do as well.
  var alternatives: [Value] = []

  /// The same change to another value.
  func to(_ value: Value) -> FactChange { FactChange(fact: fact, old: old, new: value) }
}

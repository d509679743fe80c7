import Synchronization

/// Something that is made when it is first asked for, by whichever thread asks.
struct MadeOnce<Value: Sendable>: ~Copyable, Sendable {
  private let known = Mutex<Value?>(nil)

  func value(_ make: () -> Value) -> Value {
    known.withLock { known in
      if let known { return known }
      let made = make()
      known = made
      return made
    }
  }

  func set(_ value: Value) { known.withLock { $0 = value } }
}

/// A reference to something that is made when it is first asked for.
final class Later<Value: Sendable>: Sendable {
  private let make: @Sendable () -> Value
  private let made = MadeOnce<Value>()

  init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  var value: Value { made.value(make) }
}

/// A reference to a value of many parts, of which one is asked for without all being copied.
final class Kept<Value: Sendable>: Sendable {
  let value: Value

  init(_ value: Value) { self.value = value }
}

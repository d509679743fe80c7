import CEL

/// What the conditions of a level may use, made when the first of them is compiled.
final class RuleEnvironment: Sendable {
  private let make: @Sendable () -> Environment
  private let made = MadeOnce<Environment>()

  init(_ make: @escaping @Sendable () -> Environment) {
    self.make = make
  }

  var environment: Environment { made.value(make) }
}

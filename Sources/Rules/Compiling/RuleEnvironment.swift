import CEL
import Synchronization

/// What the conditions of a level may use, made when the first of them is compiled.
final class RuleEnvironment: Sendable {
  private let make: @Sendable () -> Environment
  private let made = Mutex<Environment?>(nil)

  init(_ make: @escaping @Sendable () -> Environment) {
    self.make = make
  }

  var environment: Environment {
    made.withLock { made in
      if let made { return made }
      let environment = make()
      made = environment
      return environment
    }
  }
}

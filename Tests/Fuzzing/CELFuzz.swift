import CEL
import CivilTime

/// Parses, checks, evaluates and explains a condition; the two evaluators have to agree.
enum CELFuzz {
  private static let environment: Environment = {
    var environment = Environment(libraries: .all)
    environment.declare(variable: "x", .dyn)
    environment.declare(variable: "y", .list(.int))
    environment.declare(variable: "d", .date)
    return environment
  }()

  static func run(_ source: String) {
    guard let program = environment.compile(source).program else { return }
    let variables: [String: Datum] = [
      "x": .string("a"), "y": .list([.int(1), .int(2)]),
      "d": .date(DateInterval(Seed.day)),
    ]
    _ = program.evaluate(variables, today: Seed.day)
  }
}

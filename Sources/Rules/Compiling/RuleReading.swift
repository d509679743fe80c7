public import CEL

/// What the expressions of a rule read, together with the named values that they use.
public struct RuleReading: Hashable, Sendable {
  /// The variables that are read.
  public private(set) var variables: Set<String> = []
  /// The fields that are read of variables.
  public private(set) var fields: Set<ExpressionReading.Field> = []
  /// The chains of fields that are read, such as `system.deletion.tested`.
  public private(set) var paths: Set<String> = []
  /// The variables whose fields may be read under another name.
  public private(set) var passedOn: Set<String> = []
  /// The variables that are given to functions as a whole.
  public private(set) var arguments: Set<String> = []
  /// The functions that are called.
  public private(set) var functions: Set<String> = []

  init(_ readings: [ExpressionReading]) {
    for reading in readings {
      variables.formUnion(reading.names)
      fields.formUnion(reading.fields)
      paths.formUnion(reading.paths)
      passedOn.formUnion(reading.passedOn)
      arguments.formUnion(reading.arguments)
      functions.formUnion(reading.functions)
    }
  }

  /// The names of the fields that are read of a variable.
  public func fields(of variable: String) -> Set<String> {
    Set(fields.lazy.filter { $0.variable == variable }.map(\.name))
  }

  /// Whether a function is called whose answer hangs on any of some things.
  func calls(reading what: RuleFunction.Reading) -> Bool {
    !functions.isDisjoint(with: RuleTypes.functions(reading: what))
  }
}

public import CEL

/// What the expressions of a rule read, together with the named values that they use.
public struct RuleReading: Hashable, Sendable {
  /// The variables that are read.
  public private(set) var variables: [String] = []
  /// The fields that are read of variables.
  public private(set) var fields: [ExpressionReading.Field] = []
  /// The chains of fields that are read, such as `system.deletion.tested`.
  public private(set) var paths: [String] = []
  /// The variables whose fields may be read under another name.
  public private(set) var passedOn: [String] = []
  /// The variables that are given to functions as a whole.
  public private(set) var arguments: [String] = []
  /// The functions that are called.
  public private(set) var functions: [String] = []

  init(_ readings: [ExpressionReading]) {
    for reading in readings {
      for name in reading.names { variables.addOnce(name) }
      for field in reading.fields { fields.addOnce(field) }
      for path in reading.paths { paths.addOnce(path) }
      for name in reading.passedOn { passedOn.addOnce(name) }
      for name in reading.arguments { arguments.addOnce(name) }
      for name in reading.functions { functions.addOnce(name) }
    }
  }

  /// The names of the fields that are read of a variable.
  public func fields(of variable: String) -> [String] {
    fields.filter { $0.variable == variable }.map(\.name)
  }

  /// Whether any of some variables is read.
  public func reads(anyOf names: [String]) -> Bool { names.contains(where: variables.contains) }

  /// Whether a function is called whose answer hangs on any of some things.
  func calls(reading what: RuleFunction.Reading) -> Bool {
    RuleTypes.functions(reading: what).contains(where: functions.contains)
  }
}

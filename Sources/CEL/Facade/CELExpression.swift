public import CivilTime

/// That an expression does not compile.
public struct CompilationFailure: Error, Sendable, CustomStringConvertible {
  /// What was said, errors and warnings.
  public let compilation: Compilation

  /// Every issue with its line and a mark beneath the place.
  public var description: String { compilation.description }
}

/// Why an expression gave no value.
public struct ExpressionFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of failure; `nil` where the values did not fit the variables, so that nothing ran.
  public let kind: EvaluationError.Kind?
  /// What is wrong.
  public let message: String
  /// Where it came about, in UTF-8 bytes of its source; `nil` where that is not known.
  public let range: Range<Int>?
  /// The named expression in which it stands; `nil` in the main one.
  public let letName: String?
  private let excerpt: String?

  init(_ failure: BindingFailure) {
    (kind, message, range, letName, excerpt) = (nil, failure.description, nil, nil, nil)
  }

  init(_ kind: EvaluationError.Kind, in program: Program, at value: Value) {
    self.kind = kind
    message = kind.phrase
    let place = program.place(of: value)
    (range, letName) = (place?.range, place?.letName)
    let sources = program.lets.map { ($0.name as String?, $0.source) } + [(nil, program.source)]
    excerpt = place.flatMap { place in
      sources.first { $0.0 == place.letName }
        .map { SourceExcerpt.text(of: $0.1, at: place.range) }
    }
  }

  /// What is wrong, and the line in which it came about with a mark beneath the place.
  public var description: String { message + (excerpt.map { "\n\($0)" } ?? "") }
}

/// An expression ready to be asked: everything is checked, and nothing that it gives out points into
/// memory of its own.
///
/// For a hot path, ``Machine`` evaluates the same ``program`` without copying a value.
public struct CELExpression: Sendable {
  /// The compiled program.
  public let program: Program
  /// What is odd about it, though it works.
  public let warnings: [Issue]
  private let environment: Environment

  /// Compiles an expression.
  ///
  /// - Parameters:
  ///   - source: The expression.
  ///   - environment: What it may use.
  ///   - expected: The type that it must have; `nil` for any.
  ///   - lets: Named expressions that it, and later ones of them, may use.
  /// - Throws: Everything that is wrong with it, each with its place.
  public init(
    _ source: String, in environment: Environment = Environment(),
    expecting expected: CELType? = nil, lets: [(name: String, source: String)] = []
  ) throws(CompilationFailure) {
    let compilation = environment.compile(source, expecting: expected, lets: lets)
    guard let program = compilation.program else {
      throw CompilationFailure(compilation: compilation)
    }
    self.program = program
    self.environment = environment
    warnings = compilation.issues
  }

  /// Evaluates the expression as of a day such as `2026-11-01`.
  ///
  /// - Throws: As ``value(_:today:budget:)-(_,CivilDate,_)``, and that the text is no day.
  public func value(
    _ bindings: [String: Datum] = [:], today: String, budget: Int = 1_000_000
  ) throws(ExpressionFailure) -> Datum {
    guard let day = try? CivilDate(parsing: today) else {
      throw ExpressionFailure(
        BindingFailure(
          path: "today", message: "\"\(today)\" is no day such as 2026-11-01", hint: nil))
    }
    return try value(bindings, today: day, budget: budget)
  }

  /// Evaluates the expression.
  ///
  /// - Parameters:
  ///   - bindings: Values of variables by name; a map stands for an object of a declared shape, and
  ///     a variable that is left out is not given.
  ///   - today: The day that `today` is.
  ///   - budget: The units of work that it may take; see ``Machine/fuel``.
  /// - Throws: A binding that does not fit, or what failed and where.
  public func value(
    _ bindings: [String: Datum] = [:], today: CivilDate = CivilDate(dayNumber: 0),
    budget: Int = 1_000_000
  ) throws(ExpressionFailure) -> Datum {
    var machine = Machine(today: today)
    machine.fuel = budget
    var arena = Arena()
    let values: [Value]
    do throws(BindingFailure) {
      values = try environment.bound(bindings, in: &arena)
    } catch {
      throw ExpressionFailure(error)
    }
    let result = values.withUnsafeBufferPointer { values -> (Datum, Value) in
      guard let base = values.baseAddress else { return (.null, .null) }
      let value = machine.evaluate(program, base)
      return (Datum(value), value.isError ? value : .null)
    }
    if case .error(let kind) = result.0 {
      throw ExpressionFailure(kind, in: program, at: result.1)
    }
    return result.0
  }
}

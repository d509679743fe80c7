/// What an expression may use: variables, shapes of objects and functions.
///
/// A new environment knows the language with its standard extensions; ``Libraries`` says what else
/// there is, and what can be left out.
public struct Environment: Sendable {
  /// The namespace in which names are looked up first, such as `com.example`.
  public var container = ""
  /// The most work that an expression may be certain to take; one that takes more does not compile.
  ///
  /// The units are those of ``Machine/fuel``, and what an expression takes is estimated in
  /// ``Program/estimatedCost``.
  public var costLimit = 1_000_000
  /// Whether expressions are looked at for what is odd or takes long, beside what is wrong.
  ///
  /// Expressions that are known to be sound compile in less time without it. The
  /// ``Program/estimatedCost`` of such a program is unknown.
  public var isThorough = true
  private(set) var types: [String: StructType] = [:]
  private(set) var typesByNumber: [UInt32: StructType] = [:]
  private(set) var variables: [(name: String, type: CELType)] = []
  private var variableIndices: [String: Int] = [:]
  private(set) var functions: [FunctionEntry]
  private(set) var functionIndices: [String: Int]
  /// The words that the first argument of a function may be, by the function's name.
  private(set) var argumentWords: [String: WordList] = [:]
  /// The words that the result of a function may be, by its name and the text of its first argument.
  private(set) var resultWords: [String: [String: WordList]] = [:]
  /// Whether words are declared for anything.
  private(set) var hasWords = false
  /// The parts of the language that it has.
  public let libraries: Libraries

  /// An environment with some parts of the language beyond its core.
  public init(libraries: Libraries = .standard) {
    self.libraries = libraries
    (functions, functionIndices) = Library.functions(of: libraries)
  }

  /// Declares the shape of an object; a second one of the same name replaces the first.
  public mutating func declare(_ type: StructType) {
    if let old = types[type.name] { typesByNumber[old.number] = nil }
    types[type.name] = type
    typesByNumber[type.number] = type
    hasWords = hasWords || type.fields.contains { $0.words != nil }
  }

  /// Declares the words that the first argument of a function may be, where it is written out.
  public mutating func declare(_ words: WordList, forArgumentOf function: String) {
    argumentWords[function] = words
    hasWords = true
  }

  /// Declares the words that a function gives for some first arguments.
  public mutating func declare(_ words: [String: WordList], forResultsOf function: String) {
    resultWords[function] = words
    hasWords = true
  }

  /// Declares a variable, whose slot is the number of variables declared before it.
  ///
  /// A second variable of the same name replaces the type of the first.
  public mutating func declare(variable name: String, _ type: CELType) {
    if let index = variableIndices[name] {
      variables[index].type = type
      return
    }
    variableIndices[name] = variables.count
    variables.append((name, type))
  }

  /// Declares a function; a second one of the same name replaces the first, and ``add(_:)`` keeps
  /// it.
  ///
  /// - Precondition: Its name is that of no operator, whose meaning is fixed.
  public mutating func declare(_ function: HostFunction) {
    precondition(!function.isOperator, "an operator cannot be declared")
    declare(FunctionEntry(function: function, meaning: .host, isHost: true, isVariadic: false))
  }

  mutating func declare(_ entry: FunctionEntry) {
    if let index = functionIndices[entry.function.name] {
      functions[index] = entry
    } else {
      functionIndices[entry.function.name] = functions.count
      functions.append(entry)
    }
  }

  /// The slot of a variable.
  public func index(ofVariable name: String) -> Int? {
    variableIndices[name]
  }

  /// The number of variables, which is the number of values that an evaluation reads.
  public var variableCount: Int { variables.count }

  /// The declared shape of a name.
  public func type(named name: String) -> StructType? { types[name] }

  /// The names under which a name is looked up, the innermost namespace first.
  func candidates(for name: String, isRooted: Bool) -> [String] {
    guard !isRooted, !container.isEmpty else { return [name] }
    var candidates: [String] = []
    var prefix = container[...]
    while true {
      candidates.append("\(prefix).\(name)")
      guard let dot = prefix.lastIndex(of: ".") else { break }
      prefix = prefix[..<dot]
    }
    return candidates + [name]
  }
}

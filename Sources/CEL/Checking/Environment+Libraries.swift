extension Environment {
  /// Parts of the language beyond its core, which an environment may do without.
  ///
  /// A function, a macro or a type of a part that was not chosen is undeclared.
  public struct Libraries: OptionSet, Hashable, Sendable {
    public let rawValue: Int

    public init(rawValue: Int) { self.rawValue = rawValue }

    /// The extension for strings, such as `split` and `format`.
    public static let texts = Libraries(rawValue: 1)
    /// The extension for mathematics, such as `math.greatest`.
    public static let mathematics = Libraries(rawValue: 2)
    /// Values that may not be there: `a.?b`, `a[?b]`, `optional.of`, `optMap`.
    public static let optionals = Libraries(rawValue: 4)
    /// Base 64.
    public static let encodings = Libraries(rawValue: 8)
    /// `cel.bind`.
    public static let bindings = Libraries(rawValue: 16)
    /// Macros that bind an index or a key beside the element, and `transformMap` and its kin.
    public static let twoVariables = Libraries(rawValue: 32)
    /// Civil days, calendar periods, working days, and `today`: what retention needs.
    public static let retention = Libraries(rawValue: 64)

    /// The extensions that the specification describes; not ``retention``.
    public static let standard: Libraries = [
      .texts, .mathematics, .optionals, .encodings, .bindings, .twoVariables,
    ]
    /// Everything there is.
    public static let all: Libraries = [.standard, .retention]
    /// The core of the language alone.
    public static let core: Libraries = []
  }
}

extension Environment {
  /// Says whose day `date(timestamp)` gives, where the expression names no zone; UTC otherwise.
  ///
  /// - Parameter zone: A name of the time zone database, such as `Europe/London`, or an offset such
  ///   as `+01:00`. One that nobody knows makes every such call fail.
  public mutating func declare(zone: String) {
    declare(Library.entry(Library.civilDay(in: zone)))
  }

  /// Whether a type has a name in it.
  func has(_ type: CELType) -> Bool {
    type == .date || type == .period ? libraries.contains(.retention) : true
  }
}

extension Library {
  /// The functions of some parts of the language, and their places by name.
  static func functions(
    of libraries: Environment.Libraries
  ) -> (entries: [FunctionEntry], indices: [String: Int]) {
    if libraries == .all { return (entries, indices) }
    let chosen = groups.filter { $0.library.isSubset(of: libraries) }
      .flatMap(\.functions).map(entry)
    let places = chosen.enumerated().map { ($1.function.name, $0) }
    return (chosen, Dictionary(uniqueKeysWithValues: places))
  }
}

/// Which rules are used, by patterns of their identifiers and catalogue codes.
public struct RuleFilter: Hashable, Sendable {
  /// Rules to use; all where empty.
  public var select: [Glob]
  /// Rules not to use, also if they are selected.
  public var ignore: [Glob]

  /// A filter of patterns.
  public init(select: [String] = [], ignore: [String] = []) {
    self.select = select.map { Glob($0) }
    self.ignore = ignore.map { Glob($0) }
  }

  /// Whether a rule is used.
  public func uses(_ id: String, _ catalogue: [String]) -> Bool {
    let names = [id] + catalogue
    func fits(_ globs: [Glob]) -> Bool {
      globs.contains { glob in names.contains { glob.matches($0) } }
    }
    return (select.isEmpty || fits(select)) && !fits(ignore)
  }
}

/// An expression that was parsed once, to be read and to be compiled in any number of programs.
public struct ParsedExpression: Sendable {
  /// The text.
  public let source: String
  /// The parts of the language whose macros and signs were read.
  let libraries: Environment.Libraries
  let tree: SyntaxTree
  let issues: [Issue]

  /// Parses an expression; what does not parse is reported when it is compiled.
  public init(_ source: String, libraries: Environment.Libraries = .all) {
    var parser = Parser(libraries: libraries)
    parser.parse(source, name: nil)
    self.source = source
    self.libraries = libraries
    tree = parser.tree
    issues = parser.issues
  }
}

extension Parser {
  /// Adds an expression that was parsed before, as if it were parsed now.
  mutating func add(_ parsed: ParsedExpression, name: String?) {
    guard parsed.libraries == libraries else { return parse(parsed.source, name: name) }
    tree.append(parsed.tree, name: name)
    issues += parsed.issues.map { issue in
      Issue(
        issue.severity, issue.code, issue.message, hint: issue.hint, range: issue.range,
        letName: name)
    }
  }
}

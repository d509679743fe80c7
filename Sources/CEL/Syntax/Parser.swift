/// Reads expressions into a tree; reports every error and goes on behind it.
///
/// Nesting is limited, since everything after it recurses over the tree.
struct Parser {
  /// The deepest nesting that is read, and the longest text in code points.
  static let mostDepth = 250
  static let mostCodePoints = 100_000

  var tree = SyntaxTree()
  var issues: [Issue] = []
  var tokens: [Token] = []
  var position = 0
  private var depth = 0
  private var isTooDeep = false
  /// The parts of the language whose macros and signs are read.
  let libraries: Environment.Libraries

  init(libraries: Environment.Libraries = .all) { self.libraries = libraries }

  /// Parses a source text and adds it to the tree.
  mutating func parse(_ text: String, name: String?) {
    tree.sources.append(SyntaxTree.Source(name: name, text: text))
    isTooDeep = false
    depth = 0
    position = 0
    guard
      text.utf8.count <= Self.mostCodePoints || text.unicodeScalars.count <= Self.mostCodePoints
    else {
      tokens = [Token(kind: .end, range: 0..<0)]
      report("longer than \(Self.mostCodePoints) characters", 0..<0, code: "cel.too-long")
      finish(tree.add(.failed, 0..<0))
      return
    }
    var lexer = Lexer(Array(text.utf8))
    tokens = lexer.tokens()
    tree.reserve(tokens.count)
    for fault in lexer.faults { report(fault.message, fault.range, code: fault.code) }
    let root = expression()
    if token.kind != .end, !isTooDeep {
      report("unexpected \(describe(token)) after the expression", token.range)
    }
    finish(root)
  }

  private mutating func finish(_ root: NodeIndex) {
    tree.sources[tree.sources.count - 1].root = root
  }

  // MARK: Tokens

  var token: Token { tokens[position] }

  mutating func advance() {
    if position + 1 < tokens.count { position += 1 }
  }

  mutating func accept(_ symbol: Token.Symbol) -> Bool {
    guard case .symbol(let found) = tokens[position].kind, found == symbol else { return false }
    advance()
    return true
  }

  /// Steps over a symbol, or reports that it is missing.
  mutating func expect(_ symbol: Token.Symbol, in place: String) {
    if accept(symbol) { return }
    if !isTooDeep {
      report("expected \"\(symbol.text)\" \(place), found \(describe(token))", token.range)
    }
    skip(to: symbol)
  }

  /// Skips to a closing symbol on the same level, and over it.
  private mutating func skip(to symbol: Token.Symbol) {
    var level = 0
    while token.kind != .end {
      if level == 0, accept(symbol) { return }
      switch token.kind {
      case .symbol(.leftParenthesis), .symbol(.leftBracket), .symbol(.leftBrace): level += 1
      case .symbol(.rightParenthesis), .symbol(.rightBracket), .symbol(.rightBrace):
        level -= 1
        if level < 0 { return }
      default: break
      }
      advance()
    }
  }

  func describe(_ token: Token) -> String {
    if token.kind == .end { return "the end" }
    let utf8 = tree.sources[tree.sources.count - 1].text.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: token.range.lowerBound)
    let end = utf8.index(start, offsetBy: token.range.count)
    return "\"\(String(decoding: utf8[start..<end], as: UTF8.self))\""
  }

  mutating func report(
    _ message: String, _ range: Range<Int>, code: String = "cel.syntax", hint: String? = nil
  ) {
    let name = tree.sources[tree.sources.count - 1].name
    issues.append(Issue(.error, code, message, hint: hint, range: range, letName: name))
  }

  /// Adds a node that begins with another and ends where the last token did.
  mutating func node(_ node: SyntaxNode, from start: Int) -> NodeIndex {
    let end = position > 0 ? max(tokens[position - 1].range.upperBound, start) : start
    let index = tree.add(node, start..<end)
    if tree.depths[index] > Self.mostDepth { reportDepth(start..<end) }
    return index
  }

  private mutating func reportDepth(_ range: Range<Int>) {
    guard !isTooDeep else { return }
    isTooDeep = true
    report("nested deeper than \(Self.mostDepth) levels", range, code: "cel.too-deep")
    position = tokens.count - 1
  }

  // MARK: Operators

  /// `condition ? yes : no`, or anything that binds more tightly.
  mutating func expression() -> NodeIndex {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.mostDepth else {
      reportDepth(token.range)
      return tree.add(.failed, token.range)
    }
    let start = tokens[position].range.lowerBound
    let condition = disjunction()
    guard accept(.question) else { return condition }
    let yes = disjunction()
    expect(.colon, in: "between the branches")
    let no = expression()
    return node(.conditional(condition, yes, no), from: start)
  }

  private mutating func disjunction() -> NodeIndex {
    let start = tokens[position].range.lowerBound
    let first = conjunction()
    guard accept(.or) else { return first }
    var terms = [first]
    repeat { terms.append(conjunction()) } while accept(.or)
    return node(.or(terms), from: start)
  }

  private mutating func conjunction() -> NodeIndex {
    let start = tokens[position].range.lowerBound
    let first = relation()
    guard accept(.and) else { return first }
    var terms = [first]
    repeat { terms.append(relation()) } while accept(.and)
    return node(.and(terms), from: start)
  }

  private mutating func relation() -> NodeIndex {
    let start = tokens[position].range.lowerBound
    var left = sum()
    while let relation = binaryOperator(), relation.isRelation {
      advance()
      left = node(.binary(relation, left, sum()), from: start)
    }
    return left
  }

  private mutating func sum() -> NodeIndex {
    let start = tokens[position].range.lowerBound
    var left = product()
    while let sign = binaryOperator(), sign.isSum {
      advance()
      left = node(.binary(sign, left, product()), from: start)
    }
    return left
  }

  private mutating func product() -> NodeIndex {
    let start = tokens[position].range.lowerBound
    var left = unary()
    while let sign = binaryOperator(), sign.isProduct {
      advance()
      left = node(.binary(sign, left, unary()), from: start)
    }
    return left
  }

  private func binaryOperator() -> BinaryOperator? {
    switch tokens[position].kind {
    case .symbol(let symbol): symbol.binaryOperator
    case .identifier("in"): .contained
    default: nil
    }
  }

  private mutating func unary() -> NodeIndex {
    let start = tokens[position].range.lowerBound
    var signs: [(isNot: Bool, start: Int)] = []
    while token.kind == .symbol(.not) || token.kind == .symbol(.minus) {
      if token.kind == .symbol(.minus), case .int = tokens[position + 1].kind { break }
      if token.kind == .symbol(.minus), case .double = tokens[position + 1].kind { break }
      signs.append((token.kind == .symbol(.not), token.range.lowerBound))
      advance()
    }
    var operand = member()
    if signs.count > Self.mostDepth { reportDepth(start..<start) }
    for sign in signs.reversed() where !isTooDeep {
      operand = node(sign.isNot ? .not(operand) : .negate(operand), from: sign.start)
    }
    return operand
  }
}

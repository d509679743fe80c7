extension Parser {
  /// A primary with the selections, calls and indices behind it.
  mutating func member() -> NodeIndex {
    let start = token.range.lowerBound
    var operand = primary()
    while true {
      if accept(.dot) {
        operand = selection(of: operand, from: start)
      } else if accept(.leftBracket) {
        let isOptional = acceptOptional()
        let index = expression()
        expect(.rightBracket, in: "after the index")
        operand = node(.index(operand, index, isOptional: isOptional), from: start)
      } else if token.kind == .symbol(.leftBrace), isName(operand) {
        report(
          "message literals are not supported", token.range, code: "cel.unsupported",
          hint: "use a map literal or a declared object")
        _ = primary()
        operand = node(.failed, from: start)
      } else {
        return operand
      }
    }
  }

  /// Steps over the sign of an optional, if it comes next.
  private mutating func acceptOptional() -> Bool {
    let range = token.range
    guard accept(.question) else { return false }
    if !libraries.contains(.optionals) {
      report("optionals are not part of this language", range, code: "cel.unsupported")
    }
    return true
  }

  /// Whether a node is a name or a chain of names.
  private func isName(_ node: NodeIndex) -> Bool {
    switch tree.nodes[node] {
    case .identifier: true
    case .select(let operand, _, isOptional: false): isName(operand)
    default: false
    }
  }

  private mutating func selection(of operand: NodeIndex, from start: Int) -> NodeIndex {
    let isOptional = acceptOptional()
    let nameRange = token.range
    let name: String
    switch token.kind {
    case .identifier(let text) where Self.keywords.contains(text):
      report(
        "\"\(text)\" is a keyword and no name", nameRange, code: "cel.reserved",
        hint: "write it in backticks: .`\(text)`")
      name = text
    case .identifier(let text), .quotedIdentifier(let text): name = text
    default:
      if token.kind != .malformed {
        report("expected a field name after \".\", found \(describe(token))", token.range)
      }
      return node(.failed, from: start)
    }
    advance()
    if !isOptional, accept(.leftParenthesis) {
      let arguments = self.arguments(until: .rightParenthesis)
      return call(name, nameRange, target: operand, arguments, from: start)
    }
    let index = node(.select(operand, field: name, isOptional: isOptional), from: start)
    tree.nameRanges[index] = nameRange
    return index
  }

  private mutating func arguments(until closing: Token.Symbol) -> [NodeIndex] {
    var arguments: [NodeIndex] = []
    if accept(closing) { return arguments }
    repeat { arguments.append(expression()) } while accept(.comma)
    expect(closing, in: "after the arguments")
    return arguments
  }

  private mutating func primary() -> NodeIndex {
    let first = token
    let start = first.range.lowerBound
    if let literal = literalNode(first, isNegative: false) { return literal }
    switch first.kind {
    case .symbol(.minus):
      advance()
      return literalNode(token, isNegative: true, from: start) ?? failure()
    case .symbol(.leftParenthesis):
      advance()
      let inner = expression()
      expect(.rightParenthesis, in: "to close the parenthesis")
      return inner
    case .symbol(.leftBracket):
      advance()
      return list(from: start)
    case .symbol(.leftBrace):
      advance()
      return map(from: start)
    case .symbol(.dot):
      advance()
      return name(isRooted: true, from: start)
    case .identifier:
      return name(isRooted: false, from: start)
    case .int, .uint, .double, .string, .bytes, .symbol, .malformed, .quotedIdentifier, .end:
      return failure()
    }
  }

  /// Reports what stands where an expression should, and steps over it if it closes nothing.
  private mutating func failure() -> NodeIndex {
    let range = token.range
    switch token.kind {
    case .malformed: advance()
    case .end: report("expected an expression, found the end", range)
    case .symbol(.rightParenthesis), .symbol(.rightBracket), .symbol(.rightBrace), .symbol(.comma),
      .symbol(.colon):
      report("expected an expression, found \(describe(token))", range)
    default:
      report("expected an expression, found \(describe(token))", range)
      advance()
    }
    return tree.add(.failed, range)
  }

  private mutating func literalNode(
    _ token: Token, isNegative: Bool, from start: Int? = nil
  ) -> NodeIndex? {
    let start = start ?? token.range.lowerBound
    let literal: SyntaxNode
    switch token.kind {
    case .int(let magnitude):
      let limit = UInt64(Int64.max) + (isNegative ? 1 : 0)
      if magnitude > limit { report("the integer is out of range", token.range) }
      literal = .int(Int64(truncatingIfNeeded: isNegative ? 0 &- magnitude : magnitude))
    case .uint(let value): literal = .uint(value)
    case .double(let value): literal = .double(isNegative ? -value : value)
    case .string(let text): literal = .string(text)
    case .bytes(let bytes): literal = .bytes(bytes)
    case .identifier("true"): literal = .bool(true)
    case .identifier("false"): literal = .bool(false)
    case .identifier("null"): literal = .null
    default: return nil
    }
    advance()
    return node(literal, from: start)
  }

  /// Whether a comma stands alone before a closing bracket, as in `[,]`.
  private func isTrailingComma(before closing: Token.Symbol) -> Bool {
    token.kind == .symbol(.comma) && tokens[position + 1].kind == .symbol(closing)
  }

  private mutating func list(from start: Int) -> NodeIndex {
    var elements: [NodeIndex] = []
    var optional: Set<Int> = []
    if isTrailingComma(before: .rightBracket) { advance() }
    while token.kind != .symbol(.rightBracket), token.kind != .end {
      if acceptOptional() { optional.insert(elements.count) }
      elements.append(expression())
      if !accept(.comma) { break }
    }
    expect(.rightBracket, in: "to close the list")
    return node(.list(elements, optional: optional), from: start)
  }

  private mutating func map(from start: Int) -> NodeIndex {
    var entries: [SyntaxNode.Entry] = []
    if isTrailingComma(before: .rightBrace) { advance() }
    while token.kind != .symbol(.rightBrace), token.kind != .end {
      let isOptional = acceptOptional()
      let key = expression()
      guard accept(.colon) else {
        report("expected \":\" after the key, found \(describe(token))", token.range)
        break
      }
      entries.append(SyntaxNode.Entry(key: key, value: expression(), isOptional: isOptional))
      if !accept(.comma) { break }
    }
    expect(.rightBrace, in: "to close the map")
    return node(.map(entries), from: start)
  }

  /// A name or a call of a function.
  private mutating func name(isRooted: Bool, from start: Int) -> NodeIndex {
    let nameRange = token.range
    guard case .identifier(let name) = token.kind else { return failure() }
    advance()
    if accept(.leftParenthesis) {
      let arguments = self.arguments(until: .rightParenthesis)
      return call(isRooted ? "." + name : name, nameRange, target: nil, arguments, from: start)
    }
    if Self.reserved.contains(name) {
      report("\"\(name)\" is a reserved word", nameRange, code: "cel.reserved")
    }
    return node(.identifier(name, isRooted: isRooted), from: start)
  }

  /// Words that cannot name a field either.
  static let keywords: Set<String> = ["false", "in", "null", "true"]

  /// Words that cannot name a variable.
  static let reserved: Set<String> = [
    "as", "break", "const", "continue", "else", "false", "for", "function", "if", "import", "in",
    "let", "loop", "package", "namespace", "null", "return", "true", "var", "void", "while",
  ]
}

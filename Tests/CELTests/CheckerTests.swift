import Testing

@testable import CEL

@Suite struct CheckerTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    let source: String
    let code: String
    let at: String
    let hint: String?
    var testDescription: String { source }

    init(_ source: String, _ code: String, at: String, hint: String? = nil) {
      self.source = source
      self.code = code
      self.at = at
      self.hint = hint
    }
  }

  static let mistakes: [Mistake] = [
    Mistake("r.falg", "cel.no-such-field", at: "falg", hint: "did you mean \"flag\"?"),
    Mistake("s.flag", "cel.undeclared", at: "s"),
    Mistake(
      "lastday(r.a, period('P6Y')) < today", "cel.undeclared", at: "lastday",
      hint: "did you mean \"lastDay\"?"),
    Mistake(
      "r.a < '2026-02-28'", "cel.no-overload", at: "r.a < '2026-02-28'",
      hint: "write the day as date('2026-02-28')"),
    Mistake(
      "r.a < timestamp(0)", "cel.no-overload", at: "r.a < timestamp(0)",
      hint: "take the day of the timestamp with date(…)"),
    Mistake(
      "r.a + duration('24h') < today", "cel.no-overload", at: "r.a + duration('24h')",
      hint: "add a calendar period such as period('P6Y') to a date"),
    Mistake("r.n", "cel.type", at: "r.n", hint: "compare it with something"),
    Mistake("r.n && r.flag", "cel.type", at: "r.n"),
    Mistake("r.n.all(x, true)", "cel.type", at: "r.n"),
    Mistake("r.xs.all(1, true)", "cel.macro", at: "1"),
    Mistake("has(r)", "cel.macro", at: "r"),
    Mistake("r.flag == Foo{}", "cel.unsupported", at: "{"),
    Mistake("r.n == 'a\\q'", "cel.syntax", at: "\\q"),
    Mistake("r.flag &", "cel.syntax", at: "&"),
    Mistake("let == 1", "cel.reserved", at: "let"),
    Mistake(
      "today - period('P6Y') > r.a", "cel.backward-date", at: "today - period('P6Y')",
      hint: "count forward: lastDay(start, period('P6Y')) < today"),
    Mistake("r.xs.all(x, x.n > 1)", "cel.empty-all", at: "r.xs.all(x, x.n > 1)"),
    Mistake(
      "has(r.item.n)", "cel.unguarded-path", at: "has(r.item.n)",
      hint: "write r.?item.?n, or test has(r.item) first"),
    Mistake(
      "timestamp(0) + duration('8760h') > timestamp(1)", "cel.long-duration",
      at: "duration('8760h')"),
    Mistake("yearEnd(today) > today", "cel.daily", at: "yearEnd(today) > today"),
    Mistake(
      "r.xs.exists(x, r.xs.exists(y, r.xs.exists(z, x.n == y.n)))", "cel.nested-loops",
      at: "r.xs.exists(x, r.xs.exists(y, r.xs.exists(z, x.n == y.n)))"),
    Mistake("timestamp(0).getMonth() == 0", "cel.zero-based", at: "timestamp(0).getMonth()"),
    Mistake(
      "r.a < lastDay(today, period('6 years'))", "cel.constant-fails", at: "period('6 years')"),
    Mistake("r.s.matches('(a')", "cel.pattern", at: "'(a'"),
  ]

  @Test("a mistake is reported with its place and cure", arguments: mistakes)
  func mistake(_ example: Mistake) throws {
    let compilation = RandomExpressions.environment.compile(example.source, expecting: .bool)
    let issue = try #require(
      compilation.issues.first { $0.code == example.code }, "\(compilation.issues)")
    let bytes = Array(example.source.utf8)[issue.range]
    #expect(String(decoding: bytes, as: UTF8.self) == example.at)
    if let hint = example.hint { #expect(issue.hint == hint) }
  }

  @Test("all mistakes are reported, not the first alone, and each in its expression")
  func allMistakes() {
    let compilation = RandomExpressions.environment.compile(
      "r.x && r.y == due && (1 + ) == 2 && [1, == [2]", expecting: .bool,
      lets: [("due", "r.z + 1")])
    #expect(compilation.program == nil)
    let places = compilation.issues.map { "\($0.letName ?? "main") \($0.code)" }
    #expect(places.filter { $0 == "main cel.no-such-field" }.count == 2)
    #expect(places.contains("due cel.no-such-field"))
    #expect(places.filter { $0 == "main cel.syntax" }.count >= 2)
  }

  static let soundSources: [String] = [
    "lastDay(r.a, period('P6Y')) < today", "has(r.item) && has(r.item.n)",
    "size(r.xs) > 0 && r.xs.all(x, x.n > 1)", "r.?item.?n.orValue(0) > 1",
    "r.item.n == 1 || r.flag", "[1, 2].all(x, x > 0)",
  ]

  @Test("what is as it should be is not complained about", arguments: soundSources)
  func isSound(_ source: String) {
    #expect(RandomExpressions.environment.compile(source, expecting: .bool).issues == [])
  }
}

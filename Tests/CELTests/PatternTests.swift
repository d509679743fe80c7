import TestSeeds
import Testing

@testable import CEL

@Suite struct PatternTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let pattern: String
    let text: String
    let matches: Bool
    var testDescription: String { "\(pattern) in \(text)" }

    init(_ pattern: String, _ text: String, _ matches: Bool) {
      self.pattern = pattern
      self.text = text
      self.matches = matches
    }
  }

  static let examples: [Example] = [
    Example("", "", true), Example("a", "bab", true), Example("^a", "ba", false),
    Example("a$", "ab", false), Example("^$", "", true), Example("^$", "a", false),
    Example("$^", "a", false), Example("a|b|", "", true), Example("gr(a|e)y", "grey", true),
    Example("^[0-9]{4}$", "2026", true), Example("^[0-9]{4}$", "20261", false),
    Example("^.$", "😀", true), Example("^.$", "\n", false), Example("(?s)^.$", "\n", true),
    Example("^[^a]$", "é", true), Example("^[à-ü]+$", "éê", true), Example("^[à-ü]+$", "e", false),
    Example("(?i)straße", "STRAßE", true), Example("(?i:k)", "\u{212A}", true),
    Example("(?i)\\W", "k\u{212A}", false), Example("\\bcat\\b", "a cat sat", true),
    Example("\\bcat\\b", "concat", false), Example("\\Bcat", "concat", true),
    Example("(?m)^b$", "a\nb\nc", true), Example("^b$", "a\nb\nc", false),
    Example("\\Qa.b\\E", "a.b", true), Example("\\Qa.b\\E", "axb", false),
    Example("^\\Qab\\E+$", "abbb", true), Example("[[:digit:]]+x", "12x", true),
    Example("[]a]", "]", true), Example("[a-]", "-", true), Example("\\x{1F600}", "😀", true),
    Example("\\pL\\p{Lu}", "aÉ", true), Example("\\PL", "a", false),
    Example("(?P<n>a)b", "ab", true),
    Example("^\\p{Greek}+$", "αβγ", true), Example("^\\p{Greek}+$", "abc", false),
    Example("\\p{Latin}", "é", true), Example("^\\P{Latin}$", "я", true),
    Example("^\\p{Any}$", "\n", true), Example("^\\p{^Greek}$", "a", true),
    Example("^\\C\\C$", "é", true), Example("^\\C$", "é", false),
    Example("(a{31}){32}", String(repeating: "a", count: 992), true),
    Example("\\Aab\\z", "ab", true), Example("\\Ab", "ab", false), Example("a\\z", "ab", false),
    Example("^\\D\\S\\s\\d$", "ab 1", true), Example("^\\w\\W$", "_-", true),
    Example("^\\a\\f\\t\\n\\r\\v$", "\u{7}\u{C}\t\n\r\u{B}", true),
    Example("^\\101\\x41\\0$", "AA\u{0}", true), Example("^\\400\\7777$", "\u{100}\u{1FF}7", true),
    Example("^[\\101-\\103]$", "B", true),
    Example("^[\\d-z]+$", "1-z", true), Example("^\\08$", "\u{0}8", true),
    Example("^[\\d\\-]+$", "1-2", true), Example("^[\\t-\\r]$", "\n", true),
    Example("^[^\\w]$", "-", true), Example("^[[:^alpha:]]$", "1", true),
    Example("(?U)^a+", "aa", true), Example("(?i-i)A", "a", false), Example("(?i)[b-d]", "C", true),
    Example("(?<name>a)", "a", true), Example("^(?:ab|cd){2}$", "abcd", true),
    Example("^\\p{Cs}$", "a", false), Example("\\p{C}", "\u{378}", false),
    Example("\\p{C}", "\u{AD}", true), Example("^\\p{Nd}\\p{Zs}\\p{Sc}$", "1 £", true),
    Example("a{2,}", "aa", true), Example("a{,2}", "a{,2}", true), Example("(a*)*b", "aab", true),
  ]

  @Test("a pattern finds what RE2 finds", arguments: examples)
  func finds(_ example: Example) throws {
    let pattern = try Pattern(example.pattern)
    var fuel = 1_000_000
    #expect(pattern.matches(example.text.utf8.span, fuel: &fuel) == example.matches)
  }

  @Test(
    "what is no pattern, or could not take linear time, is refused",
    arguments: [
      "(", ")", "[a", "a**", "*", "\\1", "(?=a)", "(?<=a)", "x{1001}", "\\y", "[b-a]", "(?z)",
      "\\p{Foo}", "\\", "((a{100}){100}){100}", "[\\1]", "\\18", "[[:foo:]]", "[[:alpha:]",
      "\\p{Greek",
      "\\x{110000}",
      "\\x{}", "\\xg", "[a\\", "[", "a{2,1}", "(?P<>a)", "(?P<a", "(?P<a>b)(?P<a>c)",
      "(?Pa)",
      "(?P<a-b>c)", "(?", "(?i",
      String(repeating: "(", count: 200) + String(repeating: ")", count: 200),
    ])
  func refused(_ pattern: String) {
    #expect(throws: PatternFailure.self) { try Pattern(pattern) }
  }

  @Test(
    "a class of POSIX has the characters that RE2 gives it",
    arguments: [
      ("alnum", "aZ09", "_-é"), ("alpha", "aZ", "0_"), ("ascii", "\u{0}~", "é"),
      ("blank", " \t", "\na"),
      ("cntrl", "\u{0}\u{7F}", " a"), ("digit", "09", "a٣"), ("graph", "!~", " \u{7F}"),
      ("lower", "az", "A"), ("print", " ~", "\n"), ("punct", "!/:@[`{~", "a1 "),
      ("space", " \t\n\u{B}\u{C}\r", "a"), ("upper", "AZ", "a"), ("word", "aZ0_", "-"),
      ("xdigit", "09afAF", "gG"),
    ])
  func classes(_ name: String, _ members: String, _ others: String) throws {
    for (text, isMember) in [(members, true), (others, false)] {
      for scalar in text.unicodeScalars {
        for (sign, expected) in [("", isMember), ("^", !isMember)] {
          let pattern = try Pattern("^[[:\(sign)\(name):]]$")
          var fuel = 1_000_000
          let one = String(scalar)
          #expect(
            pattern.matches(one.utf8.span, fuel: &fuel) == expected,
            "\(sign)\(name) and U+\(String(scalar.value, radix: 16))")
        }
      }
    }
  }

  @Test("the table and the simulation agree on random patterns")
  func tableAgreesWithSimulation() throws {
    var random = Randomness(seed: TestSeed.of("patterns"))
    let atoms = [
      "a", "b", "é", "[ab]", "[^a]", ".", "(a|b)", "(b|)", "a*", "b+", "^", "$", "(ab)?",
    ]
    let letters = ["a", "b", "é", "c"]
    var tables = 0
    for _ in 0..<1_000 {
      let source = (0..<(1 + random.below(5))).map { _ in random.pick(atoms) }.joined()
      guard let pattern = try? Pattern(source), pattern.hasTable else { continue }
      tables += 1
      let (steps, start) = try PatternCompiler.compile(PatternParser.parse(source))
      let simulation = PatternSimulation(steps: steps, start: start)
      for _ in 0..<5 {
        let text = (0..<random.below(6)).map { _ in random.pick(letters) }.joined()
        var fuel = 1_000_000
        let fast = pattern.matches(text.utf8.span, fuel: &fuel)
        let slow = simulation.matches(text.utf8.span)
        #expect(fast == slow, "\(source) in \(text)")
      }
    }
    #expect(tables > 500)
  }

  @Test(
    "patterns that make backtrackers run for years take a moment",
    arguments: ["(a+)+$", "(a|aa)+$", "(x+x+)+y", "(.*)*b\\b", "(a?){50}a{50}$"])
  func linear(_ source: String) throws {
    let pattern = try Pattern(source)
    let text = String(repeating: "a", count: 2_000) + "x"
    var fuel = 100_000_000
    _ = pattern.matches(text.utf8.span, fuel: &fuel)
    #expect(fuel > 0)
  }
}

extension Pattern {
  /// A pattern whose table may take any work.
  init(_ text: String) throws(PatternFailure) {
    var work = Int.max
    try self.init(text, tableWork: &work)
  }
}

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
    Example("a{2,}", "aa", true), Example("a{,2}", "a{,2}", true), Example("(a*)*b", "aab", true),
  ]

  @Test("a pattern finds what RE2 finds", arguments: examples)
  func finds(_ example: Example) throws {
    let pattern = try Pattern(example.pattern)
    var fuel = 1_000_000
    var text = example.text
    #expect(text.withUTF8 { pattern.matches($0, fuel: &fuel) } == example.matches)
  }

  @Test(
    "what is no pattern, or could not take linear time, is refused",
    arguments: [
      "(", ")", "[a", "a**", "*", "\\1", "(?=a)", "(?<=a)", "x{1001}", "\\y", "[b-a]", "(?z)",
      "\\p{Foo}", "\\", "((a{100}){100}){100}",
    ])
  func refused(_ pattern: String) {
    #expect(throws: PatternFailure.self) { try Pattern(pattern) }
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
        var text = (0..<random.below(6)).map { _ in random.pick(letters) }.joined()
        var fuel = 1_000_000
        let (fast, slow) = text.withUTF8 {
          (pattern.matches($0, fuel: &fuel), simulation.matches($0))
        }
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
    var text = String(repeating: "a", count: 2_000) + "x"
    var fuel = 100_000_000
    _ = text.withUTF8 { pattern.matches($0, fuel: &fuel) }
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

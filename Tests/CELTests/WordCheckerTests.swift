import Testing

@testable import CEL

@Suite struct WordCheckerTests {
  private static let kinds = WordList("kind", ["offender", "suspect", "victim"])

  private static let environment: Environment = {
    var environment = Environment(libraries: .all)
    var kind = StructType.Field("kind", .string)
    kind.words = kinds
    var uses = StructType.Field("uses", .list(.string))
    uses.words = WordList("use", ["audit", "training"], whereMissing: "add it to the list")
    var group = StructType.Field("group", .int)
    group.numbers = 1...4
    environment.declare(
      StructType(
        "Thing", number: 9001,
        fields: [kind, uses, group, .init("note", .string), .init("part", .object("Thing"))]))
    environment.declare(variable: "r", .object("Thing"))
    environment.declare(
      HostFunction("choice", overloads: [.init([.string], .dyn)]) { _, _ in .null })
    environment.declare(WordList("choice", ["mode", "limit"]), forArgumentOf: "choice")
    environment.declare(["mode": WordList("mode", ["timed", "reviewed"])], forResultsOf: "choice")
    return environment
  }()

  struct Slip: Sendable, CustomTestStringConvertible {
    let source: String
    let word: String
    var hint: String?
    var testDescription: String { source }
  }

  static let slips = [
    Slip(source: "r.kind == 'offendr'", word: "offendr", hint: "did you mean \"offender\"?"),
    Slip(source: "'offendr' != r.kind", word: "offendr"),
    Slip(source: "r.kind in ['victim', 'suspct']", word: "suspct"),
    Slip(source: "r.part.kind == 'offendr'", word: "offendr"),
    Slip(source: "r.?part.?kind.orValue('none') == 'offendr'", word: "offendr"),
    Slip(source: "has(r.kind) && (r.kind == 'x' || true)", word: "x"),
    Slip(source: "'adit' in r.uses", word: "adit"),
    Slip(source: "r.uses[0] == 'nothing'", word: "nothing", hint: "add it to the list"),
    Slip(source: "['audit', 'trainig'].all(u, u in r.uses)", word: "trainig"),
    Slip(source: "r.uses.exists(u, u == 'adit')", word: "adit"),
    Slip(source: "r.uses.filter(u, u != 'audit').exists(u, u == 'trainig')", word: "trainig"),
    Slip(source: "r.kind in (['victim'] + (true ? ['suspct'] : []))", word: "suspct"),
    Slip(source: "r.kind == dyn('offendr')", word: "offendr"),
    Slip(source: "r.kind in [optional.of('offendr')].unwrapOpt()", word: "offendr"),
    Slip(source: "choice('mod') == 1", word: "mod"),
    Slip(source: "choice('mode') == 'timd'", word: "timd"),
  ]

  @Test(
    "a part of a text that no word has is an error",
    arguments: [
      ("r.kind.startsWith('offendr')", false), ("r.kind.startsWith('off')", true),
      ("r.kind.endsWith('tim')", true), ("r.kind.endsWith('tm')", false),
      ("r.kind.contains('spe')", true), ("r.kind.contains('spo')", false),
      ("r.note.startsWith('offendr')", true), ("r.?kind.orValue('off').startsWith('x')", false),
    ])
  func findsParts(_ source: String, _ isRight: Bool) {
    let compilation = Self.environment.compile(source, expecting: .bool)
    #expect(compilation.issues.contains { $0.code == "cel.unknown-word" } != isRight)
  }

  @Test(
    "a number that a field never is is an error",
    arguments: [
      ("r.group == 7", false), ("r.group == 4", true), ("0 == r.group", false),
      ("r.group in [1, 5]", false), ("r.group in [1, 4]", true), ("r.group < 7", true),
      ("r.?group.orValue(0) == 0", true), ("r.part.group != 9", false),
    ])
  func findsNumbers(_ source: String, _ isRight: Bool) {
    let compilation = Self.environment.compile(source, expecting: .bool)
    #expect(compilation.issues.contains { $0.code == "cel.unknown-word" } != isRight)
  }

  @Test("a text that a field or an argument cannot be is an error with its place", arguments: slips)
  func finds(_ slip: Slip) throws {
    let compilation = Self.environment.compile(slip.source, expecting: .bool)
    let found = compilation.issues.filter { $0.code == "cel.unknown-word" }
    #expect(found.count == 1, "\(compilation.issues)")
    let issue = try #require(found.first)
    #expect(compilation.program == nil)
    let bytes = Array(slip.source.utf8)[issue.range]
    #expect(String(decoding: bytes, as: UTF8.self) == "'\(slip.word)'")
    if let hint = slip.hint { #expect(issue.hint == hint) }
  }

  @Test("a misspelt word in a named value is told there")
  func findsInNamedValues() throws {
    let compilation = Self.environment.compile(
      "r.kind in kinds", expecting: .bool, lets: [("kinds", "['victim', 'suspct']")])
    let issue = try #require(compilation.issues.first)
    #expect(issue.code == "cel.unknown-word")
    #expect(issue.letName == "kinds")
  }

  @Test(
    "texts of no list, and those that a field can be, are left alone",
    arguments: [
      "r.kind == 'offender'", "r.note == 'offendr'", "r.kind == ''", "r.kind != r.note",
      "r.?kind.orValue('none') == 'none'", "r.kind in ['victim', r.note]",
      "(true ? r.kind : r.note) == 'anything'", "['a', 'b'].all(x, x != 'c')",
      "r.uses.exists(u, u == 'audit')", "choice('mode') == 'timed'", "choice('limit') == 'timed'",
      "choice(r.note) == 1",
      "r.kind.contains('offend')", "r.kind.startsWith('off')",
    ])
  func leaves(_ source: String) {
    let issues = Self.environment.compile(source, expecting: .bool).issues
    #expect(!issues.contains { $0.code == "cel.unknown-word" }, "\(issues)")
  }
}

import Rules
import Testing

/// Which law organisations of a place are under.
@Suite struct JurisdictionTests {
  static let codes = """
    list: jurisdiction
    title: Places
    codes: {eu: The Union., germany: Germany., scotland: Scotland., kingdom: All of it., wales: Wales.}
    within: {germany: eu, scotland: kingdom, wales: kingdom}
    parts: {kingdom: [scotland, wales]}
    """

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let laws: String
    let place: String
    let applies: Bool
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "a member state is under the law of the Union", laws: "eu", place: "germany",
      applies: true),
    Case(
      name: "the Union is not under the law of a member state", laws: "germany", place: "eu",
      applies: false),
    Case(
      name: "a body of the whole is under the law of each part", laws: "scotland", place: "kingdom",
      applies: true),
    Case(
      name: "a body of a part is under the law of the whole", laws: "kingdom", place: "scotland",
      applies: true),
    Case(
      name: "a part is not under the law of another part", laws: "wales", place: "scotland",
      applies: false),
    Case(
      name: "an unknown place is under its own law only", laws: "eu", place: "atlantis",
      applies: false),
  ]

  @Test("a pack applies where its law does", arguments: cases)
  func choosesPacks(_ example: Case) throws {
    let pack = "pack: p\ntitle: P\nversion: 1\njurisdictions: [\(example.laws)]\n"
    let rule = """
      id: p/r
      title: R
      level: system
      require: "true"
      cause: c
      remedy: r
      """
    let (library, problems) = try Files.read([
      ("codes/jurisdiction.yaml", Self.codes), ("p/pack.yaml", pack), ("p/r.yaml", rule),
    ])
    #expect(problems.isEmpty)
    let read = try #require(library.pack("p"))
    #expect(read.applies(toKind: nil, in: example.place) == example.applies)
  }

  @Test("citations of a pack come before a rule's own, and articles name rules that exist")
  func readsSharedCitations() throws {
    let pack = """
      pack: p
      title: P
      version: 1
      sources: {law: {title: Law}}
      citations: {storage: [{source: law, at: s.1, where: applies('p')}]}
      articles: [{at: s.1, covered: part, by: [p/r, p/gone]}]
      """
    let rule = """
      id: p/r
      title: R
      level: system
      cites: [storage, {source: law, at: s.2}]
      require: "true"
      cause: c
      remedy: r
      """
    let (library, problems) = try Files.read([("p/pack.yaml", pack), ("p/r.yaml", rule)])
    #expect(library.rule("p/r")?.cites.map(\.at) == ["s.1", "s.2"])
    #expect(library.rule("p/r")?.cites.map { $0.condition != nil } == [true, false])
    #expect(problems.map(\.code) == ["rule.unknown-rule"])
  }
}

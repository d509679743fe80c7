import Diagnostics
import Findings
import Rules
import Testing

/// Grades of evidence, clauses and limbs in rule files.
@Suite struct EvidenceReadingTests {
  static func rule(_ cite: String, _ more: String = "") throws -> Rule {
    let text = Files.replacing(Files.rule, "evidence: read", cite) + more
    let (library, problems) = try Files.read([("own/first.yaml", text)])
    #expect(problems == [])
    return try #require(library.rule("own/first"))
  }

  @Test("a citation has its grade, how many publish it and who differs")
  func readsGrades() throws {
    let practice = try Self.rule("evidence: practice, publications: 2").cites[0].evidence
    #expect(practice == Evidence(.practice, publications: 2))
    let disputed = try Self.rule("evidence: disputed, differs: five years elsewhere").cites[0]
    #expect(disputed.evidence == Evidence(.disputed, differs: "five years elsewhere"))
    #expect(try Self.rule("figure: P6Y").evidence == Evidence(.unread))
  }

  @Test("what files said before there were grades still counts", arguments: ["true", "false"])
  func readsVerified(_ word: String) throws {
    let evidence = try Self.rule("verified: \(word)").cites[0].evidence
    #expect(evidence == Evidence(word == "true" ? .read : .unread))
  }

  @Test("a rule is as sure as the weakest of its sources")
  func takesWeakest() throws {
    let rule = try Self.rule("evidence: read}, {source: policy, at: \"2\", evidence: secondary")
    #expect(rule.evidence == Evidence(.secondary))
    #expect(rule.isProvisional)
  }

  @Test("limbs have the clauses that answer them, or why none does")
  func readsLimbs() throws {
    let limbs = try Self.rule(
      "evidence: read",
      """

      limbs:
        - {at: "1(1)", says: "it is so", by: [when, local]}
        - {at: "1(2)", says: "unless", by: require}
        - {at: "1(3)", says: "or else", not: "nothing says so"}
      """
    ).limbs
    #expect(limbs.map(\.clauses) == [["when", "local"], ["require"], []])
    #expect(limbs.map(\.unanswered) == [nil, nil, "nothing says so"])
    #expect(limbs.map(\.line) == [27, 28, 29])
  }

  @Test("a pack says limbs once for all rules that use the named value")
  func sharesLimbs() throws {
    let limb = "limbs: [{at: \"9\", says: another power, by: shared}]"
    let pack = try Files.file("own/pack.yaml", Files.pack + "\n\(limb)")
    let using = Files.replacing(Files.rule, "require: ", "require: shared > today || ")
    let other = Files.replacing(Files.rule, "own/first", "own/second")
    let (library, problems) = LibraryReader.read([
      pack, try Files.file("own/first.yaml", using), try Files.file("own/second.yaml", other),
    ])
    #expect(problems == [])
    #expect(library.rule("own/first")?.limbs.map(\.at) == ["9"])
    #expect(library.rule("own/second")?.limbs == [])
  }

  static let schedule = """
    schedule: ours
    title: Our schedule
    edition: "4"
    sources:
      guide: {title: A guide, evidence: quoted}
    rows:
      - {code: a, title: A, period: P6Y}
      - {code: b, title: B, period: P6Y, source: guide, at: "2", evidence: quoted}
      - {code: c, title: C, period: P6Y, source: own/policy, evidence: read-other-edition}
    """

  @Test("a row rests on its schedule, on a source of it, or on a source of a pack")
  func readsRows() throws {
    let (library, problems) = try Files.read([("schedule/ours.yaml", Self.schedule)])
    #expect(problems == [])
    let rows = ["a", "b", "c"].compactMap { library.schedule[$0] }
    #expect(rows.map(\.source) == ["ours", "ours/guide", "own/policy"])
    #expect(rows.map(\.at) == ["a", "2", "c"])
    #expect(rows.map(\.evidence?.grade) == [.unread, .quoted, .readOtherEdition])
    #expect(
      rows.map { library.source($0.source)?.title } == ["Our schedule", "A guide", "Our policy"])
  }

  @Test("a row or default that names a source which is not there is an error with the nearest")
  func refusesUnknownSources() throws {
    let wrong = Files.replacing(Self.schedule, "own/policy", "own/polcy")
    let rows = try Files.read([("schedule/ours.yaml", wrong)]).problems
    #expect(rows.map(\.code) == ["rule.unknown-source"])
    #expect(rows.first?.hint == "did you mean \"own/policy\"?")
    let pack = Files.replacing(Files.pack, "default: P31D,", "default: P31D, source: polcy,")
    let defaults = LibraryReader.read([try Files.file("own/pack.yaml", pack)]).problems
    #expect(defaults.map(\.code) == ["rule.unknown-source"])
  }
}

import Foundation
import Testing

/// Who is judged by what: said in every report for people, in tables and in `rules coverage`.
@Suite struct LawTableTests {
  private static func inventory(
    kind: String = "public-authority", place: String = "germany", regime: String? = "general"
  ) -> String {
    let regime = regime.map { "\"regime\": \"\($0)\", " } ?? ""
    return """
      {"version": 1, "extracted": "2026-10-31", "organisations": [{"id": "o", "name": "Klinik",
      "kind": "\(kind)", "jurisdiction": "\(place)"}], "systems": [{"id": "s", "name": "S",
      "status": "live", \(regime)"controllers": ["o"], "datasets": [{"id": "d",
      "category": "patient-record"}]}]}
      """
  }

  private static func page(_ inventory: String, _ more: [String] = []) async throws -> String {
    let run = try await Program.run(
      ["check", "-"] + Sample.day + more, input: Array(inventory.utf8))
    return run.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      .replacing("\\", with: "").replacing("<wbr>", with: "")
  }

  struct Reach: Sendable, CustomTestStringConvertible {
    let name: String
    let inventory: String
    let says: String
    var testDescription: String { name }
  }

  private static let led =
    "Law-enforcement processing in the European Union, Directive (EU) 2016/680"
  private static let gdpr = "General Data Protection Regulation in the European Union"
  private static let storage = "Storage limitation, for everybody who holds personal data"

  private static let reaches = [
    Reach(
      name: "a hospital without law enforcement", inventory: inventory(),
      says: "does not apply (none of its systems is for law enforcement): \(led)"),
    Reach(
      name: "one of whose system that is not known", inventory: inventory(regime: nil),
      says: "cannot be told (the regime of its system s is not given): \(led)"),
    Reach(
      name: "one that does both", inventory: inventory(regime: "both"),
      says: "applies: \(gdpr); \(led); \(storage)"),
    Reach(
      name: "a prosecutor", inventory: inventory(kind: "competent-authority"),
      says: "applies: \(gdpr); \(led); \(storage)"),
    Reach(
      name: "a council in Scotland", inventory: inventory(place: "scotland"),
      says:
        "does not apply (only for the European Union and the European Economic Area): \(gdpr)"),
    Reach(
      name: "an organisation of no kind",
      inventory: inventory().replacing(
        "\"kind\": \"public-authority\", ", with: ""),
      says: "cannot be told (its kind is not given): \(led)"),
  ]

  @Test("what applies to an organisation, and why the rest does not", arguments: reaches)
  func reach(_ example: Reach) async throws {
    let page = try await Self.page(example.inventory, ["--verbose"])
    #expect(page.contains(example.says))
    // The short text says what applies, and what cannot be told.
    let short = try await Self.page(example.inventory)
    #expect(short.contains(example.says) == example.says.hasPrefix("cannot be told"))
  }

  @Test(
    "every report that people read has the packs and the articles",
    arguments: ["text", "html", "markdown", "csv", "json", "ndjson"])
  func reports(_ format: String) async throws {
    let page = try await Self.page(Self.inventory(), ["--format", format])
    // The short text has their number, and with --verbose their names and the reasons.
    if format != "text" {
      #expect(page.contains("none of its systems is for law enforcement"))
      #expect(page.contains("Art. 5(1)(c)"))
    }
    let isData = format == "json" || format == "ndjson"
    #expect(page.contains(isData ? "\"covered\":\"no\"" : "not covered"))
  }

  @Test(
    "reports for programs say by which packs an organisation is judged",
    arguments: [
      ("sarif", "\"judgedBy\":["),
      (
        "junit",
        "value=\"Klinik: judged by General Data Protection Regulation in the European Union and Storage"
          + " limitation, for everybody who holds personal data; not by Material of criminal"
      ),
      (
        "oscal",
        "\"value\":\"Klinik: judged by General Data Protection Regulation in the European Union and Storage"
      ),
      (
        "github",
        "Klinik: judged by General Data Protection Regulation in the European Union, Storage limitation"
      ),
      ("prometheus", "organisation=\"o\",pack=\"led\"} 0"),
    ])
  func programs(_ format: String, _ says: String) async throws {
    let page = try await Self.page(Self.inventory(), ["--format", format])
    #expect(page.contains(says))
  }

  @Test("verbose text says of each article what is checked")
  func verbose() async throws {
    let page = try await Self.page(Self.inventory(), ["--verbose"])
    #expect(page.contains("Art. 5(1)(c): not covered Data minimisation."))
  }

  @Test("an article whose rules were left out of the run is not covered in it")
  func leftOut() async throws {
    let page = try await Self.page(
      Self.inventory(),
      ["--verbose", "--ignore", "eu-gdpr/processor-contract", "--select", "eu-gdpr/*"])
    #expect(page.contains("does not apply (left out of this run): \(Self.led); \(Self.storage)"))
    let ignored = try await Self.page(
      Self.inventory(), ["--verbose", "--select", "eu-gdpr/request-in-time"])
    #expect(
      ignored.contains("Art. 28: not covered Processors. The rules that check it were left out"))
  }

  @Test("coverage of an inventory says the same as its report")
  func coverage() async throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/inventory.json"
    try Self.inventory().write(toFile: path, atomically: true, encoding: .utf8)
    let run = try await Program.run(["rules", "coverage", path, "--pack", "eu-gdpr"])
    let words = run.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("Klinik applies: \(Self.gdpr); \(Self.storage)"))
    #expect(run.text.contains("Art. 5(1)(c): not covered"))
  }

  @Test("a pack that applies to nobody is not among those of the method")
  func method() async throws {
    let page = try await Self.page(Self.inventory())
    #expect(page.contains("Rules: eu-gdpr 2026.2, storage-limitation 2026.2"))
  }

  @Test("a finding cites the schedule that it used")
  func schedule() async throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/plan.yaml"
    try """
    schedule: klinik
    edition: "2026"
    organisations: [o]
    rows:
      - {category: patient-record, title: Patients, period: P2Y, action: delete, authority: local}
    """.write(toFile: path, atomically: true, encoding: .utf8)
    let inventory = Self.inventory().replacing(
      "\"category\": \"patient-record\"",
      with: "\"category\": \"patient-record\", \"retention\": {\"period\": \"P6Y\"}")
    let page = try await Self.page(inventory, ["--schedule", path])
    #expect(page.contains("law: klinik, 2026 (\(path):5), row patient-record"))
  }
}

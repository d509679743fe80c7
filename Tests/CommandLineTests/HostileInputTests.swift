import Foundation
import Testing

/// Inputs that are cut short, or mean harm, are never a pass.
@Suite struct HostileInputTests {
  /// A quick check of bytes on standard input.
  static func check(_ bytes: [UInt8]) async throws -> Run {
    try await Program.run(
      ["check", "-", "--format", "json", "--select", "holds/*"] + Sample.day, input: bytes)
  }

  @Test("an inventory that is cut short is no verdict, in XML")
  func refusesTruncatedXML() async throws {
    try await refusesTruncated(try Repository.bytes(Sample.clean), step: 613)
  }

  @Test("an inventory that is cut short is no verdict, in JSON")
  func refusesTruncatedJSON() async throws {
    try await refusesTruncated(try Repository.bytes(Sample.forceInJSON), step: 9001)
  }

  private func refusesTruncated(_ bytes: [UInt8], step: Int) async throws {
    let content = bytes.lastIndex { $0 != 0x0A && $0 != 0x20 } ?? 0
    var cuts = Array(stride(from: 0, to: content, by: step))
    cuts += [1, 2, 3, 37, 38, 39, content - 40, content - 11, content - 2, content - 1, content]
    for cut in cuts {
      let run = try await Self.check(Array(bytes[..<cut]))
      #expect(run.code == 3, "cut after \(cut) bytes: \(run.errors)")
      #expect(try SavedResult(run).exitCode == 3, "cut after \(cut) bytes")
      #expect(run.errors.contains(": error: ") || run.errors.hasPrefix("error: "), "cut \(cut)")
    }
    #expect(try await Self.check(bytes).code != 3)
  }

  struct Attack: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    var testDescription: String { name }
  }

  static let inventory = """
    <inventory version="1" extracted="2026-10-31">\
    <organisation id="o" kind="police-force" jurisdiction="england-and-wales" name="NAME"/>\
    </inventory>
    """

  static func document(_ subset: String, name: String) -> String {
    "<!DOCTYPE inventory [\(subset)]>" + inventory.replacingOccurrences(of: "NAME", with: name)
  }

  static let laughs: String = {
    var subset = "<!ENTITY a0 \"haha\">"
    for level in 1...20 {
      let inner = String(repeating: "&a\(level - 1);", count: 10)
      subset += "<!ENTITY a\(level) \"\(inner)\">"
    }
    return subset
  }()

  static let attacks = [
    Attack(name: "a billion laughs", text: document(laughs, name: "&a20;")),
    Attack(
      name: "a quadratic blowup",
      text: document(
        "<!ENTITY a \"\(String(repeating: "a", count: 50_000))\">",
        name: String(repeating: "&a;", count: 5_000))),
    Attack(
      name: "a file in an entity",
      text: document("<!ENTITY x SYSTEM \"file:///etc/passwd\">", name: "&x;")),
    Attack(
      name: "an address in an entity",
      text: document("<!ENTITY x SYSTEM \"http://127.0.0.1:9/x\">", name: "&x;")),
    Attack(
      name: "a parameter entity",
      text: document("<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;", name: "n")),
    Attack(
      name: "a default attribute",
      text: document("<!ATTLIST organisation name CDATA \"n\">", name: "n")),
    Attack(
      name: "an entity that nobody declared",
      text: inventory.replacingOccurrences(of: "NAME", with: "&nobody;")),
    Attack(
      name: "forty thousand attributes",
      text: "<inventory " + (0..<40_000).map { "a\($0)=\"\"" }.joined(separator: " ") + "/>"),
    Attack(
      name: "a hundred thousand levels in XML",
      text: String(repeating: "<inventory>", count: 100_000)),
    Attack(
      name: "a hundred thousand levels in JSON", text: String(repeating: "[", count: 100_000)),
    Attack(name: "the same key twice", text: #"{"version": 1, "version": 1, "systems": []}"#),
    Attack(name: "a comma at the end", text: #"{"version": 1, "systems": [],}"#),
    Attack(name: "two documents", text: inventory + inventory),
    Attack(name: "a byte of zero", text: inventory.replacingOccurrences(of: "NAME", with: "\0")),
    Attack(name: "nothing", text: ""),
    Attack(name: "blanks", text: "  \n\n "),
  ]

  @Test("hostile input is refused in time, and nothing of it runs", arguments: attacks)
  func refuses(_ attack: Attack) async throws {
    let run = try await Self.check(Array(attack.text.utf8))
    #expect(run.code == 3, "\(run.errors.prefix(400))")
    #expect(!run.text.contains("root:"))
    #expect(!run.errors.contains("root:"))
    #expect(run.time < .seconds(30))
  }

  @Test("a DOCTYPE that only names an external subset is accepted and never fetched")
  func acceptsDoctype() async throws {
    let text = try Repository.text(Sample.clean)
    let doctype = "<!DOCTYPE inventory SYSTEM \"http://127.0.0.1:9/inventory.dtd\">"
    let end = try #require(text.range(of: "?>"))
    let changed = text.replacingCharacters(in: end, with: "?>\(doctype)")
    let run = try await Program.run(["check", "-"] + Sample.day, input: Array(changed.utf8))
    #expect(run.code == 0, "\(run.errors)")
  }

  @Test("names that mean harm are inert in every report", arguments: FormatTests.formats)
  func disarms(_ format: FormatTests.Format) async throws {
    let name = "=cmd|' /C calc'!A0 <script>alert(1)</script> ::error:: \u{1B}[31m \u{202E}x"
    let inventory: [String: Any] = [
      "version": 1, "extracted": "2026-10-31",
      "organisations": [
        [
          "id": "o", "name": name, "kind": "police-force", "jurisdiction": "england-and-wales",
        ]
      ],
      "systems": [
        ["id": "s", "name": name, "controllers": ["o"], "regime": "law-enforcement"]
      ],
    ]
    let bytes = try JSONSerialization.data(withJSONObject: inventory)
    let run = try await Program.run(
      ["check", "-", "--format", format.name] + Sample.day, input: Array(bytes))
    // CSV keeps every character of a name, since a program reads it and none may be lost.
    if format.name != "csv" {
      #expect(!run.output.contains(0x1B))
      #expect(!run.text.contains("\u{202E}"))
    }
    #expect(!run.errors.contains("\u{1B}"))
    switch format.name {
    case "html", "markdown", "junit":
      #expect(!run.text.contains("<script>alert"))
    case "csv":
      #expect(!run.text.contains(",=cmd"))
      #expect(!run.text.contains("\"=cmd"))
    case "github":
      let commands = run.text.split(separator: "\n").filter { $0.hasPrefix("::") }
      #expect(
        commands.allSatisfy {
          $0.hasPrefix("::error ") || $0.hasPrefix("::warning ")
            || $0.hasPrefix("::notice ") || $0.hasPrefix("::group") || $0.hasPrefix("::endgroup")
        })
    default: break
    }
  }
}

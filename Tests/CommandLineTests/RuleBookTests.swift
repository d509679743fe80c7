import Foundation
import FoundationXML
import Testing

/// `custos rules book` and `custos explain`.
@Suite struct RuleBookTests {
  static func book(_ format: String, _ more: [String] = []) async throws -> String {
    let run = try await Program.run(["rules", "book", "--format", format] + more)
    #expect(run.code == 0, "\(run.errors)")
    return run.text
  }

  @Test("both forms hold every rule with its reason, its source and its examples")
  func holdsRules() async throws {
    let markdown = try await Self.book("markdown")
    let html = try await Self.book("html")
    #expect(RulesCommandTests.files.count > 100)
    for file in RulesCommandTests.files {
      let id = String(file.dropLast(".yaml".count))
      #expect(markdown.contains("\(id), about each "), "\(id)")
      #expect(html.contains("\(id), about each "), "\(id)")
    }
    for text in [markdown, html] {
      #expect(text.contains("Police and Criminal Evidence Act 1984"))
      #expect(text.contains("findings are provisional"))
      #expect(text.contains("2026-03-01"))
    }
  }

  @Test("one rule shows what it asks, why, from where, what competes, and each example")
  func showsRule() async throws {
    let text = try await Self.book("markdown", ["--select", "mopi/group-3-clear-period"])
    #expect(
      text.contains("\n### REC\\-04 A group 3 record is disposed of when")
        || text.contains("\n### REC-04 A group 3"))
    #expect(text.contains("still cost somebody a job"))
    #expect(text.contains("House of Commons, police information"))
    #expect(text.contains("Sources that compete"))
    #expect(text.contains("| as of | verdict | facts | shows |"))
    #expect(text.contains("| 2026-02-28 | pass | "))
    #expect(text.contains("| 2026-03-01 | breach | "))
    #expect(!text.contains("pace-biometrics"))
  }

  @Test("the page is well formed, loads nothing and has a way to each rule")
  func isPage() async throws {
    let html = try await Self.book("html", ["--select", "cpia/*"])
    let body = html.drop { $0 != "\n" }
    #expect(html.hasPrefix("<!DOCTYPE html>\n"))
    let void = body.replacingOccurrences(
      of: "<meta ([^>]*)>", with: "<meta $1/>", options: .regularExpression)
    #expect(throws: Never.self) { try XMLDocument(xmlString: void) }
    #expect(html.contains("default-src 'none'"))
    #expect(!html.contains("<script"))
    #expect(html.contains("<a href=\"#cpia/kept-after-conviction\">"))
    #expect(html.contains("id=\"cpia/kept-after-conviction\""))
  }

  @Test("text of a force's rules cannot become part of the page")
  func escapes() async throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("own/pack.yaml", RulesCommandTests.pack)
    _ = try folder.write(
      "own/encrypted.yaml",
      RulesCommandTests.rule {
        $0.replacingOccurrences(of: "Else they never end.", with: "<b>x</b> | y & z")
      })
    let html = try await Self.book("html", ["--rules", folder.path])
    #expect(html.contains("&lt;b&gt;x&lt;/b&gt; | y &amp; z"))
    let markdown = try await Self.book("markdown", ["--rules", folder.path])
    #expect(!markdown.contains("<b>x"))
  }

  @Test("explain shows a rule by its identifier and by its code, and offers the nearest name")
  func explainsRules() async throws {
    let byID = try await Program.run(["explain", "cpia/kept-after-conviction"])
    let byCode = try await Program.run(["explain", "REC-18"])
    #expect(byID.code == 0 && byCode.code == 0)
    #expect(byID.text.hasPrefix("\ncpia/kept-after-conviction (REC-18)\n"))
    #expect(byCode.text.contains("\ncpia/kept-after-conviction (REC-18)\n"))
    #expect(byCode.text.contains("\ncpia/kept-until-proceedings-end (REC-18)\n"))
    #expect(!byID.text.contains("kept-until-proceedings-end (REC-18)"))
    let unknown = try await Program.run(["explain", "cpia/kept-after-convicton"])
    #expect(unknown.code == 2)
    #expect(unknown.errors.contains("did you mean \"cpia/kept-after-conviction\"?"))
  }

  @Test("explain shows a finding of a saved result after the rule behind it")
  func explainsFindings() async throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/result.json"
    _ = try await Program.run(
      ["check", Sample.force, "--output", "json=\(path)"] + Sample.profile)
    let saved = try SavedResult(
      await Program.run(["check", Sample.force, "--format", "json"] + Sample.profile))
    let finding = try #require(saved.findings.first { $0.verdict == "breach" })
    let run = try await Program.run(["explain", finding.id, "--result", path])
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.text.contains("\nWhat is required\n"))
    #expect(run.text.contains(": finding \(finding.id)\n"))
    let unknown = try await Program.run(["explain", "0000000000000000", "--result", path])
    #expect(unknown.code == 2)
    #expect(unknown.errors.contains("[result.no-finding]"))
  }
}

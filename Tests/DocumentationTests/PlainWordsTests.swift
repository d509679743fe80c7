import Foundation
import Testing

/// Messages, help, rules and pages use the words of the field, in plain English.
@Suite struct PlainWordsTests {
  /// A phrase that has to be read twice, and what to write instead.
  struct Banned: Sendable {
    let phrase: String
    let instead: String
  }

  static let banned = [
    Banned(phrase: "a rule is asked", instead: "a rule is evaluated"),
    Banned(phrase: "ask a rule", instead: "evaluate a rule"),
    Banned(phrase: "what they came to", instead: "the verdict, the result"),
    Banned(phrase: "comes out as", instead: "is, evaluates to"),
    Banned(phrase: "stands at", instead: "is at"),
    Banned(phrase: "stands where", instead: "expected …, found …"),
    Banned(phrase: "should stand", instead: "expected …"),
    Banned(phrase: "stands twice", instead: "occurs twice"),
    Banned(phrase: "odd things", instead: "warnings"),
    Banned(phrase: "was odd", instead: "warnings"),
    Banned(phrase: "what is right", instead: "requirement"),
    Banned(phrase: "is not among the known", instead: "is not a recognised value; use one of …"),
    Banned(phrase: " mend ", instead: "fix"),
    Banned(phrase: "no rule speaks", instead: "no rule applies to"),
    Banned(phrase: "without an end of retention", instead: "indefinite retention"),
    Banned(phrase: "the run was asked to", instead: "as requested"),
    Banned(phrase: "too few too", instead: "say what it costs"),
    Banned(phrase: "told apart no further", instead: "the fallback"),
    Banned(phrase: "pack of rules", instead: "the name of the law or guidance"),
    Banned(phrase: "that should be gone", instead: "that should have been deleted"),
    Banned(phrase: "by machine alone", instead: "solely automated"),
    Banned(phrase: "fits no rule", instead: "matches no rule"),
  ]

  @Test("no message, help text or rule uses a banned phrase")
  func speaksPlainly() throws {
    var found: [String] = []
    for (path, texts) in try Self.texts() {
      for text in texts {
        let lower = text.lowercased()
        for banned in Self.banned where lower.contains(banned.phrase) {
          found.append("\(path): \"\(banned.phrase)\" in \"\(text.prefix(90))\": \(banned.instead)")
        }
      }
    }
    #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
  }

  @Test("the phrases are looked for where texts are")
  func looksAtTexts() throws {
    let texts = try Self.texts()
    #expect(texts.count > 600)
    #expect(texts.contains { $0.texts.contains("no rule applies to this inventory") })
    #expect(
      texts.contains { $0.path.hasSuffix("group-3-clear-period.yaml") && !$0.texts.isEmpty })
  }

  /// What people read of sources and rules, by file.
  private static func texts() throws -> [(path: String, texts: [String])] {
    var texts: [(path: String, texts: [String])] = []
    for folder in ["Sources", "rules"] {
      let files = FileManager.default.enumerator(atPath: "\(Pages.root)/\(folder)")
      while let name = files?.nextObject() as? String {
        let path = "\(folder)/\(name)"
        if name.hasSuffix(".swift") {
          texts.append((path, literals(try Pages.text(path))))
        } else if folder == "rules", name.hasSuffix(".yaml") {
          texts.append((path, prose(try Pages.text(path))))
        } else if name.hasSuffix(".md"), !name.contains("/Decisions/") {
          texts.append((path, [try Pages.text(path)]))
        }
      }
    }
    return texts
  }

  /// The text literals of a source file; comments are for programmers.
  private static func literals(_ source: String) -> [String] {
    let lines = source.split(separator: "\n").filter {
      !$0.drop { $0 == " " }.hasPrefix("//")
    }
    return lines.flatMap { line in
      line.matches(of: /"((?:[^"\\]|\\.)*)"/).map { String($0.output.1) }
        + (line.contains("\"") ? [] : [String(line)]).filter { $0.hasSuffix(" \\") }
    }
  }

  /// Title, reason, cause and remedy of a rule.
  private static func prose(_ rule: String) -> [String] {
    var prose: [String] = []
    var isProse = false
    for line in rule.split(separator: "\n") {
      if !line.hasPrefix(" ") {
        isProse = ["title:", "why:", "cause:", "remedy:"].contains { line.hasPrefix($0) }
      }
      if isProse { prose.append(String(line)) }
    }
    return prose
  }
}

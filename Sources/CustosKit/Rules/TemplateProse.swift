import CEL
import Reports
import Rules

/// Texts of rules that depend on the subject, told for all subjects.
enum TemplateProse {
  /// A text with words in place of its expressions: both sides of a choice, and names of facts and
  /// computed values.
  static func text(_ source: String) -> String {
    let parts = TextTemplate.outlines(source)
    if parts.count == 1, let part = parts.first, case .choice(let given, let yes, let no) = part {
      let condition = given.map { "If the \(name($0)) is recorded" } ?? "In the one case"
      let other = given == nil ? "In the other" : "Otherwise"
      return "\(condition): \(closed(words(yes))) \(other): \(closed(words(no)))"
    }
    return parts.map { words($0) }.joined()
  }

  /// The name of a source of a period, with what is filled in of each subject in brackets:
  /// `hold [hold] or a hold on the dataset`.
  static func pattern(_ source: String) -> String {
    TextTemplate.outlines(source).map { words($0, isPattern: true) }.joined()
  }

  private static func words(_ part: ExpressionOutline, isPattern: Bool = false) -> String {
    switch part {
    case .text(let text): text
    case .name(let path): isPattern ? "[\(name(path))]" : "the \(name(path))"
    case .joined(let parts): parts.map { words($0, isPattern: isPattern) }.joined()
    case .choice(_, let yes, let no):
      alternatives([words(yes, isPattern: isPattern), words(no, isPattern: isPattern)])
    case .other: "[worked out from the facts]"
    }
  }

  private static func alternatives(_ texts: [String]) -> String {
    let said = texts.filter { !$0.isEmpty }
    return said.count < 2 ? said.map { "(\($0))" }.joined() : said.joined(separator: " or ")
  }

  /// What a fact or a computed value is called.
  private static func name(_ path: String) -> String {
    FieldLabels.vocabulary[path]?.label ?? ReportWords.computed(path)
  }

  private static func closed(_ text: String) -> String {
    text.hasSuffix(".") ? text : text + "."
  }
}

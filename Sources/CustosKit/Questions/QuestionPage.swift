import Bytes
import Results

/// Questions in the forms that people read and fill in.
public struct QuestionPage: Sendable {
  /// A form.
  public enum Form: String, CaseIterable, Sendable {
    /// A table to fill in and to give back.
    case csv
    /// The table as a workbook of Excel, for those who fill it in with a spreadsheet program.
    case xlsx
    /// A page to read or to print.
    case html
    /// A page to read, or a ticket.
    case markdown

    /// The ending of a file.
    public var ending: String { self == .markdown ? "md" : rawValue }
  }

  /// What questions are brought together by.
  public enum Grouping: String, CaseIterable, Sendable {
    /// By who can answer.
    case owner
    /// By system.
    case system
  }

  /// Questions for one person, or about one system.
  public struct Group: Sendable {
    /// The owner or the system; empty where nobody is named.
    public let name: String
    /// The questions.
    public let questions: [Question]

    /// The name for people.
    public var title: String { name.isEmpty ? "Nobody is named as the owner" : name }

    /// A name for a file, without an ending.
    public var fileName: String {
      let plain = FileNameText.plain(name)
      return plain.isEmpty ? "without-owner" : plain
    }
  }

  /// The groups, in order of name; those without one last.
  public let groups: [Group]

  /// Brings questions together.
  public init(_ list: QuestionList, by grouping: Grouping) {
    var members: [String: [Question]] = [:]
    for question in list.questions {
      let name = grouping == .owner ? question.owner ?? "" : question.systemName
      members[name, default: []].append(question)
    }
    groups = members.keys.sorted { left, right in
      left.isEmpty == right.isEmpty ? left < right : right.isEmpty
    }.map { Group(name: $0, questions: members[$0] ?? []) }
  }

  /// A document.
  public enum Content: Sendable {
    case text(String)
    case bytes([UInt8])
  }

  /// All groups in one document.
  public func content(_ form: Form) -> Content { Self.content(form, groups) }

  /// One group as a document of its own.
  public func content(_ form: Form, of group: Group) -> Content { Self.content(form, [group]) }

  private static func content(_ form: Form, _ groups: [Group]) -> Content {
    switch form {
    case .csv: .text(QuestionTable.csv(groups.flatMap(\.questions)))
    case .xlsx: .bytes(QuestionBook.bytes(groups.flatMap(\.questions)))
    case .html: .text(page(HTMLBook(), groups))
    case .markdown: .text(page(MarkdownBook(), groups))
    }
  }

  private static func page(_ writer: any BookWriter, _ groups: [Group]) -> String {
    let count = groups.reduce(0) { $0 + $1.questions.count }
    var text = writer.begin("Questions about your data")
    text += writer.paragraph(
      "\(counted(count, "fact is", "facts are")) missing. Until they are known, the checks that need "
        + "them have no verdict. A fact that nobody knows is an answer too: write unknown.")
    for group in groups {
      text += writer.heading(group.title, level: 2, anchor: group.fileName)
      text += writer.table(
        [
          "system", "part", "what we need to know", "what may be written", "what it decides",
          "answer",
        ],
        group.questions.map { question in
          [
            question.systemName, question.partName, question.text, question.allowed,
            QuestionTable.decides(question), "",
          ]
        })
    }
    return text + writer.end
  }
}

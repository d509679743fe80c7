import Findings
import Reports

/// The table that is sent out, filled in and given back.
enum QuestionTable {
  /// The columns, in order. The last five say what the answer is about and are to be left alone.
  enum Column: String, CaseIterable {
    case question, system, part
    case ask = "what we need to know"
    case allowed = "what may be written"
    case answer
    case by = "answered by"
    case on = "answered on"
    case owner = "who can answer"
    case decides = "what it decides"
    case severity
    case organisationID = "organisation id"
    case systemID = "system id"
    case datasetID = "dataset id"
    case item, fact
  }

  static let head = Column.allCases.map(\.rawValue)

  /// The cells of a question, with those of the answer empty.
  static func cells(_ question: Question) -> [String] {
    Column.allCases.map { column in
      switch column {
      case .question: question.id
      case .system: question.systemName
      case .part: question.partName
      case .ask: question.text
      case .allowed: question.allowed
      case .answer, .by, .on: ""
      case .owner: question.owner ?? ""
      case .decides: decides(question)
      case .severity: question.severity.rawValue
      case .organisationID: question.place.organisation
      case .systemID: question.place.system
      case .datasetID: question.place.dataset
      case .item: question.place.item
      case .fact: question.fact
      }
    }
  }

  /// The checks in words.
  static func decides(_ question: Question) -> String {
    let named = question.checks.prefix(3).map { "\($0.requirement) (\($0.severity.rawValue))" }
    let rest = question.checks.count - named.count
    return named.joined(separator: "; ") + (rest > 0 ? "; and \(rest) more" : "")
  }

  /// The table as comma-separated values, with the mark that spreadsheets need.
  static func csv(_ questions: some Sequence<Question>) -> String {
    "\u{FEFF}" + CSVText.row(head) + questions.map { CSVText.row(cells($0)) }.joined()
  }
}

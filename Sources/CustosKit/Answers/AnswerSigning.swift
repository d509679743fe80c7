import Bytes
import CivilTime
import Results

/// Who answered and when, checked.
struct AnswerSigning {
  /// What is wrong with it.
  struct Problem {
    var code: String
    var message: String
    var hint: String
    /// The cell.
    var line: Int
    var column: Int
    /// Whether it is an error in any case, and not only where the run is strict.
    var isWrong: Bool
  }

  /// The answers with their days in ISO 8601.
  private(set) var answers: [Answer] = []
  /// What is wrong, in the order of the table.
  private(set) var problems: [Problem] = []
  private let today: CivilDate?

  /// - Parameters:
  ///   - days: How the table writes days.
  ///   - today: The last day on which somebody can have answered; `nil` for any.
  init(_ given: [Answer], days: AnswerDays, today: CivilDate?) {
    self.today = today
    for answer in given {
      var answer = answer
      answer.day = days.read(answer.answer.text)
      if !answer.on.text.isEmpty { check(&answer.on, days.read(answer.on.text)) }
      answers.append(answer)
    }
    noteUnsigned()
  }

  private mutating func check(_ cell: inout Answer.Cell, _ reading: AnswerDays.Reading) {
    switch reading {
    case .text(let text):
      guard let day = try? CivilDate(parsing: text) else {
        return refuse(
          cell, "is no day on which somebody answered", "write a day such as 2026-02-28")
      }
      cell.text = text
      if let today, day > today {
        refuse(cell, "is in the future, so that nobody can have answered then", "correct the day")
      }
    case .ambiguous(let first, let second):
      refuse(
        cell, "can be two days, and nothing in the table decides", "write \(first) or \(second)")
    }
  }

  private mutating func refuse(_ cell: Answer.Cell, _ message: String, _ hint: String) {
    problems.append(
      Problem(
        code: "answers.wrong-day",
        message: "\"\(InertText.of(cell.text, limit: 40))\" \(message)", hint: hint,
        line: cell.line, column: cell.column, isWrong: true))
  }

  /// Says that answers do not say who gave them, or when.
  private mutating func noteUnsigned() {
    let unsigned = answers.filter { $0.by.isEmpty || $0.on.text.isEmpty }
    guard let first = unsigned.first else { return }
    let count = counted(unsigned.count, "answer does", "answers do")
    problems.append(
      Problem(
        code: "answers.unsigned", message: "\(count) not say who answered and when",
        hint: "fill in \"answered by\" and \"answered on\", which sums show beside the value",
        line: first.answer.line, column: first.answer.column, isWrong: false))
  }
}

import Tables

/// The table of questions as a workbook, in which answers stay as they were typed: a program that opens
/// CSV makes days of months and drops the zeros of identifiers.
enum QuestionBook {
  /// The workbook; empty where there is no memory for it.
  static func bytes(_ questions: [Question]) -> [UInt8] {
    let columns = QuestionTable.Column.allCases
    let book = WorkbookText(
      "Questions", columns: columns.map { WorkbookText.Column($0.rawValue, width: width($0)) },
      rows: questions.map(QuestionTable.cells), choices: choices(questions))
    return book.bytes ?? []
  }

  private static func width(_ column: QuestionTable.Column) -> Int {
    switch column {
    case .ask, .decides: 50
    case .allowed: 30
    case .answer, .system, .part, .owner: 24
    default: 14
    }
  }

  /// The answers that a program offers in a list: yes and no, and codes that are few.
  private static func choices(_ questions: [Question]) -> [WorkbookText.Choice] {
    guard let column = QuestionTable.Column.allCases.firstIndex(of: .answer) else { return [] }
    var cells: [[String]: [WorkbookText.Choice.Cell]] = [:]
    for (row, question) in questions.enumerated() where !question.choices.isEmpty {
      cells[question.choices + ["unknown"], default: []].append(
        WorkbookText.Choice.Cell(row: row, column: column))
    }
    return cells.map { WorkbookText.Choice($0.key, cells: $0.value) }
      .sorted { $0.cells[0].row < $1.cells[0].row }
  }
}

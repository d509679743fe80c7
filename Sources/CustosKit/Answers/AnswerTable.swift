import Diagnostics
import Inventory
import Reports
import Tables

/// A table of questions that was filled in, as `custos questions` writes it.
struct AnswerTable {
  private typealias Column = QuestionTable.Column

  /// The answers that were given, in the order of the table.
  private(set) var answers: [Answer] = []
  /// What is wrong with it, with places in the table.
  private(set) var problems:
    [(line: Int, column: Int, code: String, message: String, hint: String)] =
      []

  /// The columns without which a table is none of answers.
  private static let needed: [Column] = [.question, .answer, .systemID, .fact]

  /// Whether the first row of a table has the columns of questions.
  static func isOne(_ head: [String]) -> Bool {
    let names = Set(head.map(plainHead))
    return needed.allSatisfy { names.contains($0.rawValue) }
  }

  private static func plainHead(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
  }

  /// How the table writes days.
  var days: AnswerDays {
    AnswerDays(
      answers.flatMap { answer in
        let field = Vocabulary.field(at: ([answer.root] + answer.steps).joined(separator: "."))
        let own = field.map { if case .date = $0.kind { true } else { false } } ?? false
        return own ? [answer.answer.text, answer.on.text] : [answer.on.text]
      })
  }

  /// Reads the rows of a store.
  init(_ store: TableStore) {
    guard store.rowCount > 1 else { return }
    var columns: [Column: Int] = [:]
    for index in 0..<store.width(ofRow: 0) {
      let name = Self.plainHead(store.string(row: 0, index: index))
      if let column = Column(rawValue: name) { columns[column] = index }
    }
    for row in 1..<store.rowCount { read(row, of: store, columns) }
  }

  private mutating func read(_ row: Int, of store: TableStore, _ columns: [Column: Int]) {
    var cells: [Column: Answer.Cell] = [:]
    var places: [Int: (Int, Int)] = [:]
    store.forEachCell(ofRow: row) { index, cell in places[index] = (cell.line, cell.column) }
    for (column, index) in columns {
      let text = store.string(row: row, index: index)
      let place = places[index]
      cells[column] = Answer.Cell(
        text: CSVText.plain(text.split(whereSeparator: \.isWhitespace).joined(separator: " ")),
        line: place?.0 ?? 0, column: place?.1 ?? 0)
    }
    func text(_ column: Column) -> String { cells[column]?.text ?? "" }
    guard let answer = cells[.answer], !answer.text.isEmpty else { return }
    let path = text(.fact).split(separator: ".").map(String.init)
    var place = Question.Place()
    place.organisation = text(.organisationID)
    place.system = text(.systemID)
    place.dataset = text(.datasetID)
    place.item = text(.item)
    guard path.count > 1, Vocabulary.field(at: text(.fact)) != nil else {
      return problems.append(
        (
          answer.line, answer.column, "answers.unknown-fact",
          "\"\(text(.fact))\" is no fact of the vocabulary",
          "leave the last columns of the table as they were"
        ))
    }
    answers.append(
      Answer(
        place: place, steps: Array(path.dropFirst()), root: path[0], answer: answer,
        by: text(.by), on: cells[.on] ?? Answer.Cell()))
  }
}

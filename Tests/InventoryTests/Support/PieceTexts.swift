import Diagnostics
import Synchronization

@testable import Inventory

/// What came of reading one input, in one go or in pieces.
struct PieceTexts: Equatable {
  /// Facts, rows in the order of the file, and what was wrong, all with their places.
  var lines: [String] = []
  /// How many rows came in pieces.
  var rowsInPieces = 0
  var isUnproven = false

  static func == (left: PieceTexts, right: PieceTexts) -> Bool { left.lines == right.lines }

  /// Reads an input.
  ///
  /// - Parameter jobs: How many threads read; 1 reads it in one go.
  init(_ input: InventoryInput, jobs: Int, pieceBytes: Int = 0, chunk: Int? = nil) {
    self = Self.read(input, jobs: jobs, pieceBytes: pieceBytes, chunk: chunk)
    guard isUnproven else { return }
    let rows = rowsInPieces
    self = Self.read(input, jobs: 1, pieceBytes: 0, chunk: chunk)
    isUnproven = true
    rowsInPieces = rows
  }

  private init() {}

  private static func read(
    _ input: InventoryInput, jobs: Int, pieceBytes: Int, chunk: Int?
  ) -> PieceTexts {
    var options = ReaderOptions()
    options.pieceBytes = pieceBytes
    options.chunkBytes = chunk
    options.codes = CodeBook(lists: ["record-kind": ["offender"], "category": ["a"]])
    let reader = InventoryReader([input], options: options)
    let main = Keeper()
    let helpers = Helpers()
    let pieces = PieceReading(jobs: jobs) { helpers.make() }
    var outcome = reader.read(.everything, rows: main, pieces: pieces)
    if outcome.hasLateFacts {
      outcome = reader.read(.structure)
      main.rows = []
      helpers.keepers.removeAll()
      let rows = reader.read(.rows, rows: main, pieces: pieces)
      outcome.diagnostics += rows.diagnostics
      outcome.inputs = rows.inputs
      outcome.hasUnprovenPieces = rows.hasUnprovenPieces
    }
    var texts = PieceTexts()
    let inPieces = helpers.keepers.flatMap(\.rows)
    texts.rowsInPieces = inPieces.count
    texts.isUnproven = outcome.hasUnprovenPieces
    texts.lines = [FactText(tree: reader.tree, withPlaces: true).all]
    texts.lines += (main.rows + inPieces).sorted { $0.mark.bits < $1.mark.bits }.map(\.text)
    texts.lines += outcome.diagnostics.map(String.init(describing:))
    texts.lines += outcome.inputs.map { "\($0)" }
    return texts
  }

  private final class Helpers {
    var keepers: [Keeper] = []
    func make() -> Keeper {
      keepers.append(Keeper())
      return keepers[keepers.count - 1]
    }
  }

  /// Keeps rows as text.
  private final class Keeper: RowConsumer {
    var rows: [(mark: SourceMark, text: String)] = []
    private var path = ""

    func begin(_ dataset: InventoryNode) { path = dataset.path }
    func end(_ dataset: InventoryNode) { path = "" }
    func record(_ record: FactObject, ordinal: Int) { keep(record, ordinal) }
    func holding(_ holding: FactObject, ordinal: Int) { keep(holding, ordinal) }

    private func keep(_ row: FactObject, _ ordinal: Int) {
      let tree = InventoryTree(paths: [])
      let text = FactText(tree: tree, withPlaces: true).text(row)
      rows.append((row.mark, "\(path) \(row.definition.name) \(ordinal) \(text)"))
    }
  }
}

import CEL
import CivilTime
import Diagnostics

extension InventoryTree {
  /// Tells of figures of requests that are given twice for one kind of request and one time, and differ.
  ///
  /// - Returns: Errors with the code `inventory.doubled-figures`, sorted by place.
  func doubledFigures() -> [Diagnostic] {
    organisations.flatMap { organisation in
      Self.repeated(in: organisation.object[Self.figuresSlot], by: Self.key)
        .filter { !$0.isSame }.map { figures in
          let key = figures.key
          return Diagnostic(
            .error, "inventory.doubled-figures", at: position(of: figures.second.mark),
            "\"\(organisation.id)\" gives two figures of \(key[0]) requests from \(key[1]) to \(key[2]), "
              + "and nothing says which of them holds",
            related: position(of: figures.first.mark).map { [.init(at: $0, "the first figures")] }
              ?? [])
        }
    }.sorted()
  }

  /// What figures are of: the kind of request and the time; `nil` where that is not all known.
  private static func key(of item: FactObject) -> [String]? {
    let (from, until) = (item.value("from"), item.value("until"))
    guard let kind = item.text("kind"), from.tag == .date, until.tag == .date else { return nil }
    return [kind, from.asDays.description, until.asDays.description]
  }

  private static let figuresSlot = slot("requestFigures", of: Vocabulary.organisation)
}

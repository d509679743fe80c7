public import Bytes
import CEL
public import CivilTime
public import Inventory

/// Collects what all records of each person say; the first of two passes over the rows.
public final class Linker: RowConsumer {
  @exclusivity(unchecked) private var table: LinkTable
  private let reading: LinkReading
  let terms: LinkingTerms

  /// A linker that knows nobody.
  ///
  /// - Parameters:
  ///   - terms: Which records and events count.
  ///   - limit: How many people are kept in memory.
  ///   - folder: Where the rest waits, in files without names; `nil` to keep everybody in memory.
  public init(_ terms: LinkingTerms, limit: Int = .max, spillingTo folder: String? = nil) {
    self.terms = terms
    reading = LinkReading(terms)
    table = LinkTable(limit: limit, spillingTo: folder)
  }

  /// Why what records say of people is not whole; `nil` as long as it is.
  public var failure: ScratchFailure? { table.failure }

  /// How many people there are.
  public var count: Int { table.count }

  public func take(factsUntil day: CivilDate?) { reading.factsUntil = day }
  public func begin(_ dataset: InventoryNode) { reading.begin(dataset) }
  public func holding(_ holding: FactObject, ordinal: Int) {}
  public func end(_ dataset: InventoryNode) {}

  public func record(_ record: FactObject, ordinal: Int) {
    guard let (key, facts) = reading.facts(of: record) else { return }
    table.add(key, facts)
  }

  func add(_ facts: [(SubjectKey, LinkedFacts)]) {
    for (key, facts) in facts { table.add(key, facts) }
  }

  /// Takes over what another linker collected from other rows; the order makes no difference.
  public func add(_ other: Linker) {
    other.table.seal()
    other.table.visit { key, facts in table.add(key, facts) }
    other.visitSystems(note)
  }

  /// Takes over what some records of a person say.
  public func add(_ person: SubjectKey, _ facts: LinkedFacts) { table.add(person, facts) }

  /// Takes note that a record of a system carries a person's key.
  public func note(system: SubjectKey) { reading.note(system: system) }

  /// Goes through what records say of each person, in the order of the keys.
  public func visitPeople(_ body: (SubjectKey, LinkedFacts) -> Void) {
    table.seal()
    table.visit(body)
  }

  /// Goes through the systems of which a record carries a person's key, in order.
  public func visitSystems(_ body: (SubjectKey) -> Void) { reading.systems.sorted().forEach(body) }

  /// Hands over what was collected; the linker is empty afterwards.
  func takeLinks() -> Links {
    table.seal()
    var taken = LinkTable()
    swap(&taken, &table)
    return Links(table: taken, systems: reading.systems)
  }
}

public import CivilTime
public import Inventory
import Synchronization

/// Collects what records say for a linker that several threads add to.
///
/// Each thread has a collector of its own; they take turns, some thousand records at a time, and
/// go on collecting while it is another's turn. In which order makes no difference.
public final class LinkCollector: RowConsumer {
  private static let batch = 4096
  /// How much is collected before a thread waits for its turn.
  private static let mostWaiting = 8 * batch

  private let linker: SharedLinker
  private var reading: LinkReading
  private var facts: [(SubjectKey, LinkedFacts)] = []

  init(_ linker: SharedLinker, _ terms: LinkingTerms) {
    self.linker = linker
    reading = LinkReading(terms)
    facts.reserveCapacity(Self.batch)
  }

  public func take(factsUntil day: CivilDate?) { reading.factsUntil = day }
  public func begin(_ dataset: InventoryNode) { reading.begin(dataset) }
  public func holding(_ holding: FactObject, ordinal: Int) {}

  /// The systems of which a record carries a person's key.
  fileprivate var systems: Set<SubjectKey> { reading.systems }

  public func end(_ dataset: InventoryNode) {}

  public func record(_ record: FactObject, ordinal: Int) {
    guard let found = reading.facts(of: record) else { return }
    facts.append(found)
    if facts.count % Self.batch == 0 { handOver(waits: facts.count >= Self.mostWaiting) }
  }

  /// Adds what was collected, if it is this collector's turn or it waits for it.
  fileprivate func handOver(waits: Bool) {
    if linker.add(facts, waits: waits) { facts.removeAll(keepingCapacity: true) }
  }
}

/// A linker that several threads add to.
public final class SharedLinker: @unchecked Sendable {
  private let linker: Linker
  private let turn = Mutex(())
  private let collectors = Mutex<[LinkCollectorPlace]>([])

  /// Shares a linker, which is used by nobody else until ``finish()``.
  public init(_ linker: Linker) { self.linker = linker }

  /// A collector for one thread.
  public func makeCollector() -> LinkCollector {
    let place = LinkCollectorPlace(LinkCollector(self, linker.terms))
    collectors.withLock { $0.append(place) }
    return place.collector
  }

  /// Adds what the collectors still have, once their threads have ended.
  public func finish() {
    let all = collectors.withLock { collectors in
      defer { collectors = [] }
      return collectors
    }
    for place in all {
      place.collector.handOver(waits: true)
      for system in place.collector.systems { linker.note(system: system) }
    }
  }

  /// Adds what records say.
  ///
  /// - Parameter waits: Whether to wait for one's turn.
  /// - Returns: Whether it was added.
  func add(_ facts: [(SubjectKey, LinkedFacts)], waits: Bool) -> Bool {
    if waits {
      turn.withLock { _ in linker.add(facts) }
      return true
    }
    return turn.withLockIfAvailable { _ in linker.add(facts) } != nil
  }
}

/// A collector that one thread uses and another reads when it has ended.
private struct LinkCollectorPlace: @unchecked Sendable {
  let collector: LinkCollector

  init(_ collector: LinkCollector) { self.collector = collector }
}

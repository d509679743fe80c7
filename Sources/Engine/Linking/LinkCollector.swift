public import Inventory
import Synchronization

/// Collects what records say for a linker that several threads add to.
///
/// Each thread has a collector of its own; they take turns, some thousand records at a time. In
/// which order makes no difference.
public final class LinkCollector: RowConsumer {
  private static let batch = 4096

  private let linker: SharedLinker
  private var facts: [(SubjectKey, LinkedFacts)] = []

  /// A collector for a linker that nobody else uses meanwhile.
  public init(_ linker: SharedLinker) {
    self.linker = linker
    facts.reserveCapacity(Self.batch)
  }

  public func begin(_ dataset: InventoryNode) {}
  public func holding(_ holding: FactObject, ordinal: Int) {}
  public func end(_ dataset: InventoryNode) { handOver() }

  public func record(_ record: FactObject, ordinal: Int) {
    guard let found = linker.facts(of: record) else { return }
    facts.append(found)
    if facts.count == Self.batch { handOver() }
  }

  private func handOver() {
    linker.add(facts)
    facts.removeAll(keepingCapacity: true)
  }
}

/// A linker that several threads add to.
public final class SharedLinker: @unchecked Sendable {
  private let linker: Linker
  private let turn = Mutex(())

  /// Shares a linker, which is used by nobody else until all have added to it.
  public init(_ linker: Linker) { self.linker = linker }

  func facts(of record: FactObject) -> (SubjectKey, LinkedFacts)? { linker.facts(of: record) }

  func add(_ facts: [(SubjectKey, LinkedFacts)]) {
    turn.withLock { _ in linker.add(facts) }
  }
}

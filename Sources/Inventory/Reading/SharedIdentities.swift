import Synchronization

/// The ids of the records of a dataset whose rows stand in several files, which threads may read
/// at the same time.
///
/// They are compared when all files have been read, so that it does not matter which came first.
final class SharedIdentities: Sendable {
  private let identities: Mutex<RecordIdentities>

  init(temporaryFolder: String, bound: Int, seed: UInt64) {
    identities = Mutex(
      RecordIdentities(temporaryFolder: temporaryFolder, bound: bound, seed: seed))
  }

  /// Takes over the ids of the records of one file.
  func take(_ ids: inout RecordIdentities) {
    identities.withLock { $0.take(&ids) }
  }

  /// Compares all ids and forgets them.
  func finish() -> SameRecords {
    identities.withLock { identities in
      defer { identities.removeAll() }
      return SameRecords(&identities)
    }
  }
}

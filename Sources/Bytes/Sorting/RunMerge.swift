/// The records of several runs, and of memory, in one order; those of one key in the order of their
/// runs, memory last.
///
/// Where the disk does not give back a record its run ends, and the run's failure says so.
public struct RunMerge<Record: ScratchRecord>: Sequence, IteratorProtocol {
  /// The next record of a run or of memory.
  @usableFromInline
  struct Head {
    @usableFromInline var record: Record
    @usableFromInline let key: Record.Key
    @usableFromInline let source: Int
    @usableFromInline let position: Int

    @inlinable
    init(_ record: Record, source: Int, position: Int) {
      self.record = record
      self.key = record.key
      self.source = source
      self.position = position
    }

    @inlinable
    func precedes(_ other: Head) -> Bool {
      if Record.precedes(key, other.key) { return true }
      return source < other.source && !Record.precedes(other.key, key)
    }
  }

  @usableFromInline var readers: [ScratchRun<Record>.Reader]
  @usableFromInline let recent: [Record]
  @usableFromInline var index = 0
  /// The next record of each source that has one, the first of all at the top: a binary heap.
  @usableFromInline var heap: [Head] = []

  /// Merges runs, whose records are in order, with records in memory that are.
  @inlinable
  public init(_ runs: [ScratchRun<Record>], recent: [Record] = []) {
    readers = runs.map { ScratchRun<Record>.Reader($0) }
    self.recent = recent
    guard !runs.isEmpty else { return }
    for source in 0...readers.count {
      if let head = head(source) { insert(head) }
    }
  }

  /// Gives the next record; one for all of its key where records are combined.
  @inlinable
  public mutating func next() -> Record? { nextPlaced()?.record }

  /// Gives the next record with the number of its run and its place there; in memory, without a run and
  /// by its index.
  @inlinable
  public mutating func nextPlaced() -> (record: Record, run: Int?, position: Int)? {
    if readers.isEmpty, !Record.combines {
      guard index < recent.count else { return nil }
      defer { index += 1 }
      return (recent[index], nil, index)
    }
    guard var first = heap.first else { return nil }
    replaceFirst(with: head(first.source))
    while Record.combines, let next = heap.first, !Record.precedes(first.key, next.key) {
      first.record.absorb(next.record)
      replaceFirst(with: head(next.source))
    }
    return (first.record, first.source < readers.count ? first.source : nil, first.position)
  }

  @inlinable
  mutating func head(_ source: Int) -> Head? {
    guard source < readers.count else {
      guard index < recent.count else { return nil }
      defer { index += 1 }
      return Head(recent[index], source: source, position: index)
    }
    let position = readers[source].position
    return readers[source].next().map { Head($0, source: source, position: position) }
  }

  @inlinable
  mutating func insert(_ head: Head) {
    heap.append(head)
    var index = heap.count - 1
    while index > 0, heap[index].precedes(heap[(index - 1) / 2]) {
      heap.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  /// Puts the next record of the same source in the place of the first one.
  @inlinable
  mutating func replaceFirst(with head: Head?) {
    guard let head = head ?? heap.popLast(), !heap.isEmpty else { return }
    var index = 0
    while true {
      var least = 2 * index + 1
      guard least < heap.count else { break }
      if least + 1 < heap.count, heap[least + 1].precedes(heap[least]) { least += 1 }
      guard heap[least].precedes(head) else { break }
      heap[index] = heap[least]
      index = least
    }
    heap[index] = head
  }
}

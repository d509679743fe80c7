import Bytes

/// The linked facts of every person, by key.
///
/// A table that was given a folder keeps at most a number of people in memory; the rest waits
/// there in parts, sorted by key, which ``seal()`` makes one.
struct LinkTable: ~Copyable {
  /// A person and what all records say.
  struct Entry: BitwiseCopyable {
    var key: SubjectKey
    var facts: LinkedFacts
  }

  /// The people in memory, in segments by the first bits of their keys.
  private let segments: UnsafeMutableBufferPointer<LinkSegment>
  /// How many there are in memory.
  private var used = 0
  /// People on the disk, each once in each run.
  private var waiting: ExternalSort<Entry>
  /// Everybody, once all who wait on the disk were put together.
  private var together: LinksInOrder?
  private let limit: Int
  private let mostBytesKept: Int
  /// How much memory people take at most who were put in order on the disk, in bytes.
  static let usualBytesKept = 256 << 20
  /// How many runs wait before they are made one.
  private static let mostRuns = 16

  /// A table of nobody.
  ///
  /// - Parameters:
  ///   - limit: How many people are kept in memory.
  ///   - folder: Where the rest waits; if it takes nothing, everybody stays in memory.
  ///   - mostBytesKept: How much memory people may take once they are in order; where it does not do,
  ///     they are looked up on the disk.
  init(
    limit: Int = .max, spillingTo folder: String? = nil,
    mostBytesKept: Int = LinkTable.usualBytesKept
  ) {
    self.mostBytesKept = mostBytesKept
    segments = .allocate(capacity: LinkSegment.count)
    segments.initialize(repeating: LinkSegment())
    self.limit = max(limit, 1)
    waiting = ExternalSort(in: folder, joining: Self.mostRuns)
  }

  deinit {
    for number in segments.indices { segments[number].removeAll() }
    segments.deallocate()
  }

  /// How many people there are, those in several runs counted in each.
  var count: Int { used + waiting.count }

  /// Why what is known of people is not whole: there was no memory for somebody, or the disk does
  /// not give back what it took; `nil` as long as it is.
  var failure: ScratchFailure? {
    if let lost = waiting.failure { return lost }
    return segments.contains(where: \.isFull)
      ? ScratchFailure("there is no memory for more linked people") : nil
  }

  /// Adds what one record says, or what several do.
  mutating func add(_ key: SubjectKey, _ facts: LinkedFacts) {
    guard segments[LinkSegment.number(of: key)].add(key, facts) else { return }
    used += 1
    if used >= limit, waiting.takesRecords { spill() }
  }

  /// What all records of a person say; `nil` for a person nobody added.
  ///
  /// - Precondition: The table is sealed.
  func facts(of key: SubjectKey) -> LinkedFacts? {
    if let together { return together.facts(of: key) }
    return segments[LinkSegment.number(of: key)].facts(of: key)
  }

  /// Goes through all people in the order of their keys.
  ///
  /// - Precondition: The table is sealed: people are either on the disk, in order, or here.
  func visit(_ body: (SubjectKey, LinkedFacts) -> Void) {
    visitDisk { body($0.key, $0.facts) }
    for entry in peopleInMemory { body(entry.key, entry.facts) }
  }

  /// Goes through the people on the disk, in the order of their keys.
  private func visitDisk(_ body: (Entry) -> Void) {
    guard let run = waiting.runs.first else { return }
    var reader = ScratchRun.Reader(run)
    while let entry = reader.next() { body(entry) }
  }

  /// How many keys of people cannot be relied on, for each reason.
  ///
  /// - Precondition: The table is sealed.
  func doubts() -> (births: Int, spellings: Int) {
    var births = 0
    var spellings = 0
    func count(_ entry: Entry) {
      switch entry.facts.doubt {
      case .births: births += 1
      case .spelling: spellings += 1
      case nil: break
      }
    }
    visitDisk(count)
    // In any order: putting millions of people in order takes longer than adding them.
    for segment in segments { segment.people.forEach(count) }
    return (births, spellings)
  }

  private var peopleInMemory: some Sequence<Entry> {
    segments.lazy.flatMap { $0.sorted() }
  }

  /// Puts together what waits on the disk, once everybody was added.
  mutating func seal() {
    guard !waiting.isEmpty else { return }
    if used > 0 { spill() }
    // A disk that takes no more leaves people both here and there: then all come back.
    if waiting.runs.count > 1 || used > 0, !waiting.joinAll() || used > 0 { return takeBack() }
    together = waiting.runs.first.map { LinksInOrder($0, keepingAtMost: mostBytesKept) }
  }

  /// Writes everybody in memory to the disk, or keeps them where it takes none.
  private mutating func spill() {
    guard waiting.put(peopleInMemory) else { return }
    for number in segments.indices { segments[number].removeAll() }
    used = 0
    waiting.joinMany()
  }

  private mutating func takeBack() {
    let runs = waiting.runs
    waiting.removeAll()
    waiting.stop()
    for entry in RunMerge(runs) { add(entry.key, entry.facts) }
    for run in runs { waiting.lose(run.failure) }
  }
}

extension LinkTable.Entry: FlatScratchRecord {
  static var combines: Bool { true }

  static func precedes(_ left: SubjectKey, _ right: SubjectKey) -> Bool { left < right }

  mutating func absorb(_ later: LinkTable.Entry) { facts.merge(later.facts) }
}

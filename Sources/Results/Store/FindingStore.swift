public import Bytes
public import Findings

/// The findings of a run, collected in any order and read in theirs.
///
/// A value that shares its storage until it is changed. Reading gives the findings sorted. A store that
/// was given a folder keeps no more than a number of findings in memory and the rest in nameless files
/// there, in sorted runs that are merged on reading.
public struct FindingStore: Sendable {
  private(set) var recent: [KeptFinding] = []
  private(set) var isSorted = false
  /// What waits on the disk.
  private(set) var waiting = ExternalSort<KeptFinding>(in: nil)
  /// What the findings have in common; `nil` where nobody wants to know.
  private var tally: CauseTally?
  /// The root causes that were chosen, by the causes that findings name.
  private(set) var rootCauses: [CauseHashes: String] = [:]
  /// The lists of subjects that findings name, by their keys.
  private(set) var lists: [String: SubjectList] = [:]
  /// The keys of the lists that findings of this store name.
  private(set) var namedLists: Set<String> = []
  /// How many checks stand how, those that one finding stands for among them.
  public private(set) var standings: [FindingStanding: Int] = [:]
  /// Whether there is a finding whose subject is left out.
  private(set) var hasAnonymous = false
  private let limit: Int
  /// How many findings runs keep in memory.
  public static let usualLimit = 500

  /// A store of findings in any order, all in memory.
  public init(_ findings: [Finding] = []) {
    self.limit = .max
    for finding in findings { append(finding) }
  }

  /// An empty store that keeps at most a number of findings in memory.
  ///
  /// - Parameter folder: Where the rest waits; if it takes nothing, everything stays in memory.
  public init(limit: Int, spillingTo folder: String) {
    self.limit = Swift.max(limit, 1)
    waiting = ExternalSort(in: folder)
  }

  /// Why some findings could not be read back from the disk; `nil` as long as all could.
  ///
  /// What was read is then not all, and nothing that was made of it may be kept.
  public var failure: ScratchFailure? { waiting.failure }

  /// Takes note that findings are missing or wrong, since something could not be read back.
  public mutating func lose(_ failure: ScratchFailure) { waiting.lose(failure) }

  /// How many there are.
  public var count: Int { waiting.count + recent.count }
  /// Whether there are none.
  public var isEmpty: Bool { recent.isEmpty && waiting.isEmpty }

  /// Sees to it that root causes of the findings that will be added can be told.
  mutating func countCauses() {
    if tally == nil { tally = CauseTally() }
  }

  /// Groups the findings that one fix would clear, and gives each the key of its group.
  ///
  /// It looks at no finding: what they have in common was counted as they came in.
  ///
  /// - Returns: The groups, the worst first; none where causes were not counted.
  public mutating func groupByCause(_ outline: Outline) -> [RootCause] {
    guard let tally else { return [] }
    let found = tally.rootCauses(outline)
    rootCauses = found.chosen
    self.tally = nil
    return found.causes
  }

  /// Adds one that names a list of subjects.
  public mutating func append(_ finding: Finding, listing list: SubjectList) {
    add([list])
    append(finding)
  }

  /// Takes note of lists of subjects that findings name.
  public mutating func add(_ lists: some Sequence<SubjectList>) {
    for list in lists { self.lists[list.key] = list }
  }

  /// Adds one.
  public mutating func append(_ finding: Finding) {
    let causes = tally?.add(finding, listing: finding.others.flatMap { lists[$0] })
    recent.append(KeptFinding(finding: finding, causes: causes ?? .none))
    if let others = finding.others { namedLists.insert(others) }
    standings[FindingStanding(finding), default: 0] += finding.checksCounted
    hasAnonymous = hasAnonymous || finding.subject.isAnonymous
    isSorted = false
    if waiting.takesRecords, recent.count >= limit { spill() }
  }

  /// Adds all of another store; what it has on the disk stays where it is.
  public mutating func append(contentsOf other: FindingStore) {
    waiting.append(contentsOf: other.waiting)
    recent += other.recent
    if let others = other.tally { tally?.add(others) }
    standings.merge(other.standings, uniquingKeysWith: +)
    lists.merge(other.lists) { first, _ in first }
    namedLists.formUnion(other.namedLists)
    hasAnonymous = hasAnonymous || other.hasAnonymous
    isSorted = recent.isEmpty
    waiting.joinMany()
    if waiting.takesRecords, recent.count >= limit { spill() }
  }

  /// An empty store that keeps what it is given where this one does.
  public var emptied: FindingStore {
    var store = self
    store.recent = []
    store.waiting.removeAll()
    store.isSorted = true
    store.standings = [:]
    store.namedLists = []
    if store.tally != nil { store.tally = CauseTally() }
    return store
  }

  /// Brings them into order; reading does it too, but then each time.
  public mutating func sort() {
    guard !isSorted else { return }
    recent = Self.sorted(recent)
    isSorted = true
  }

  /// Replaces each finding by what a body makes of it, which keeps its subject, rule and identity.
  public mutating func update(_ body: (inout Finding) -> Void) {
    var standings: [FindingStanding: Int] = [:]
    let rootCauses = rootCauses
    withoutActuallyEscaping(body) { body in
      let updated: (KeptFinding) -> KeptFinding = { kept in
        var kept = kept
        kept.group(by: rootCauses)
        body(&kept.finding)
        standings[FindingStanding(kept.finding), default: 0] += kept.finding.checksCounted
        return kept
      }
      for index in recent.indices { recent[index] = updated(recent[index]) }
      let old = waiting.runs
      waiting.removeAll()
      for run in old {
        keep(IteratorSequence(ScratchRun.Reader(run)).lazy.map(updated))
        waiting.lose(run.failure)
      }
    }
    self.standings = standings
  }

  private mutating func spill() {
    sort()
    let findings = recent
    recent = []
    keep(findings)
    waiting.joinMany()
  }

  /// Writes findings, which are in order, to the disk, or keeps them where it takes none.
  private mutating func keep(_ findings: some Sequence<KeptFinding>) {
    if waiting.put(findings) { return }
    recent += findings
    isSorted = false
  }
}

extension FindingStore {
  /// The findings in the order of ``Finding/precedes(_:_:)``; those of one
  /// identity in the order of their places.
  static func sorted(_ findings: [KeptFinding]) -> [KeptFinding] {
    findings.enumerated().map { (key: FindingKey($0.element.finding), index: $0.offset) }
      .sorted { left, right in
        if FindingKey.precedes(left.key, right.key) { return true }
        return left.index < right.index && !FindingKey.precedes(right.key, left.key)
      }
      .map { findings[$0.index] }
  }
}

import Diagnostics
public import Findings

/// Makes one finding of undetermined checks that share all but their subject.
///
/// An export whose systems lack the same facts would otherwise be told about system by system and rule
/// by rule. What is told of few subjects stays as it is. Memory is bounded by what is shared: each
/// further subject of a rule costs a number, and findings that turn out to be alone are handed on.
public struct LikeFindings {
  /// How many subjects are told of together at least.
  public static let least = 25
  /// How many findings wait for others of their kind at most.
  private static let mostWaiting = 5_000

  /// The findings that have one thing in common.
  fileprivate struct Group {
    /// The one whose subject comes first.
    var first: Finding
    /// All of them, until they are many.
    var waiting: [Finding]
    /// The numbers of their subjects.
    var subjects: [Int32]
    /// How many groups there were before.
    let order: Int
  }

  private var groups: [Finding: Group] = [:]
  private var entries: [SubjectList.Entry] = []
  private var waiting = 0
  private var made = 0

  /// Nothing so far.
  public init() {}

  /// Takes a finding if others may tell the same of other subjects.
  ///
  /// - Parameters:
  ///   - finding: The findings of one subject come one after the other.
  ///   - store: Takes those that nothing was shared with for long.
  /// - Returns: Whether it was taken; if not, it is for the store at once.
  public mutating func take(_ finding: Finding, releasingInto store: inout FindingStore) -> Bool {
    guard let common = finding.common, let entry = SubjectList.Entry(finding) else { return false }
    let number = number(of: entry)
    if let place = groups.index(forKey: common) {
      waiting += groups.values[place].add(finding, number)
    } else {
      groups[common] = Group(
        first: finding, waiting: [finding], subjects: [number], order: made)
      made += 1
      waiting += 1
    }
    if waiting > Self.mostWaiting { release(into: &store) }
    return true
  }

  private mutating func number(of entry: SubjectList.Entry) -> Int32 {
    if entries.last != entry { entries.append(entry) }
    return Int32(entries.count - 1)
  }

  /// Hands on the findings of which there are few.
  private mutating func release(into store: inout FindingStore) {
    for group in inOrder where !group.waiting.isEmpty {
      for finding in group.waiting { store.append(finding) }
    }
    groups = groups.filter { $0.value.waiting.isEmpty }
    waiting = 0
    if groups.isEmpty { entries = [] }
  }

  private var inOrder: [Group] { groups.values.sorted { $0.order < $1.order } }

  /// Hands on everything.
  public mutating func finish(into store: inout FindingStore) {
    release(into: &store)
    var lists: [[Int32]: SubjectList] = [:]
    for group in inOrder {
      let list = lists[group.subjects] ?? SubjectList(group.subjects.map { entries[Int($0)] })
      lists[group.subjects] = list
      var finding = group.first
      finding.others = list.key
      finding.checks = list.entries.count
      store.append(finding, listing: list)
    }
    self = LikeFindings()
  }
}

extension LikeFindings.Group {
  /// Adds a finding; returns by how many more wait now.
  fileprivate mutating func add(_ finding: Finding, _ number: Int32) -> Int {
    // The identifier stands in the first finding's words, and in those of no other.
    if let id = finding.subject.links.last?.id, let known = first.subject.links.last?.id,
      id.precedes(known)
    {
      first = finding
    }
    subjects.append(number)
    guard !waiting.isEmpty else { return 0 }
    waiting.append(finding)
    guard waiting.count >= LikeFindings.least else { return 1 }
    let gone = waiting.count - 1
    waiting = []
    return -gone
  }
}

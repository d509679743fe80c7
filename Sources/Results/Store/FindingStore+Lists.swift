public import Findings

/// Findings that are about many subjects.
extension FindingStore {
  /// The lists of subjects that the findings name, in order of their keys.
  public var subjectLists: [SubjectList] { namedLists.sorted().compactMap { lists[$0] } }

  /// The subjects of a finding that is about many; `nil` for one that is about one.
  public func subjects(of finding: Finding) -> SubjectList? {
    finding.others.flatMap { lists[$0] }
  }

  /// Takes note of the lists of subjects that the findings name.
  ///
  /// - Returns: What is wrong with them; `nil` where nothing is.
  mutating func problem(listing lists: [SubjectList]) -> String? {
    if let list = lists.first(where: { !$0.isSound }) {
      return "the list of subjects \(list.key) was not written by custos, or was altered"
    }
    add(lists)
    guard namedLists == Set(lists.map(\.key)) else {
      return "the lists of subjects are not those that the findings name"
    }
    guard !namedLists.isEmpty else { return nil }
    for finding in self where finding.others != nil && !isListed(finding) {
      return "the finding \(finding.id) does not fit the list of subjects that it names"
    }
    return nil
  }

  /// Whether a finding names a list that begins with its subject and is as long as it says.
  private func isListed(_ finding: Finding) -> Bool {
    guard let list = subjects(of: finding), let first = list.entries.first else { return false }
    return finding.verdict == .undetermined && finding.checks == list.entries.count
      && finding.subject.links.last?.id == first.id
  }

  /// The findings in order, each about one subject: what one finding tells of many is told of each of
  /// them, at the place of the first.
  public var separately: Separately { Separately(findings: makeIterator(), lists: lists) }

  /// How many checks a finding stands for in each system, or of what else it is listed under.
  public func checksBySystem(_ finding: Finding) -> [(system: String, checks: Int)] {
    guard finding.subject.level == .system, let list = subjects(of: finding) else {
      return [(finding.subject.systemKey, finding.checksCounted)]
    }
    return list.entries.map { ($0.id, 1) }
  }

  /// Gives findings about one subject each.
  public struct Separately: Sequence, IteratorProtocol {
    private var findings: Iterator
    private let lists: [String: SubjectList]
    /// The finding that is told of several subjects, and those that are left.
    private var shared: Finding?
    private var left: ArraySlice<SubjectList.Entry> = []

    fileprivate init(findings: Iterator, lists: [String: SubjectList]) {
      self.findings = findings
      self.lists = lists
    }

    /// Gives the next finding.
    public mutating func next() -> Finding? {
      if let shared, let entry = left.popFirst() { return shared.alone(on: entry) }
      shared = nil
      guard let finding = findings.next() else { return nil }
      guard let others = finding.others, let list = lists[others] else { return finding }
      shared = finding
      left = list.entries[...]
      return next()
    }
  }

  /// Replaces each finding, about one subject each, by what a body makes of it, which keeps its subject,
  /// rule and identity; what comes to the same of many subjects is one finding again.
  public mutating func updateSeparately(_ body: (inout Finding) -> Void) {
    guard !namedLists.isEmpty else { return update(body) }
    var updated = emptied
    for var finding in self {
      guard let list = subjects(of: finding) else {
        body(&finding)
        updated.append(finding)
        continue
      }
      updated.append(outcomesOf: finding, list, body)
    }
    self = updated
  }

  /// Adds what a body makes of a finding about each of its subjects.
  private mutating func append(
    outcomesOf finding: Finding, _ list: SubjectList, _ body: (inout Finding) -> Void
  ) {
    var parts: [Finding: [SubjectList.Entry]] = [:]
    var order: [(common: Finding, first: Finding)] = []
    for entry in list.entries {
      var one = finding.alone(on: entry)
      body(&one)
      let common = one.standing(of: finding)
      if parts[common] == nil { order.append((common, one)) }
      parts[common, default: []].append(entry)
    }
    for (common, first) in order {
      guard let entries = parts[common], entries.count > 1 else {
        append(first)
        continue
      }
      let part = entries.count == list.entries.count ? list : SubjectList(entries)
      var whole = first
      whole.others = part.key
      whole.checks = part.entries.count
      append(whole, listing: part)
    }
  }
}

extension Finding {
  /// Another finding with how this one stands.
  fileprivate func standing(of other: Finding) -> Finding {
    var finding = other
    finding.verdict = verdict
    finding.originalVerdict = originalVerdict
    finding.state = state
    finding.waiver = waiver
    return finding
  }
}

public import CivilTime
public import Findings
public import Results

/// Applies waivers to findings: one resolver for every command, so that none sees a waiver
/// differently from another.
///
/// A waiver has effect on a finding only if on the day it has begun and has not ended, if it is
/// approved by somebody else than its owner, names a rule or a subject, and lasts no longer than
/// the finding's severity allows. Then a breach becomes `waived` and keeps its original verdict;
/// an undetermined check stays undetermined, since nobody can accept a breach that is not known,
/// but carries the waiver, and so does not count against the number allowed. Everything else is
/// only reported.
public struct WaiverResolver: Sendable {
  /// What came of applying.
  public struct Outcome: Hashable, Sendable {
    /// Every waiver and how it stands, in the order of the file.
    public var standings: [WaiverStanding]
    /// How many breaches became waived.
    public var waived: Int
    /// How many undetermined checks carry a waiver.
    public var undetermined: Int
  }

  let file: WaiverFile
  let day: CivilDate
  /// The places of records that waivers name by identifiers which the findings do not show, with the
  /// numbers of those waivers.
  let named: [Location: Set<Int>]

  /// A resolver of a file's waivers as of a day.
  public init(_ file: WaiverFile, asOf day: CivilDate, named: [Location: Set<Int>] = [:]) {
    self.file = file
    self.day = day
    self.named = named
  }

  /// Applies the waivers to findings.
  ///
  /// Applying twice changes nothing more: a finding that is waived already is judged anew by its
  /// original verdict.
  public func apply(to findings: inout FindingStore) -> Outcome {
    apply(to: &findings) { _ in }
  }

  /// Applies the waivers, and calls a body for each breach that became waived.
  func apply(to findings: inout FindingStore, whenWaived: (Finding) -> Void) -> Outcome {
    var tallies = Tallies(file.waivers)
    var outcome = Outcome(standings: [], waived: 0, undetermined: 0)
    findings.updateSeparately { finding in
      let wasWaived = finding.verdict == .waived
      restore(&finding)
      guard finding.verdict == .breach || finding.verdict == .undetermined,
        let waiver = cover(finding, &tallies)
      else { return }
      finding.waiver = Finding.Waiver(
        id: waiver.id, reason: waiver.reason, owner: waiver.owner, until: waiver.until,
        from: waiver.from)
      guard finding.verdict == .breach else {
        outcome.undetermined += 1
        return
      }
      finding.originalVerdict = finding.verdict
      finding.verdict = .waived
      outcome.waived += 1
      if !wasWaived { whenWaived(finding) }
    }
    outcome.standings = zip(file.waivers, tallies.rows).map(standing)
    return outcome
  }

  /// Takes an earlier waiver off a finding.
  private func restore(_ finding: inout Finding) {
    if finding.verdict == .waived {
      finding.verdict = finding.originalVerdict ?? .breach
    }
    finding.originalVerdict = nil
    finding.waiver = nil
  }

  /// The waiver in effect on a finding that lasts longest; the first of the file among equals.
  private func cover(_ finding: Finding, _ tallies: inout Tallies) -> Waiver? {
    let path = finding.subject.path
    let numbers = finding.locations.first.flatMap { named[$0] } ?? []
    var best: Waiver?
    for index in tallies.waivers(for: finding.rule) {
      guard file.waivers[index].subject.matches(path) || numbers.contains(index) else { continue }
      let waiver = file.waivers[index]
      tallies.rows[index].fits += 1
      guard !file.policy.isTooLong(waiver, for: finding.severity) else {
        tallies.rows[index].isTooLong = true
        continue
      }
      guard isInForce(waiver) else { continue }
      tallies.rows[index].covers += 1
      if waiver.until > best?.until ?? .earliest { best = waiver }
    }
    return best
  }

  private func isInForce(_ waiver: Waiver) -> Bool {
    waiver.from <= day && day <= waiver.until && !waiver.isSelfApproved && !waiver.isTooBroad
  }

  private func standing(of waiver: Waiver, _ tally: Tally) -> WaiverStanding {
    WaiverStanding(
      id: waiver.id, rule: waiver.rule.pattern, subject: waiver.subject.pattern,
      reason: waiver.reason, owner: waiver.owner, approver: waiver.approver, ticket: waiver.ticket,
      from: waiver.from, until: waiver.until, states: states(of: waiver, tally),
      findings: tally.covers)
  }

  private func states(of waiver: Waiver, _ tally: Tally) -> [WaiverStanding.State] {
    let isTooLong = tally.isTooLong || file.policy.isTooLongForAll(waiver)
    let isUsable = isInForce(waiver) && (tally.covers > 0 || !isTooLong)
    var states: [WaiverStanding.State] = []
    if waiver.isSelfApproved { states.append(.selfApproved) }
    if waiver.isTooBroad { states.append(.tooBroad) }
    if isTooLong { states.append(.tooLong) }
    if day > waiver.until { states.append(.expired) }
    if day < waiver.from { states.append(.notYet) }
    if isUsable, waiver.until.days(since: day) <= file.policy.expiringDays {
      states.append(.expiring)
    }
    if tally.fits == 0 { states.append(.unused) }
    if isUsable { states.append(.active) }
    return states
  }
}

/// What a waiver met among the findings.
private struct Tally {
  /// Findings that its rule and subject fit.
  var fits = 0
  /// Findings that it has effect on.
  var covers = 0
  /// Whether it lasts too long for one of the findings it fits.
  var isTooLong = false
}

/// The tallies of all waivers, and which of them fit which rule, so that a pattern meets each
/// rule once.
private struct Tallies {
  let all: [Waiver]
  var rows: [Tally]
  private var byRule: [String: [Int]] = [:]

  init(_ waivers: [Waiver]) {
    all = waivers
    rows = [Tally](repeating: Tally(), count: waivers.count)
  }

  mutating func waivers(for rule: String) -> [Int] {
    if let known = byRule[rule] { return known }
    let fitting = all.indices.filter { all[$0].rule.matches(rule) }
    byRule[rule] = fitting
    return fitting
  }
}

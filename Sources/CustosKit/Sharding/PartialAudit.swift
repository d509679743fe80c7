import Diagnostics
import Findings
import Results

/// Holds what the partials of shards say against what they list, and against each other, so that a
/// finding or a record that was taken out of one is missed, and a finding that was made milder.
struct PartialAudit {
  private struct Count {
    let path: String
    let shard: Int
    let rows: Int
  }

  /// What findings are counted by.
  private struct Kind: Hashable {
    let rule: String
    let verdict: Verdict
    var isProvisional = false
  }

  /// The rules of the run, by their numbers.
  private let rules: [Outline.Rule]
  /// The severities that findings of a rule may have.
  private let severities: [String: Set<Severity>]
  /// What every partial says of the whole run.
  private let head: ShardHead
  private var counts: [Count] = []
  private var problems: [Diagnostic] = []

  init(outline: Outline, head: ShardHead) {
    rules = outline.rules
    self.head = head
    severities = Dictionary(
      rules.map { ($0.id, Set($0.chosenSeverities + [$0.severity])) }
    ) { first, _ in first }
  }

  /// Looks at what the first partial says of the run.
  mutating func add(_ frame: RunFrame, _ outline: Outline, at path: String) {
    if PartialForm.description(frame, outline) != head.value(of: "description") {
      report(path, "what this file says of the run is not what its first line says")
    }
    let said = Set((head.value(of: "options") ?? "").split(separator: ", ").map(String.init))
    for option in ShardHead.options(
      isLinked: frame.header.isLinked, failOn: frame.header.failOn,
      mostUndetermined: frame.mostUndetermined, isStrict: frame.isStrict,
      showsPersonalData: frame.header.showsPersonalData) where !said.contains(option)
    {
      report(path, "the run was made with \"\(option)\", and the first line does not say so")
    }
    if "\(frame.header.asOf)" != head.value(of: "day") {
      report(path, "the run is as of \(frame.header.asOf), and the first line gives another day")
    }
    let inputs = frame.inputs.map { ShardHead.InputStamp(path: $0.path, digest: $0.digest ?? "") }
    if inputs != head.inputs {
      report(path, "the inputs of the run are not those of the first line")
    }
  }

  /// Looks at one partial, before it is put together with others.
  mutating func add(_ partial: Partial, of shard: Int, at path: String) {
    counts.append(Count(path: path, shard: shard, rows: partial.records + partial.holdings))
    guard partial.tally == nil else { return }
    var listed: [Kind: Int] = [:]
    var altered = 0
    for finding in partial.findings {
      listed[Kind(rule: finding.rule, verdict: finding.verdict), default: 0] +=
        1 + finding.othersCount
      if finding.isProvisional {
        let kind = Kind(rule: finding.rule, verdict: finding.verdict, isProvisional: true)
        listed[kind, default: 0] += 1
      }
      if !isPlausible(finding) || !finding.isOfItsSubject { altered += 1 }
    }
    let joined = Self.joined(in: partial)
    altered += joined.count { !isPlausible($0) }
    if altered > 0 {
      let findings = altered == 1 ? "1 finding" : "\(altered) findings"
      report(
        path, "shard \(shard) has \(findings) that cannot have come from the rules of the run")
    }
    compare(listed, partial, shared: shared(joined, partial), of: shard, at: path)
  }

  /// Whether the rules of the run can have made a finding with this weight.
  private func isPlausible(_ finding: Finding) -> Bool {
    guard severities[finding.rule]?.contains(finding.severity) == true else { return false }
    return !finding.isProvisional || finding.evidence?.counts == false
  }

  /// Reports the rules of which a partial lists another number of findings than it counts.
  private mutating func compare(
    _ listed: [Kind: Int], _ partial: Partial, shared: Set<Kind>, of shard: Int, at path: String
  ) {
    for (rule, counts) in zip(rules, partial.byRule) {
      for (verdict, isProvisional, counted) in [
        (Verdict.breach, false, counts.breach), (.undetermined, false, counts.undetermined),
        (.breach, true, counts.provisional),
      ] {
        let found =
          listed[Kind(rule: rule.id, verdict: verdict, isProvisional: isProvisional)] ?? 0
        // What stands for many rows is listed once, and counted for each of them.
        let isShared = shared.contains(Kind(rule: rule.id, verdict: verdict))
        guard isShared ? found > counted : found != counted else { continue }
        let what = isProvisional ? "provisional breaches" : "checks"
        report(
          path,
          "shard \(shard) counts \(counted) \(what) of \(rule.id) with the verdict "
            + "\(verdict.rawValue), and lists \(found)")
      }
    }
  }

  /// The findings that stand for many rows.
  private static func joined(in partial: Partial) -> [Finding] {
    partial.shared.values.flatMap(\.values)
      + partial.ofDatasets.values.flatMap(\.values).map(\.finding)
  }

  /// The kinds of which one finding stands for many rows.
  private func shared(_ joined: [Finding], _ partial: Partial) -> Set<Kind> {
    var kinds = Set(joined.map { Kind(rule: $0.rule, verdict: $0.verdict) })
    for rule in partial.columns.rules where rules.indices.contains(rule) {
      kinds.insert(Kind(rule: rules[rule].id, verdict: .undetermined))
    }
    return kinds
  }

  /// What is wrong, once all partials were looked at.
  mutating func finish() throws(ShardFailure) {
    let listed = counts.reduce(0) { $0 + $1.rows }
    let total = head.value(of: "rows").flatMap(Int.init) ?? listed
    for count in counts {
      guard let shard = Shard(count.shard, of: counts.count) else { continue }
      let own = shard.rows(of: total).count
      guard own != count.rows else { continue }
      report(
        count.path,
        "shard \(count.shard) counts \(count.rows) records and holdings; of \(total) its share is "
          + "\(own)")
    }
    guard problems.isEmpty else { throw ShardFailure(problems.sorted()) }
  }

  private mutating func report(_ path: String, _ message: String) {
    problems.append(Self.contradiction(path, message))
  }

  static func contradiction(_ path: String, _ message: String) -> Diagnostic {
    Diagnostic(
      .error, "shard.contradiction", at: SourcePosition(path: path, line: 1, column: 1), message,
      hint: "the file was changed after it was written, or another of the files was; make it again")
  }
}

extension Finding {
  /// Whether the identity is that of rule, subject and cause; that of records, people and items is not
  /// looked at, since a key or facts may be part of it.
  fileprivate var isOfItsSubject: Bool {
    let plain: Set<Subject.Level> = [.organisation, .system, .dataset]
    guard subject.links.allSatisfy({ plain.contains($0.level) && $0.id != nil }) else {
      return true
    }
    return id == Fingerprint.findingID(rule: rule, subject: subject.path, causeCode: causeCode)
  }
}

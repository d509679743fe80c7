import Bytes
import CivilTime
import Findings
import Results

/// What somebody can do about breaches, with what it does to them.
struct Action {
  /// What to do.
  var fix: String
  /// What is wrong.
  var problem: String
  /// What doing it does to the findings.
  var effect: RootCause.Effect
  /// The worst severity among the findings.
  var severity: Severity
  /// Whether all of them are provisional.
  var isProvisional: Bool
  /// How many findings it is about.
  var findings = 0
  /// Who owns what the findings are about, each once, in the order of the findings.
  var owners: [String] = []
  /// What the rule of the worst finding cites first, of the law itself where it cites that.
  var law: Citation?
  /// The first day on which one of them was in breach; `nil` where no day plays a part.
  var since: CivilDate?
  /// Decides between actions that are otherwise alike.
  fileprivate var key: String

  fileprivate init(_ finding: Finding, _ cause: RootCause?) {
    fix = cause?.fix ?? finding.smallestFix ?? finding.remedy
    problem = cause?.title ?? finding.problemInPlace
    effect = cause?.effect ?? (finding.smallestFix == nil ? .behind : .clears)
    severity = finding.severity
    isProvisional = finding.isProvisional
    key = cause?.key ?? finding.id
    add(finding)
  }

  fileprivate mutating func add(_ finding: Finding) {
    findings += 1
    if let owner = finding.owner, !owners.contains(owner) { owners.append(owner) }
    if law == nil || finding.severity > severity {
      law = finding.citations.first { $0.hasLink } ?? finding.citations.first
    }
    severity = max(severity, finding.severity)
    isProvisional = isProvisional && finding.isProvisional
    if let first = finding.since, since.map({ first < $0 }) ?? true { since = first }
  }

  /// The firm before the provisional, the most severe, then what is about most findings, then what is
  /// longest overdue.
  fileprivate static func precedes(_ left: Action, _ right: Action) -> Bool {
    if left.isProvisional != right.isProvisional { return !left.isProvisional }
    if left.severity != right.severity { return left.severity > right.severity }
    if left.findings != right.findings { return left.findings > right.findings }
    let (one, other) = (left.since ?? .latest, right.since ?? .latest)
    if one != other { return one < other }
    return left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
  }
}

extension Action {
  /// What doing it does to the findings, in words.
  var effectInWords: String {
    switch effect {
    case .clears: "clears \(counted(findings, "finding"))"
    case .needed, .behind: "concerns \(counted(findings, "finding"))"
    }
  }

  /// Who has to do it.
  var ownersInWords: String {
    guard !owners.isEmpty else { return "no owner is named" }
    let more = owners.count > 2 ? " and \(owners.count - 2) more" : ""
    return owners.prefix(2).joined(separator: ", ") + more
  }

  /// By when it has to be done.
  var dueInWords: String {
    if isProvisional { return "once the figure is confirmed" }
    return since.map { "now; overdue since \($0.inWords)" } ?? "now"
  }
}

/// What to fix first: what is behind the breaches of a result, the worst first.
struct Actions {
  /// How many are shown.
  static let most = 5

  /// The first of them.
  private(set) var first: [Action] = []
  /// How many there are.
  private(set) var count = 0

  /// Gathers the actions; findings that share a cause are one.
  ///
  /// Only as many actions are kept as there are causes, and the first of those about one finding.
  init(_ result: CheckResult) {
    let causes = Dictionary(
      result.rootCauses.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    var shared: [String: Action] = [:]
    for finding in result.findings where finding.verdict == .breach && finding.state != .cured {
      guard let key = finding.rootCause, let cause = causes[key] else {
        count += 1
        insert(Action(finding, nil))
        continue
      }
      if shared[key] == nil {
        shared[key] = Action(finding, cause)
      } else {
        shared[key]?.add(finding)
      }
    }
    count += shared.count
    for action in shared.values { insert(action) }
  }

  private mutating func insert(_ action: Action) {
    let place = first.firstIndex { Action.precedes(action, $0) } ?? first.count
    guard place < Self.most else { return }
    first.insert(action, at: place)
    if first.count > Self.most { first.removeLast() }
  }
}

extension Citation {
  /// Whether its section has a page of its own on legislation.gov.uk.
  var hasLink: Bool { links.contains { $0.url != nil } }

  /// The document and the place in it.
  var place: String { at.isEmpty ? title : "\(title), \(at)" }
}

extension Finding {
  /// What is wrong, with the system in front.
  var problemInPlace: String {
    let place = subject.links.last { $0.level != .record && $0.level != .holding }
    guard let place, let name = place.name ?? place.id else { return cause }
    return "\(name): \(cause)"
  }
}

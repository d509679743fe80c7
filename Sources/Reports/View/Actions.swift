import Bytes
import CivilTime
import Diagnostics
import Findings
import Results

/// What somebody can do about breaches, with what it does to them.
struct Action {
  /// What to do.
  var fix: String
  /// What to change in the inventory once that is done; `nil` where nothing that clears them is known.
  var record: String?
  /// The worst of them, which stands for all.
  private(set) var worst: Finding
  /// What doing it does to the findings.
  var effect: RootCause.Effect
  /// The worst severity among the firm ones, or among all where none is firm.
  var severity: Severity { worst.severity }
  /// How many breaches it is about, and how many of them rest on a figure that nobody has confirmed.
  var breaches = 0
  var provisional = 0
  /// Who owns what the findings are about, each once, in the order of the findings.
  var owners: [String] = []
  /// What the rule of the worst finding cites first, of the law itself where it cites that.
  var law: Citation? { worst.citations.first { $0.hasLink } ?? worst.citations.first }
  /// The first day in breach of the worst of them; `nil` where no day plays a part.
  var since: CivilDate? { worst.since }
  /// Decides between actions that are otherwise alike.
  fileprivate let key: String
  private let cause: RootCause?
  private var urgency: Urgency

  /// Whether all of them have ended, such as by a late answer.
  private var hasEnded: Bool { worst.endedOn != nil }
  /// Whether all of them are provisional.
  var isProvisional: Bool { provisional == breaches }

  fileprivate init(_ finding: Finding, _ cause: RootCause?) {
    self.cause = cause
    fix = ""
    worst = finding
    effect = cause?.effect ?? (finding.smallestFix == nil ? .behind : .clears)
    key = cause?.key ?? finding.id
    urgency = Urgency(finding)
    show(finding)
    count(finding)
  }

  fileprivate mutating func add(_ finding: Finding) {
    count(finding)
    let urgency = Urgency(finding)
    guard Urgency.precedes(urgency, self.urgency) else { return }
    self.urgency = urgency
    worst = finding
    show(finding)
  }

  private mutating func count(_ finding: Finding) {
    breaches += finding.checksCounted
    if finding.isProvisional { provisional += finding.checksCounted }
    if let owner = finding.owner, !owners.contains(owner) { owners.append(owner) }
  }

  /// Takes over what is said of the worst finding.
  private mutating func show(_ finding: Finding) {
    let isDeed = cause?.isDeed ?? false
    fix = isDeed ? cause?.fix ?? "" : finding.remedy
    let change = cause?.fix ?? finding.smallestFix
    record = isDeed ? nil : change.map(finding.fixToRecord)
    if fix.isEmpty, let change { (fix, record) = (change, nil) }
  }

  /// The firm before the provisional, the most severe, what goes on before what has ended, then what is
  /// about most breaches, then what is longest overdue.
  fileprivate static func precedes(_ left: Action, _ right: Action) -> Bool {
    if left.isProvisional != right.isProvisional { return !left.isProvisional }
    if left.severity != right.severity { return left.severity > right.severity }
    if left.hasEnded != right.hasEnded { return !left.hasEnded }
    if left.breaches != right.breaches { return left.breaches > right.breaches }
    let (one, other) = (left.since ?? .latest, right.since ?? .latest)
    if one != other { return one < other }
    return left.key.precedes(right.key)
  }
}

extension Action {
  /// What is wrong: the cause that they share, or what is wrong in the worst and how many more there are.
  func problem(in words: FactWords) -> String {
    if let cause, !cause.key.hasPrefix("rule:"), cause.isDeed { return words.cause(cause.title) }
    let problem = words.cause(worst.problemInPlace, of: worst)
    let others = breaches - worst.checksCounted
    return others > 0
      ? "\(problem); and \(counted(others, "more breach", "more breaches"))" : problem
  }

  /// What doing it does to the findings, in words.
  var effectInWords: String {
    let breaches = counted(breaches, "breach", "breaches")
    let doubt = provisional > 0 && !isProvisional ? ", \(provisional) of them provisional" : ""
    switch effect {
    case .clears: return "clears \(breaches)\(doubt)"
    case .needed, .behind: return "concerns \(breaches)\(doubt)"
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
    return ["now", worst.overdueInWords].compactMap(\.self).joined(separator: "; ")
  }
}

/// What to fix first: what is behind the breaches of a result, the worst first.
struct Actions {
  /// How many are shown first.
  static let most = 5

  /// The first of them.
  private(set) var first: [Action] = []
  /// How many there are.
  private(set) var count = 0
  private let most: Int

  /// Gathers the actions; findings that share a cause are one.
  ///
  /// Only as many actions are kept as there are causes, and the first of those about one finding.
  ///
  /// - Parameter most: How many are kept at most.
  init(_ result: CheckResult, most: Int = Actions.most) {
    self.most = most
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
    guard place < most else { return }
    first.insert(action, at: place)
    if first.count > most { first.removeLast() }
  }
}

extension Citation {
  /// Whether its section has a page of its own on legislation.gov.uk.
  var hasLink: Bool { links.contains { $0.url != nil } }

  /// The document and the place in it.
  var place: String { at.isEmpty ? title : "\(title), \(at)" }
}

extension Finding {
  /// Since when it is overdue, or how late it was where it has ended, such as by a late answer; `nil`
  /// where no day plays a part.
  var overdueInWords: String? {
    if let endedOn {
      return "it was done on \(endedOn.inWords)"
        + (daysOver.map { ", \(counted($0, "day")) late" } ?? "")
    }
    return since.map { "overdue since \($0.inWords)" }
  }

  /// What is wrong, with the organisation, system or class in front, and the item that it is about.
  var problemInPlace: String {
    let places = subject.links.filter { $0.level != .record && $0.level != .holding }
    let place = places.last { $0.level != .item }
    let item = subject.links.last { $0.level == .item }.flatMap { $0.name ?? $0.id }
    // What is wrong may say of which processor already.
    let isNamed = item.map { cause.contains($0) } ?? false
    let names = [
      place.flatMap { $0.name ?? $0.id }.flatMap { cause.contains($0) ? nil : $0 },
      isNamed ? nil : itemInWords,
    ].compactMap(\.self)
    return names.isEmpty ? cause : "\(names.joined(separator: ", ")): \(cause)"
  }

  /// The item of a list that it is about, such as `request R-3`, or by its line where its identifier is
  /// left out; `nil` where it is about none.
  var itemInWords: String? {
    guard let item = subject.links.last(where: { $0.level == .item }) else { return nil }
    let kind = FactWords.stepName(item.kind)
    if let name = item.name ?? item.id { return "\(kind) \(name)" }
    return locations.first.map { "\(kind) at line \($0.line)" } ?? kind
  }
}

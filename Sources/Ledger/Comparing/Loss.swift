import Diagnostics
import Findings
import Results

/// Something that was checked before and is not, or less, any more.
///
/// A change that deletes facts must not pass for one that cures breaches.
public struct Loss: Hashable, Sendable {
  /// What was lost.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A whole organisation.
    case organisation
    /// A whole system.
    case system
    /// A dataset of a system that is still there, or one of its classes.
    case dataset
    /// The coverage of a class that is still there.
    case coverage
    /// Records for whose end no disposal accounts.
    case records
    /// Checks of a rule that applied and do not any more.
    case check
    /// A pack of rules.
    case pack
    /// Rules of a pack that is still used.
    case rules
  }

  /// What was lost.
  public var kind: Kind
  /// The system's identifier, the pack's name, or the path of an organisation or a dataset.
  public var name: String
  /// The dataset's identifier.
  public var dataset: String?
  /// The class of records, or the rule that makes fewer checks.
  public var category: String?
  /// How it was covered, or how many rules, checks or records there were.
  public var before: String
  /// How it is covered, or how many rules, checks or records there are; empty for what is gone.
  public var after: String
  /// For how many of the records a disposal accounts.
  public var explained: Int?
  /// How many records are gone for which none does.
  public var gone: Int?
  /// The pseudonyms of the records that are gone, where both sides tell their records apart; those
  /// for which a disposal accounts are among them.
  public var records: [String] = []
}

extension Loss {
  /// What a later result does not check any more, in order of kind and name.
  static func losses(_ before: CheckResult, _ after: CheckResult) -> [Loss] {
    let remaining = Scope(after).systems
    let gone = Scope(before).systems.subtracting(remaining).sorted()
    let systems = gone.map { Loss(kind: .system, name: $0, before: "", after: "") }
    let comparability = Comparability(before, after)
    let lost = LostChecks(before, after)
    return (lost?.lostOrganisations ?? []) + systems
      + coverage(before, after, remaining: remaining) + (lost?.lostRecords ?? [])
      + (lost?.losses { comparability.hasSameRule($0) } ?? []) + rules(before, after)
  }

  private static func coverage(
    _ before: CheckResult, _ after: CheckResult, remaining: Set<String>
  ) -> [Loss] {
    var standings: [[String]: Coverage.Standing] = [:]
    for row in after.coverage { standings[key(row)] = row.standing }
    var losses: [Loss] = []
    for row in before.coverage where remaining.contains(row.system) {
      let now = standings[key(row)]
      guard (now?.rank ?? Int.max) > row.standing.rank else { continue }
      losses.append(
        Loss(
          kind: now == nil ? .dataset : .coverage, name: row.system, dataset: row.dataset,
          category: row.category, before: row.standing.rawValue, after: now?.rawValue ?? ""))
    }
    return losses.sorted(by: precedes)
  }

  private static func rules(_ before: CheckResult, _ after: CheckResult) -> [Loss] {
    before.header.packs.sorted { $0.name < $1.name }.compactMap { pack in
      guard let now = after.header.packs.first(where: { $0.name == pack.name }) else {
        return Loss(kind: .pack, name: pack.name, before: String(pack.rules), after: "")
      }
      guard now.rules < pack.rules else { return nil }
      return Loss(
        kind: .rules, name: pack.name, before: String(pack.rules), after: String(now.rules))
    }
  }

  private static func key(_ row: Coverage) -> [String] {
    [row.system, row.dataset ?? "", row.category ?? ""]
  }

  private static func precedes(_ left: Loss, _ right: Loss) -> Bool {
    func key(_ loss: Loss) -> String {
      "\(loss.kind.rawValue)\n\(loss.name)\n\(loss.dataset ?? "")\n\(loss.category ?? "")"
    }
    return key(left).precedes(key(right))
  }
}

extension Coverage.Standing {
  /// 0 for what was decided; more for what tells less.
  fileprivate var rank: Int {
    switch self {
    case .checked, .breached: 0
    case .undecided: 1
    case .formOnly: 2
    case .noRule, .unknownClass, .noEvidence: 3
    }
  }
}

extension Loss {
  /// The loss in one sentence.
  public var message: String {
    switch kind {
    case .organisation: "\(name) is not there any more"
    case .system: "the system \"\(name)\" is not there any more"
    case .dataset: "\(what) of the system \"\(name)\" is not there any more"
    case .coverage:
      "\(what) of the system \"\(name)\" was \(Self.words(before)) and is \(Self.words(after))"
    case .records: recordsMessage
    case .check where after == "0":
      "the rule \(category ?? "") made \(counted(Int(before) ?? 0, "check")) of \(name) and does not "
        + "apply any more"
    case .check:
      "the rule \(category ?? "") made \(counted(Int(before) ?? 0, "check")) of \(name) and makes "
        + "\(after)"
    case .pack: "the pack \"\(name)\" is not used any more"
    case .rules: "the pack \"\(name)\" has \(after) rules, and had \(before)"
    }
  }

  /// How a class is covered, in words.
  private static func words(_ standing: String) -> String {
    switch Coverage.Standing(rawValue: standing) {
    case .breached: "in breach"
    case .formOnly: "checked for its form only"
    case .noRule: "checked by no rule"
    case .unknownClass: "of an unknown class"
    case .noEvidence: "without anything to check"
    case .checked, .undecided, nil: standing
    }
  }

  private var recordsMessage: String {
    let (was, isNow) = (Int(before) ?? 0, Int(after) ?? 0)
    let explained = explained ?? 0
    let disposals =
      explained > 0
      ? "the disposals between the two account for \(explained)"
      : "no disposal between the two is recorded"
    let shown = records.prefix(Self.mostNamed).joined(separator: ", ")
    let more = records.count > Self.mostNamed ? " and \(records.count - Self.mostNamed) more" : ""
    let names = records.isEmpty ? "" : "; what is not there any more: \(shown)\(more)"
    return
      "\(counted(gone ?? was - isNow - explained, "record")) of \(name) gone without a disposal: "
      + "there were \(was) and are \(isNow), and \(disposals)\(names)"
  }

  /// How many records are named in a sentence.
  private static let mostNamed = 5

  private var what: String {
    switch (dataset, category) {
    case (let dataset?, let category?): "the class \(category) in the dataset \"\(dataset)\""
    case (let dataset?, nil): "the dataset \"\(dataset)\""
    case (nil, let category?): "the class \(category)"
    case (nil, nil): "the coverage"
    }
  }
}

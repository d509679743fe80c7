import Findings
import Results

/// What of the checks that an earlier result made a later one does not make.
///
/// Both must say which checks they made; results of versions that did not say so cannot be judged.
struct LostChecks {
  private var before: [String: Extent.Place] = [:]
  private var after: [String: Extent.Place] = [:]
  private var oldNumbers: [String: Int] = [:]
  private var newNumbers: [String: Int] = [:]
  private let oldPlaces: [Extent.Place]
  private let rules: [String]
  /// The records that went, by the path of their dataset.
  private var departures: [String: Departures] = [:]

  /// `nil` where a result does not say which checks it made.
  init?(_ before: CheckResult, _ after: CheckResult) {
    guard let old = before.extent, let new = after.extent else { return nil }
    rules = old.rules
    oldPlaces = old.places
    for place in old.places { self.before[place.path] = place }
    for place in new.places { self.after[place.path] = place }
    for (number, rule) in old.rules.enumerated() { oldNumbers[rule] = number }
    for (number, rule) in new.rules.enumerated() { newNumbers[rule] = number }
    let window = DisposalWindow(before, after)
    let areNamedAlike = before.header.identifiesRecords(as: after.header)
    for place in old.places {
      guard let was = place.population, let isNow = self.after[place.path]?.population else {
        continue
      }
      departures[place.path] = Departures(was, isNow, window, areNamedAlike: areNamedAlike)
    }
  }

  /// Whether nothing hints at that the check of a finding that is not there any more was not made.
  ///
  /// Where nothing tells which records a rule checked, only how many, and it checked fewer than
  /// before, and disposals do not account for it, none is taken for checked again.
  func isMade(_ finding: Finding) -> Bool {
    let path = finding.subject.placePath
    guard let old = before[path], let new = after[path], let number = newNumbers[finding.rule],
      let oldNumber = oldNumbers[finding.rule]
    else { return false }
    let departures = departures[path]
    let mark = finding.subject.link(.record)?.id.flatMap(Fingerprint.mark(inPseudonym:))
    if let mark, departures?.isUnexplained(mark) == true { return false }
    let fewer = old.checks(oldNumber) - new.checks(number)
    guard old.appliedToRows[oldNumber] != nil else { return fewer <= 0 }
    return fewer - (departures?.explained ?? 0) <= 0
  }

  /// The rules that made fewer checks, by place, where the rows themselves are not fewer.
  ///
  /// - Parameter isComparable: Whether a rule is the same in both.
  func losses(isComparable: (String) -> Bool) -> [Loss] {
    var losses: [Loss] = []
    for old in oldPlaces {
      guard let new = after[old.path] else { continue }
      let gone = max(0, (old.population?.rows ?? 0) - (new.population?.rows ?? 0))
      let explained = gone + (departures[old.path]?.newlyDisposed ?? 0)
      for (number, rule) in rules.enumerated() where isComparable(rule) {
        guard let now = newNumbers[rule] else { continue }
        let (was, isNow) = (old.checks(number), new.checks(now))
        let fewer = was - isNow - (old.appliedToRows[number] == nil ? 0 : explained)
        guard fewer > 0 else { continue }
        losses.append(
          Loss(
            kind: .check, name: old.path, category: rule, before: String(was), after: String(isNow))
        )
      }
    }
    return losses
  }

  /// The organisations that are not there any more.
  var lostOrganisations: [Loss] {
    oldPlaces.filter { $0.path.hasPrefix("organisation:") && after[$0.path] == nil }.map {
      Loss(kind: .organisation, name: $0.path, before: "", after: "")
    }
  }

  /// The records that are gone without a disposal that accounts for them.
  var lostRecords: [Loss] {
    oldPlaces.compactMap { old in departures[old.path]?.loss(in: old.path) }
  }
}

extension Extent.Place {
  /// How many checks a rule made here.
  fileprivate func checks(_ rule: Int) -> Int {
    applied[rule, default: 0] + appliedToRows[rule, default: 0]
  }
}

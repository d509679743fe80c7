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

  /// `nil` where a result does not say which checks it made.
  init?(_ before: CheckResult, _ after: CheckResult) {
    guard let old = before.extent, let new = after.extent else { return nil }
    rules = old.rules
    oldPlaces = old.places
    for place in old.places { self.before[place.path] = place }
    for place in new.places { self.after[place.path] = place }
    for (number, rule) in old.rules.enumerated() { oldNumbers[rule] = number }
    for (number, rule) in new.rules.enumerated() { newNumbers[rule] = number }
  }

  /// Whether nothing hints at that the check of a finding that is not there any more was not made.
  ///
  /// Of records it is known how many a rule checked, and not which; where it checked fewer than
  /// before, and disposals do not account for it, none is taken for checked again.
  func isMade(_ finding: Finding) -> Bool {
    let path = finding.subject.placePath
    guard let old = before[path], let new = after[path], let number = newNumbers[finding.rule],
      let oldNumber = oldNumbers[finding.rule]
    else { return false }
    let fewer = old.checks(oldNumber) - new.checks(number)
    guard old.appliedToRows[oldNumber] != nil else { return fewer <= 0 }
    return fewer - Self.disposed(old.population, new.population) <= 0
  }

  /// The rules that made fewer checks, by place, where the rows themselves are not fewer.
  ///
  /// - Parameter isComparable: Whether a rule is the same in both.
  func losses(isComparable: (String) -> Bool) -> [Loss] {
    var losses: [Loss] = []
    for old in oldPlaces {
      guard let new = after[old.path] else { continue }
      let gone = max(0, (old.population?.rows ?? 0) - (new.population?.rows ?? 0))
      let explained = gone + Self.newlyDisposed(old.population, new.population)
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
    oldPlaces.compactMap { old in
      guard let was = old.population, let isNow = after[old.path]?.population else { return nil }
      let disposed = Self.disposed(was, isNow)
      let fallen = [
        was.stated.map { ($0, isNow.stated ?? isNow.listed) }, (was.listed, isNow.listed),
      ].compactMap(\.self).max { $0.0 - $0.1 < $1.0 - $1.1 }
      guard let fallen, fallen.0 - fallen.1 > disposed else { return nil }
      return Loss(
        kind: .records, name: old.path, before: String(fallen.0), after: String(fallen.1),
        explained: disposed)
    }
  }

  /// How many records were disposed of between the two: with a certificate, or listed as such.
  private static func disposed(_ old: Extent.Population?, _ new: Extent.Population?) -> Int {
    guard let old, let new else { return 0 }
    return max(0, new.certified - old.certified) + newlyDisposed(old, new)
  }

  private static func newlyDisposed(_ old: Extent.Population?, _ new: Extent.Population?) -> Int {
    guard let old, let new else { return 0 }
    return max(0, new.disposed - old.disposed)
  }
}

extension Extent.Place {
  /// How many checks a rule made here.
  fileprivate func checks(_ rule: Int) -> Int {
    applied[rule, default: 0] + appliedToRows[rule, default: 0]
  }
}

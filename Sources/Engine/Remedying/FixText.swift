import CEL
import CivilTime
import Findings
import Inventory

/// Fixes in words.
enum FixText {
  /// What to do, as a sentence without its full stop.
  ///
  /// - Parameter deadline: The last day for it, where it is not yet in breach.
  static func sentence(_ changes: [FactChange], by deadline: CivilDate?) -> String {
    let text = checked(changes, changes.map { words($0, deadline) }.joined(separator: "; "))
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  /// The text with what to check before records go: a disposal cannot be undone, and what may
  /// require keeping a record need not be in the inventory.
  private static func checked(_ changes: [FactChange], _ text: String) -> String {
    guard changes.contains(where: \.endsRecords) else { return text }
    switch changes[0].fact.path.prefix(while: { $0 != "." }) {
    case "record": return FixPhrase.afterChecking("it", text)
    case "holding": return FixPhrase.afterChecking("the records", text)
    default: return text + "; check what then falls due before it is disposed of"
    }
  }

  /// That nothing was found.
  static func none(inTheWay: (changes: [FactChange], rule: String)?) -> String {
    guard let inTheWay else { return "no fix was found among the facts that the rule reads" }
    let text = inTheWay.changes.map { words($0, nil) }.joined(separator: "; ")
    return "no fix was found: to \(text) would clear it, but would breach \(inTheWay.rule)"
  }

  private static func words(_ change: FactChange, _ deadline: CivilDate?) -> String {
    let path = change.fact.path
    switch change.fact.field.change {
    case .deed(let deed), .renewal(let deed):
      let by = deadline.map { " by \($0)" } ?? ""
      return "\(deed)\(by) and record the day in \(path)"
    case .nextDay(let deed): return "\(deed) and set the next day in \(path)"
    case .falling(let deed), .rising(let deed):
      return counted(deed, change)
    case .none, .setting: return setting(change, path)
    }
  }

  /// Counts of age bands are left out: a finding stands for several bands.
  private static func counted(_ deed: String, _ change: FactChange) -> String {
    let path = change.fact.path
    guard let count = change.count else {
      return "\(deed) in each age band that is past its end, and lower \(path)"
    }
    return "\(deed): bring \(path) from \(change.old.asInt) to \(count)"
  }

  private static func setting(_ change: FactChange, _ path: String) -> String {
    switch change.new.tag {
    case .bool: return flag(change, path)
    case .list:
      let added = change.added.map { ValueText.of($0) }
      return "add \(list(added, "and")) to \(path)"
    case .period: return period(change, path)
    case .string:
      guard case .code = change.fact.field.kind else { return "state \(path)" }
      let codes = ([change.new] + change.alternatives).map { ValueText.of($0) }
      return "change \(path)\(from(change)) to \(list(codes, "or"))"
    default: return "change \(path)\(from(change)) to \(ValueText.of(change.new))"
    }
  }

  /// A flag by what the vocabulary says of it: `Whether copies remain.`
  private static func flag(_ change: FactChange, _ path: String) -> String {
    let summary = change.fact.field.summary
    var claim = summary.hasPrefix("Whether ") ? String(summary.dropFirst(8)) : summary
    if claim.hasSuffix(".") { claim.removeLast() }
    return change.new.asBool
      ? "make sure that \(claim), and record \(path) as true"
      : "end this: \(claim); then record \(path) as false"
  }

  private static func period(_ change: FactChange, _ path: String) -> String {
    let new = change.new.asPeriod
    guard change.old.tag == .period else { return "set \(path), for example to \(new)" }
    let old = change.old.asPeriod
    guard !old.isIndefinite else {
      return new.months >= 1_200
        ? "set an end for \(path)" : "set an end for \(path), at most \(new)"
    }
    return "\(change.isShorter ? "shorten" : "lengthen") \(path) from \(old) to \(new)"
  }

  private static func from(_ change: FactChange) -> String {
    change.old.isMissing ? "" : " from \(ValueText.of(change.old))"
  }

  private static func list(_ names: [String], _ word: String) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " \(word) \(last)"
  }
}

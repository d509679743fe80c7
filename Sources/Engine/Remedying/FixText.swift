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
    case "record": return FixPhrase.afterChecking(EngineMessage.theRecord.text(), text)
    case "holding": return FixPhrase.afterChecking(EngineMessage.theRecords.text(), text)
    default: return EngineMessage.checkWhatFallsDue.text(text)
    }
  }

  /// That nothing was found.
  static func none(inTheWay: (changes: [FactChange], rule: String)?) -> String {
    guard let inTheWay else { return EngineMessage.noFix.text() }
    let text = inTheWay.changes.map { words($0, nil) }.joined(separator: "; ")
    return EngineMessage.fixInTheWay.text(text, inTheWay.rule)
  }

  private static func words(_ change: FactChange, _ deadline: CivilDate?) -> String {
    let path = change.fact.path
    switch change.fact.field.change {
    case .deed(let deed), .renewal(let deed):
      guard let deadline else { return EngineMessage.doAndRecord.text(deed, path) }
      return EngineMessage.doByAndRecord.text(deed, String(describing: deadline), path)
    case .nextDay(let deed): return EngineMessage.setNextDay.text(deed, path)
    case .falling(let deed), .rising(let deed):
      return counted(deed, change)
    case .none, .setting: return setting(change, path)
    }
  }

  /// Counts of age bands are left out: a finding stands for several bands.
  private static func counted(_ deed: String, _ change: FactChange) -> String {
    let path = change.fact.path
    guard let count = change.count else {
      return EngineMessage.eachBand.text(deed, path)
    }
    return EngineMessage.bringTo.text(deed, path, String(change.old.asInt), String(count))
  }

  private static func setting(_ change: FactChange, _ path: String) -> String {
    switch change.new.tag {
    case .bool: return flag(change, path)
    case .list:
      let added = change.added.map { ValueText.of($0) }
      return EngineMessage.addTo.text(list(added, .allOf), path)
    case .period: return period(change, path)
    case .string:
      guard case .code = change.fact.field.kind else { return EngineMessage.state.text(path) }
      let codes = ([change.new] + change.alternatives).map { ValueText.of($0) }
      return changed(change, path, to: list(codes, .oneOf))
    default: return changed(change, path, to: ValueText.of(change.new))
    }
  }

  /// A flag by what the vocabulary says of it: `Whether copies remain.`
  private static func flag(_ change: FactChange, _ path: String) -> String {
    let summary = change.fact.field.summary
    var claim = summary.hasPrefix("Whether ") ? String(summary.dropFirst(8)) : summary
    if claim.hasSuffix(".") { claim.removeLast() }
    return change.new.asBool
      ? EngineMessage.makeSure.text(claim, path) : EngineMessage.endThis.text(claim, path)
  }

  private static func period(_ change: FactChange, _ path: String) -> String {
    let new = change.new.asPeriod
    guard change.old.tag == .period else { return EngineMessage.setPeriod.text(path, "\(new)") }
    let old = change.old.asPeriod
    guard !old.isIndefinite else {
      return new.months >= 1_200
        ? EngineMessage.setEnd.text(path) : EngineMessage.setEndAtMost.text(path, "\(new)")
    }
    let message: EngineMessage = change.isShorter ? .shorten : .lengthen
    return message.text(path, "\(old)", "\(new)")
  }

  private static func changed(_ change: FactChange, _ path: String, to new: String) -> String {
    guard !change.old.isMissing else { return EngineMessage.changeTo.text(path, new) }
    return EngineMessage.changeFromTo.text(path, ValueText.of(change.old), new)
  }

  private static func list(_ names: [String], _ message: EngineMessage) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return message.text(names.dropLast().joined(separator: ", "), last)
  }
}

import CEL
import CivilTime
import Findings
import Inventory

/// A fact with another value.
struct FactChange {
  let fact: ChangeableFact
  let old: Value
  let new: Value
  /// Other codes that would do as well.
  var alternatives: [Value] = []

  /// The same change to another value.
  func to(_ value: Value) -> FactChange { FactChange(fact: fact, old: old, new: value) }
}

extension FactChange {
  /// The change as a step of a fix.
  var step: FixStep {
    switch fact.field.change {
    case .deed, .renewal: FixStep(.act, fact.path)
    case .nextDay: FixStep(.plan, fact.path)
    case .falling: FixStep(.lower, fact.path, value: count)
    case .rising: FixStep(.raise, fact.path, value: count)
    case .none, .setting: FixStep(kindOfSetting, fact.path, value: setting)
    }
  }

  /// Whether records go by it that were there before.
  var endsRecords: Bool {
    guard fact.field.endsRecords else { return false }
    switch new.tag {
    case .bool: return !new.asBool
    case .period: return isShorter
    default: return true
    }
  }

  /// Whether a period becomes shorter, or gets an end.
  var isShorter: Bool {
    guard new.tag == .period, old.tag == .period else { return false }
    return old.asPeriod.isIndefinite
      || new.asPeriod.boundsInDays.upperBound < old.asPeriod.boundsInDays.upperBound
  }

  /// Counts of age bands are left out: a finding stands for several bands.
  var count: String? {
    fact.path.hasPrefix("holding.") || old.tag != .int ? nil : String(new.asInt)
  }

  /// The codes that a list gains.
  var added: [Value] {
    new.tag == .list ? Array(new.asList.dropFirst(old.tag == .list ? Int(old.aux) : 0)) : []
  }

  /// Codes are added to a list beside those it has; what a text should say is for people to record.
  private var kindOfSetting: FixStep.Kind {
    switch new.tag {
    case .list: .add
    case .string where setting == nil: .record
    default: .set
    }
  }

  private var setting: String? {
    switch new.tag {
    case .list: added.map { ValueText.of($0) }.joined(separator: " ")
    // What a text should say is not known.
    case .string: if case .code = fact.field.kind { ValueText.of(new) } else { nil }
    default: ValueText.of(new)
    }
  }
}

import CEL
import CivilTime

/// How values are written, as readers read them.
enum FactSpelling {
  /// The text of a value that both spellings write as text; `nil` for lists and objects.
  static func text(_ value: Value) -> String? {
    switch value.tag {
    case .unknown: "unknown"
    case .notApplicable: "not-applicable"
    case .string: value.asString
    case .int: String(value.asInt)
    case .bool: value.asBool ? "true" : "false"
    case .date:
      DateInterval(first: value.firstDay, last: value.lastDay)?.description
    case .timestamp: instant(seconds: value.asInt, nanoseconds: value.aux)
    case .period: value.asPeriod.description
    default: nil
    }
  }

  /// A point in time in UTC, with as many digits of the second as it has.
  static func instant(seconds: Int64, nanoseconds: UInt32) -> String {
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let rest = seconds - days * 86_400
    let day = CivilDate(dayNumber: Int32(clamping: days))
    var text = "\(day)T\(twoDigits(rest / 3600)):\(twoDigits(rest / 60 % 60)):"
    text += twoDigits(rest % 60)
    if nanoseconds > 0 {
      var digits = String(nanoseconds)
      digits = String(repeating: "0", count: 9 - digits.utf8.count) + digits
      while digits.hasSuffix("0") { digits.removeLast() }
      text += "." + digits
    }
    return text + "Z"
  }

  private static func twoDigits(_ number: Int64) -> String {
    number < 10 ? "0\(number)" : String(number)
  }

  /// Whether a field was given at all.
  static func isGiven(_ object: FactObject, _ slot: Int, except: SlotSet) -> Bool {
    object[slot].tag != .absent && !object.mark(of: slot).isNone && !except.contains(slot)
  }
}

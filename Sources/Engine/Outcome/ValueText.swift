import CEL
import CivilTime

/// Values as they stand in causes and derivations: as an inventory would spell them.
enum ValueText {
  /// The text of a value.
  static func of(_ value: Value) -> String {
    switch value.tag {
    case .absent: "not given"
    case .unknown: "unknown"
    case .notApplicable: "not applicable"
    case .error: value.errorKind?.phrase ?? "not known"
    case .null: "null"
    case .bool: value.asBool ? "true" : "false"
    case .int: String(value.asInt)
    case .uint: String(value.bits)
    case .double: String(value.asDouble)
    case .string: value.asString
    case .date: value.asDays.description
    case .period: value.asPeriod.description
    case .list: value.asList.map { of($0) }.joined(separator: ", ")
    case .timestamp: InstantText.of(seconds: value.asInt)
    case .optional: value.asOptional.map { of($0) } ?? "none"
    case .object: "an object"
    case .map: "\(value.aux) entries"
    case .bytes: "\(value.aux) bytes"
    case .type: value.asTypeName
    case .duration: "\(value.asNanoseconds / 1_000_000_000) s"
    }
  }
}

/// Points in time as RFC 3339 in UTC.
enum InstantText {
  private static let secondsPerDay: Int64 = 86_400

  /// The text of a number of seconds since 1970.
  static func of(seconds: Int64) -> String {
    let days = seconds / secondsPerDay - (seconds % secondsPerDay < 0 ? 1 : 0)
    let rest = seconds - days * secondsPerDay
    let parts = [rest / 3600, rest / 60 % 60, rest % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    let day = CivilDate(dayNumber: Int32(clamping: days))
    return "\(day)T\(parts.joined(separator: ":"))Z"
  }
}

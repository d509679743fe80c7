import CivilTime
import Testing

@testable import CEL

/// Times of day in zones, also past the last change that a zone lists.
@Suite struct ZoneTests {
  private static func instant(_ year: Int, _ month: Int, _ day: Int, _ hour: Int64) throws -> Int64
  {
    let date = try #require(CivilDate(year: year, month: month, day: day))
    return Int64(date.dayNumber) * 86_400 + hour * 3_600
  }

  struct Change: Sendable, CustomTestStringConvertible {
    let rule: String
    /// The UTC day and hour from which the second offset holds, in hours.
    let day: (Int, Int, Int)
    let hour: Int64
    let before: Int64
    let after: Int64
    var testDescription: String { "\(rule) on \(day)" }
  }

  static let changes = [
    Change(rule: "GMT0BST,M3.5.0/1,M10.5.0", day: (2040, 3, 25), hour: 1, before: 0, after: 60),
    Change(rule: "GMT0BST,M3.5.0/1,M10.5.0", day: (2040, 10, 28), hour: 1, before: 60, after: 0),
    Change(rule: "EST5EDT,M3.2.0,M11.1.0", day: (2040, 3, 11), hour: 7, before: -300, after: -240),
    Change(rule: "EST5EDT,M3.2.0,M11.1.0", day: (2040, 11, 4), hour: 6, before: -240, after: -300),
    Change(
      rule: "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", day: (2040, 4, 1), hour: -9, before: 660,
      after: 630),
    Change(
      rule: "NZST-12NZDT,M9.5.0,M4.1.0/3", day: (2040, 9, 29), hour: 14, before: 720, after: 780),
    Change(
      rule: "NZST-12NZDT,M9.5.0,M4.1.0/3", day: (2040, 3, 31), hour: 14, before: 780, after: 720),
  ]

  @Test("a rule changes in the hour that it names", arguments: changes)
  func applies(_ change: Change) throws {
    let rule = try #require(ZoneRule(change.rule))
    let instant = try Self.instant(change.day.0, change.day.1, change.day.2, change.hour)
    #expect(rule.offset(at: instant - 1) == change.before * 60)
    #expect(rule.offset(at: instant) == change.after * 60)
  }

  @Test(
    "a zone without summer time has one offset",
    arguments: [("<+0545>-5:45", 20_700), ("UTC0", 0), ("MST7", -25_200)])
  func hasOne(_ text: String, _ offset: Int64) throws {
    let rule = try #require(ZoneRule(text))
    #expect(rule.offset(at: 0) == offset)
    #expect(rule.offset(at: 2_300_000_000) == offset)
  }

  @Test(
    "what is no rule is none",
    arguments: [
      "", "0", "GMT", "<+01", "GMT0BST", "GMT0BST,M3.5.0", "GMT0BST,60,300", "GMT0BST,M3.5,M10.5.0",
      "GMT0BST,J60,J300", ",,",
    ])
  func none(_ text: String) { #expect(ZoneRule(text) == nil) }

  @Test(
    "a time of day is that of the zone",
    arguments: [
      ("2040-07-01T12:00:00Z", "Europe/London", 13), ("1995-07-01T12:00:00Z", "Europe/London", 13),
      ("1970-07-01T12:00:00Z", "Europe/London", 13), ("1800-07-01T12:00:00Z", "Europe/London", 11),
      ("2026-07-01T12:00:00Z", "America/New_York", 8),
      ("2026-01-01T12:00:00Z", "America/New_York", 7),
      ("2045-07-01T12:00:00Z", "America/New_York", 8),
      ("2045-01-01T12:00:00Z", "Australia/Sydney", 23),
      ("2026-01-01T12:00:00Z", "-03:30", 8), ("2026-01-01T12:00:00Z", "02:00", 14),
    ])
  func hours(_ time: String, _ zone: String, _ hour: Int64) throws {
    let source = "timestamp('\(time)').getHours('\(zone)')"
    #expect(try CELExpression(source).value() == .int(hour))
  }

  @Test(
    "a zone that there is not is an error",
    arguments: [
      "Europe/Lundon", "../../etc/passwd", "/etc/localtime", "+25:00", "+01:60", "+1",
    ])
  func unknown(_ zone: String) {
    let failure = #expect(throws: ExpressionFailure.self) {
      try CELExpression("timestamp(0).getHours('\(zone)')").value()
    }
    #expect(failure?.kind == .invalidArgument)
  }
}

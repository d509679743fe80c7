import ArgumentParser
import CustosKit
import Glibc

/// The only reader of the clock.
enum LocalClock {
  /// Today where the organisations of some inventories are, whatever the machine's time zone; in the
  /// United Kingdom where no inventory says.
  static func today(of inputs: [String] = []) -> CivilDate {
    let now = time(nil)
    return PlaceZones.today(
      of: inputs, keepingIn: TemporaryFolder.fromEnvironment(), { day(now, in: $0) })
  }

  /// Today in a place, by the code of its jurisdiction; in the United Kingdom where the code names none.
  static func today(in jurisdiction: String) -> CivilDate {
    let now = time(nil)
    return PlaceZones.today(in: jurisdiction) { day(now, in: $0) }
  }

  private static func day(_ now: time_t, in zone: String) -> CivilDate {
    setenv("TZ", zone, 1)
    tzset()
    var now = now
    var parts = tm()
    localtime_r(&now, &parts)
    let day = CivilDate(
      year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
    return day ?? CivilDate(dayNumber: Int32(clamping: now / 86_400))
  }
}

/// The key of pseudonyms, from the environment.
enum PseudonymKey {
  /// The bytes of `CUSTOS_PSEUDONYM_KEY`; `nil` where it is not set.
  ///
  /// - Throws: Exit code 2 for one that anybody could try out, or that a broken job left blank: then
  ///   people would be named by what looks like pseudonyms and hides nothing.
  static func fromEnvironment() throws -> [UInt8]? {
    guard let text = getenv("CUSTOS_PSEUDONYM_KEY") else { return nil }
    let key = String(cString: text)
    if let what = Fingerprint.weakness(ofKey: key) {
      throw Messages.end(
        [
          Diagnostic(
            .error, "key.too-short", at: nil, "the key in CUSTOS_PSEUDONYM_KEY is \(what)",
            hint: "make one with: openssl rand -hex 32; or unset the variable to leave "
              + "identifiers out")
        ], ExitCode.configuration)
    }
    return Array(key.utf8)
  }
}

extension LocalClock {
  /// The time now in UTC, as a label of a run: `2026-11-25T02:00:00Z`.
  static func label() -> String {
    var now = time(nil)
    var parts = tm()
    gmtime_r(&now, &parts)
    var buffer = [CChar](repeating: 0, count: 32)
    let count = strftime(&buffer, buffer.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
    return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

extension LocalClock {
  /// Seconds since some moment, for telling how long something takes.
  static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

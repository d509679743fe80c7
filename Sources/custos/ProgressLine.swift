import CustosKit
import Glibc
import Synchronization

/// A line on standard error that says how far a long check is, where that is a terminal.
final class ProgressLine: Sendable {
  private struct State {
    var start = LocalClock.seconds
    var last = 0.0
    var stage: CheckProgress.Stage?
    var isShown = false
  }

  private let state = Mutex(State())
  /// Seconds before anything is shown, and between two updates.
  private static let patience = 1.0
  private static let interval = 0.2

  /// `nil` where standard error is no terminal.
  init?() {
    guard StandardError.isTerminal else { return nil }
  }

  /// Shows how far the check is, unless that was done just now.
  @Sendable
  func update(_ progress: CheckProgress) {
    state.withLock { state in
      let now = LocalClock.seconds
      if state.stage != progress.stage {
        if state.stage != nil { state.start = now }
        state.stage = progress.stage
      }
      guard now - state.start > Self.patience || state.isShown else { return }
      guard now - state.last > Self.interval else { return }
      state.last = now
      state.isShown = true
      StandardError.write("\r\u{1B}[K" + Self.text(progress, seconds: now - state.start))
    }
  }

  /// Takes the line away.
  func clear() {
    state.withLock { state in
      if state.isShown { StandardError.write("\r\u{1B}[K") }
      state.isShown = false
    }
  }

  /// Such as `checking: 1200000 of 4000000 records, 900000 a second, 4 s left` where it is known how
  /// many there are; before, such as
  /// `checking: 1200000 records, 150 of 500 MB (30 %), 900000 a second, 4 s left`.
  static func text(_ progress: CheckProgress, seconds: Double) -> String {
    let (stage, unit) = words(progress.stage)
    let of = progress.total.map { " of \($0)" } ?? ""
    // What the first moments say of a second is chance.
    let rate = seconds > 0.5 ? Int(Double(progress.rows) / seconds) : nil
    let parts = [
      "\(progress.rows)\(of) \(unit)", share(progress), rate.map { "\($0) a second" },
      left(progress, seconds: seconds).map { "\($0) s left" },
    ]
    return "\(stage): " + parts.compactMap(\.self).joined(separator: ", ")
  }

  /// The bytes that were read, with those that there are where that is known.
  private static func share(_ progress: CheckProgress) -> String? {
    guard let bytes = progress.bytes else { return nil }
    let million = 1_000_000
    guard let size = progress.size, size > 0 else { return "\(bytes / million) MB" }
    let percent = min(100, bytes * 100 / size)
    return "\(bytes / million) of \(size / million) MB (\(percent) %)"
  }

  /// How many seconds are left if it goes on as it did; `nil` where nothing says how much is left.
  private static func left(_ progress: CheckProgress, seconds: Double) -> Int? {
    let known =
      progress.total.map { ($0, progress.rows) }
      ?? progress.size.flatMap { size in progress.bytes.map { (size, $0) } }
    guard let (all, done) = known, done > 0, seconds > 0.5 else { return nil }
    return Int(Double(max(0, all - done)) / Double(done) * seconds)
  }

  private static func words(_ stage: CheckProgress.Stage) -> (stage: String, unit: String) {
    switch stage {
    case .counting: ("counting", "records")
    case .linking: ("linking", "records")
    case .checking: ("checking", "records")
    case .merging: ("merging", "shards")
    }
  }
}

/// The machine.
enum Processors {
  /// How many processors this process may use.
  static var count: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}

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

  /// Such as `checking: 1200000 of 4000000 records, 900000 a second, 4 s left`.
  static func text(_ progress: CheckProgress, seconds: Double) -> String {
    let (stage, unit) = words(progress.stage)
    let rate = seconds > 0 ? Int(Double(progress.rows) / seconds) : 0
    let of = progress.total.map { " of \($0)" } ?? ""
    var text = "\(stage): \(progress.rows)\(of) \(unit), \(rate) a second"
    if let total = progress.total, rate > 0 {
      text += ", \(max(0, total - progress.rows) / rate) s left"
    }
    return text
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

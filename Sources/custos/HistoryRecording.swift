import ArgumentParser
import Findings
import Glibc
import Ledger

/// Records a run in a history, after its reports were written.
enum HistoryRecording {
  static func record(_ result: CheckResult, in path: String, isQuiet: Bool) throws {
    do {
      let history = try History(opening: path, for: .write)
      let recorded = try history.record(result, label: LocalClock.label())
      guard !isQuiet else { return }
      if recorded.missingDays > 0 {
        Messages.write("history: no run for \(counted(recorded.missingDays, "day", "days"))\n")
      }
      if recorded.runsBackwards {
        Messages.write("history: the day of this run is before that of the last one\n")
      }
    } catch {
      Messages.write("custos: \(error)\n")
      Messages.write("exit 4: the run could not be recorded; the reports were written\n")
      throw ExitStatus.output
    }
  }
}

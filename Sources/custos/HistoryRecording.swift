import ArgumentParser
import Findings
import Glibc
import Ledger

/// Records a run in a history, after its reports were written.
enum HistoryRecording {
  /// The identities of the findings of the last run; none where there is no history yet.
  static func knownFindings(in path: String) throws -> Set<String> {
    guard access(path, F_OK) == 0 else { return [] }
    do {
      let history = try History(opening: path, for: .read)
      guard let last = try history.runs(last: 1).last else { return [] }
      return Set(try history.run(last.number).sightings.map(\.id))
    } catch {
      Messages.write("custos: \(error)\n")
      Messages.write("exit 4: the history could not be read; nothing was checked\n")
      throw ExitStatus.output
    }
  }

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

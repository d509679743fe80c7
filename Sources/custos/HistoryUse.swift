import ArgumentParser
import CustosKit

/// Says what became of the history of a check.
enum HistoryUse {
  /// Ends the command with exit code 2 where a history refuses a run.
  static func refusing(_ body: () throws(HistoryFailure) -> Void) throws {
    do throws(HistoryFailure) { try body() } catch {
      Messages.write("\(error)\n")
      Messages.write("exit 2: a configuration error; nothing was recorded\n")
      throw ExitCode.configuration
    }
  }

  /// Records a run, after its reports were written, or ends the command with exit code 4.
  static func record(
    _ result: CheckResult, saved: CheckResult, after standing: HistoryStanding, isQuiet: Bool
  ) throws {
    do {
      let recorded = try standing.record(result, saved: saved, label: LocalClock.label())
      if let failure = standing.failure {
        Messages.write("custos: \(failure)\n")
        Messages.write("history: it could not be read before the check, and now it was\n")
      }
      for remark in isQuiet ? [] : recorded.remarks { Messages.write("history: \(remark)\n") }
    } catch {
      Messages.write("custos: \(error)\n")
      Messages.write("exit 4: the run could not be recorded; the reports were written\n")
      throw ExitCode.output
    }
  }
}

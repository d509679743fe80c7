import Bytes
import CivilTime
import Findings
import Results

/// JUnit XML after the schema of the Ant task, for build servers: a suite a system, a case a finding.
///
/// A breach at or above the threshold fails; what could not be decided is an error; waived and
/// provisional breaches and those below the threshold are skipped, with the reason. The last suite holds
/// one case for the run, so that a clean run is not an empty one.
///
/// A suite begins with its numbers, so findings are read twice: to count them, and to write them.
struct JUnitReporter: Reporter {
  func write(_ result: CheckResult, to output: inout OutputBuffer) {
    output.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n")
    let suites = JUnitSuites(result)
    let cases = JUnitCases(header: result.header)
    var number = -1
    var last: (rule: String, name: String)?
    var times = 0
    for finding in result.findings where finding.state != .cured {
      if number < 0 || suites.all[number].key != finding.systemKey {
        if number >= 0 { suites.close(number, to: &output) }
        number += 1
        suites.open(number, to: &output)
      }
      // Findings of one rule on one subject come one after the other.
      let name = cases.name(of: finding)
      times = last.map { $0 == (finding.rule, name) } ?? false ? times + 1 : 1
      last = (finding.rule, name)
      cases.write(finding, as: name, number: times, to: &output)
    }
    if number >= 0 { suites.close(number, to: &output) }
    suites.writeRun(to: &output)
    output.write("</testsuites>\n")
  }
}

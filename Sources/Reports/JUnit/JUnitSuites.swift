import Bytes
import CivilTime
import Findings
import Results

/// The suites of a report with their numbers: one for each system, and one for the run.
struct JUnitSuites {
  /// A suite with how many cases it has, and how many of them came out in which way.
  struct Suite {
    var key: String
    var name = ""
    var tests = 0
    var failures = 0
    var errors = 0
    var skipped = 0

    mutating func add(_ finding: Finding, _ header: Header) {
      name = finding.systemName ?? finding.systemKey
      tests += 1
      switch JUnitCases.Outcome(finding, header) {
      case .failure: failures += 1
      case .error: errors += 1
      case .skipped: skipped += 1
      case .passed: break
      }
    }
  }

  private let result: CheckResult
  /// The suites of systems, in the order of the findings.
  private(set) var all: [Suite] = []

  /// Counts the findings of each system.
  init(_ result: CheckResult) {
    self.result = result
    for finding in result.findings where finding.state != .cured {
      if all.last?.key != finding.systemKey { all.append(Suite(key: finding.systemKey)) }
      all[all.count - 1].add(finding, result.header)
    }
  }

  /// Writes the beginning of a suite.
  func open(_ number: Int, to output: inout OutputBuffer) {
    writeOpening(all[number], number, to: &output)
  }

  /// Writes the end of a suite.
  func close(_ number: Int, to output: inout OutputBuffer) {
    writeClosing(all[number].name, to: &output)
  }

  /// Writes the suite of the run: one case, which fails where there is no verdict.
  func writeRun(to output: inout OutputBuffer) {
    let isComplete = result.summary.exitCode < 2 && result.summary.errors == 0
    writeOpening(
      Suite(key: "run", tests: 1, errors: isComplete ? 0 : 1), all.count, to: &output)
    output.write("    <testcase classname=\"custos\" name=\"the run is complete\" time=\"0\"")
    let verdict = XMLText.escaped(result.summary.verdict)
    if isComplete {
      output.write("/>\n")
    } else {
      output.write(
        ">\n      <error type=\"exit-\(result.summary.exitCode)\" message=\"\(verdict)\"/>")
      output.write("\n    </testcase>\n")
    }
    writeClosing(result.headline, to: &output)
  }

  private func writeOpening(_ suite: Suite, _ number: Int, to output: inout OutputBuffer) {
    output.write(
      "  <testsuite package=\"custos\" id=\"\(number)\" name=\"\(XMLText.token(suite.key))\" "
        + "timestamp=\"\(result.header.asOf)T00:00:00\" hostname=\"localhost\" "
        + "tests=\"\(suite.tests)\" failures=\"\(suite.failures)\" errors=\"\(suite.errors)\" "
        + "skipped=\"\(suite.skipped)\" time=\"0\">\n")
    output.write("    <properties>\n")
    property("as-of", result.header.asOf.description, to: &output)
    property("exit-code", String(result.summary.exitCode), to: &output)
    property("verdict", result.summary.verdict, to: &output)
    if let marking = result.header.marking { property("marking", marking, to: &output) }
    if let name = result.header.runName { property("run", name, to: &output) }
    if result.header.showsPersonalData {
      property("personal-data", personalDataNotice, to: &output)
    }
    for line in result.settingsInUse { property("settings", line, to: &output) }
    if suite.key == "run" {
      for bodies in LawView(result.header).bodies {
        property("judged-by", bodies.account, to: &output)
      }
    }
    output.write("    </properties>\n")
  }

  private func writeClosing(_ name: String, to output: inout OutputBuffer) {
    output.write("    <system-out>\(XMLText.escaped(name))</system-out>\n")
    output.write("    <system-err/>\n  </testsuite>\n")
  }

  private func property(_ name: String, _ value: String, to output: inout OutputBuffer) {
    output.write("      <property name=\"\(name)\" value=\"\(XMLText.escaped(value))\"/>\n")
  }
}

extension XMLText {
  /// A token of XML Schema: at least one byte that is no space.
  static func token(_ text: String) -> String {
    text.utf8.allSatisfy { $0 <= 0x20 } ? "-" : escaped(text)
  }
}

import CivilTime
import Findings

/// JUnit XML after the schema of the Ant task, for build servers: a suite a system, a case a finding.
///
/// A breach at or above the threshold fails; what could not be decided is an error; waived and
/// provisional breaches and those below the threshold are skipped, with the reason. The last suite holds
/// one case for all checks that passed, so that a clean run is not an empty one.
struct JUnitReporter: Reporter {
  func write(_ result: CheckResult, to output: inout OutputBuffer) {
    output.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n")
    var suite = Suite(result: result)
    for finding in result.findings where finding.state != .cured {
      if let key = suite.key, key != finding.systemKey { suite.close(to: &output) }
      suite.add(finding)
    }
    suite.close(to: &output)
    suite.writeRun(to: &output)
    output.write("</testsuites>\n")
  }
}

extension JUnitReporter {
  /// The cases of a system, kept until their numbers are known.
  fileprivate struct Suite {
    let result: CheckResult
    var key: String?
    var name = ""
    var index = 0
    var cases = OutputBuffer()
    var tests = 0
    var failures = 0
    var errors = 0
    var skipped = 0

    mutating func add(_ finding: Finding) {
      key = finding.systemKey
      name = finding.systemName ?? finding.systemKey
      tests += 1
      cases.write(
        "    <testcase classname=\"\(Self.token(finding.rule))\" name=\""
          + Self.token("\(finding.title): \(finding.subjectInWords)") + "\" time=\"0\"")
      writeOutcome(finding)
    }

    private mutating func writeOutcome(_ finding: Finding) {
      let threshold = result.header.failOn
      switch finding.verdict {
      case .breach where finding.isProvisional:
        skip("provisional: a figure was not read in a primary text. \(finding.cause)")
      case .breach where finding.severity < threshold:
        skip("\(finding.word) below the threshold (\(threshold.rawValue)): \(finding.cause)")
      case .breach:
        failures += 1
        problem("failure", finding)
      case .undetermined:
        errors += 1
        problem("error", finding)
      case .waived:
        let waiver = finding.waiver.map { "\($0.id) until \($0.until): \($0.reason)" } ?? ""
        skip("waived \(waiver). \(finding.cause)")
      case .pass where finding.since.map { $0 > result.header.asOf } == true:
        skip("falls into breach on \(finding.since ?? .latest): \(finding.cause)")
      case .pass: cases.write("/>\n")
      case .notApplicable: skip("does not apply: \(finding.cause)")
      }
    }

    private mutating func skip(_ reason: String) {
      skipped += 1
      cases.write(">\n      <skipped message=\"\(XMLText.escaped(reason))\"/>\n    </testcase>\n")
    }

    private mutating func problem(_ element: String, _ finding: Finding) {
      let type = finding.verdict == .breach ? finding.word : "undetermined"
      cases.write(
        ">\n      <\(element) type=\"\(type)\" message=\"\(XMLText.escaped(finding.cause))\">")
      cases.write(
        Self.details(finding, result.header.asOf).map(XMLText.escaped).joined(separator: "\n"))
      cases.write("</\(element)>\n    </testcase>\n")
    }

    mutating func close(to output: inout OutputBuffer) {
      guard let key else { return }
      writeOpening(name: key, to: &output)
      output.write(String(decoding: cases.bytes, as: UTF8.self))
      output.write("    <system-out>\(XMLText.escaped(name))</system-out>\n")
      output.write("    <system-err/>\n  </testsuite>\n")
      let next = index + 1
      self = Suite(result: result)
      index = next
    }

    mutating func writeRun(to output: inout OutputBuffer) {
      let isComplete = result.summary.exitCode < 2 && result.summary.errors == 0
      tests = 1
      errors = isComplete ? 0 : 1
      let passed = counted(result.summary.total.pass, "check")
      writeOpening(name: "run", to: &output)
      output.write("    <testcase classname=\"custos\" name=\"\(passed) passed\" time=\"0\"")
      let verdict = XMLText.escaped(result.summary.verdict)
      if isComplete {
        output.write("/>\n")
      } else {
        output.write(
          ">\n      <error type=\"exit-\(result.summary.exitCode)\" message=\"\(verdict)\"/>")
        output.write("\n    </testcase>\n")
      }
      output.write("    <system-out>\(XMLText.escaped(result.headline))</system-out>\n")
      output.write("    <system-err/>\n  </testsuite>\n")
    }

    private func writeOpening(name: String, to output: inout OutputBuffer) {
      output.write(
        "  <testsuite package=\"custos\" id=\"\(index)\" name=\"\(Self.token(name))\" "
          + "timestamp=\"\(result.header.asOf)T00:00:00\" hostname=\"localhost\" tests=\"\(tests)\" "
          + "failures=\"\(failures)\" errors=\"\(errors)\" skipped=\"\(skipped)\" time=\"0\">\n")
      output.write("    <properties>\n")
      property("as-of", result.header.asOf.description, to: &output)
      property("exit-code", String(result.summary.exitCode), to: &output)
      property("verdict", result.summary.verdict, to: &output)
      if result.header.showsPersonalData {
        property("personal-data", personalDataNotice, to: &output)
      }
      output.write("    </properties>\n")
    }

    private func property(_ name: String, _ value: String, to output: inout OutputBuffer) {
      output.write("      <property name=\"\(name)\" value=\"\(XMLText.escaped(value))\"/>\n")
    }
  }
}

extension JUnitReporter.Suite {
  /// A token of XML Schema: at least one byte that is no space.
  fileprivate static func token(_ text: String) -> String {
    text.utf8.allSatisfy { $0 <= 0x20 } ? "-" : XMLText.escaped(text)
  }

  fileprivate static func details(_ finding: Finding, _ asOf: CivilDate) -> [String] {
    var lines = ["", "cause: \(finding.cause)"]
    lines += finding.locations.map { "at \($0)" }
    for line in Receipt(finding, asOf: asOf).lines {
      let working = line.working.isEmpty ? "" : " (\(line.working))"
      lines.append("\(line.name) = \(line.value)\(working)")
    }
    for missing in finding.derivation.missing {
      let supplier = missing.supplier.map { "; ask \($0)" } ?? ""
      lines.append("missing: \(missing.path) (\(missing.state))\(supplier)")
    }
    lines += finding.citations.map { "source: \($0.inWords)" }
    lines.append("remedy: \(finding.remedy)")
    if let fix = finding.smallestFix ?? finding.noFix { lines.append("smallest fix: \(fix)") }
    lines.append("rule: \(finding.rule) \(finding.catalogue.joined(separator: " "))")
    lines.append("finding: \(finding.id)")
    return lines
  }
}

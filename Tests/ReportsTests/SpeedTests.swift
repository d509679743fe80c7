import Findings
import Foundation
import Reports
import ResultFixtures
import Testing

/// How fast reports are written: set `CUSTOS_REPORT_SPEED` to a number of findings, in a release build.
@Suite struct SpeedTests {
  static let count = Int(ProcessInfo.processInfo.environment["CUSTOS_REPORT_SPEED"] ?? "") ?? 0

  @Test("the time of each format is printed", .enabled(if: count > 0))
  func measures() throws {
    let result = LargeResult.make(findings: Self.count)
    let wanted = ProcessInfo.processInfo.environment["CUSTOS_REPORT_FORMATS"] ?? "json,ndjson,csv"
    let clock = ContinuousClock()
    for format in ReportFormat.allCases where wanted.split(separator: ",").contains("\(format)") {
      var bytes = 0
      let time = try clock.measure {
        var output = OutputBuffer { buffer in bytes += buffer.count }
        result.write(as: format, to: &output)
        try output.finish()
      }
      print("\(format.rawValue): \(bytes) bytes in \(time)")
    }
    guard wanted.contains("json") else { return }
    let saved = Rendered.bytes(result, as: .json)
    let time = try clock.measure { _ = try ResultReader.read(saved, path: "result.json") }
    print("read: \(saved.count) bytes in \(time)")
  }
}

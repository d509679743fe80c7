import Bytes
import Foundation
import Reports
import ResultFixtures
import Results
import Testing

/// How fast reports are written: set `CUSTOS_REPORT_SPEED` to a number of findings, in a release build.
@Suite struct SpeedTests {
  static let count = Int(ProcessInfo.processInfo.environment["CUSTOS_REPORT_SPEED"] ?? "") ?? 0

  @Test(
    "the time of each format is printed",
    .enabled(if: count > 0, "CUSTOS_REPORT_SPEED names no number"))
  func measures() throws {
    let environment = ProcessInfo.processInfo.environment
    let limit = Int(environment["CUSTOS_REPORT_LIMIT"] ?? "") ?? .max
    let store = FindingStore(limit: limit, spillingTo: NSTemporaryDirectory())
    var made: CheckResult?
    let making = seconds { made = LargeResult.make(findings: Self.count, in: store) }
    let result = try #require(made)
    print("made: \(result.findings.count) findings, 0 bytes in \(making) s")
    let wanted = environment["CUSTOS_REPORT_FORMATS"] ?? "json,ndjson,csv"
    for format in ReportFormat.allCases where wanted.split(separator: ",").contains("\(format)") {
      var bytes = 0
      let time = try seconds {
        var output = OutputBuffer { buffer in bytes += buffer.count }
        result.write(as: format, to: &output)
        try output.finish()
      }
      print("\(format.rawValue): \(bytes) bytes in \(time) s")
    }
    guard wanted.hasPrefix("json") else { return }
    let saved = Rendered.bytes(result, as: .json)
    let time = try seconds { _ = try ResultReader.read(saved, path: "result.json") }
    print("read: \(saved.count) bytes in \(time) s")
  }

  /// The processor time of a body, which other work on the machine does not change.
  private func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = clock()
    try body()
    return Double(clock() - start) / Double(CLOCKS_PER_SEC)
  }
}

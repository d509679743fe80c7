import Bytes
import Foundation
import Reports
import ResultFixtures
import Testing

/// Reports to look at: set `CUSTOS_REPORT_SAMPLES` to a folder.
@Suite struct SampleFiles {
  static let folder = ProcessInfo.processInfo.environment["CUSTOS_REPORT_SAMPLES"]

  @Test(
    "sample reports are written to a folder that was named",
    .enabled(if: folder != nil, "CUSTOS_REPORT_SAMPLES names no folder"))
  func writes() throws {
    let folder = try #require(Self.folder)
    let environment = ProcessInfo.processInfo.environment
    let many = Int(environment["CUSTOS_REPORT_FINDINGS"] ?? "") ?? 600
    let results = [
      ("sample", SampleResult.make()), ("large", LargeResult.make(findings: many)),
      ("hostile", HostileResult.make(HostileTextTests.texts)), ("empty", ValidatorTests.empty),
    ]
    for (name, result) in results {
      for format in ReportFormat.allCases {
        let clock = ContinuousClock()
        var size = 0
        let time = try clock.measure {
          try AtomicFile.write(to: "\(folder)/\(name).\(format.rawValue)") { output in
            result.write(as: format, to: &output)
            size = output.count
          }
        }
        print("\(name) \(format.rawValue): \(size) bytes in \(time)")
      }
    }
  }
}

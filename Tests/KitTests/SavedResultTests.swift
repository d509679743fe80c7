import Bytes
import Foundation
import Reports
import ResultFixtures
import Results
import Testing

@testable import CustosKit

/// Results are read whole, however many findings they have.
@Suite struct SavedResultTests {
  @Test("a result of more findings than are kept in memory comes back as it was")
  func readsManyFindings() throws {
    let result = LargeResult.make(findings: 5_000, in: FindingStore())
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "result.json").path
    try AtomicFile.write(to: path) { result.write(as: .json, to: &$0) }
    let read = try SavedResult.read(path, temporaryFolder: folder.path)
    #expect(read.findings.count == 5_000)
    #expect(Array(read.findings) == Array(result.findings))
    #expect(SavedResult.isResult(path))
  }
}

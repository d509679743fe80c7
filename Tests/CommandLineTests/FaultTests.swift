import Foundation
import Subprocess
import SystemPackage
import Testing

/// The program is killed, its disk is filled and its calls fail: nothing is lost.
@Suite struct FaultTests {
  @Test("report and history are whole after every fault that is tried", .timeLimit(.minutes(5)))
  func faults() async throws {
    let ended = try await Subprocess.run(
      .path("/bin/bash"), arguments: ["Tests/Faults/run", Program.path],
      workingDirectory: FilePath(Repository.root), input: .none,
      output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
    let text = ended.standardOutput
    guard ended.terminationStatus != .exited(2) else {
      // Where nothing may be traced nothing can be broken; build servers must be able to.
      #expect(ProcessInfo.processInfo.environment["CI"] == nil, "\(text)")
      print("no fault is tried here: \(text)")
      return
    }
    #expect(ended.terminationStatus == .exited(0), "\(text)")
    let held = text.firstMatch(of: /(\d+) held/).flatMap { Int($0.1) } ?? 0
    #expect(held > 40)
  }
}

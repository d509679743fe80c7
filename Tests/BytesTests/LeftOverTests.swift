import Foundation
import Testing

@testable import Bytes

/// What killed runs left behind goes, and nothing else does.
@Suite struct LeftOverTests {
  struct Name: Sendable, CustomTestStringConvertible {
    let name: String
    let process: Int32?
    var testDescription: String { name }
  }

  static let names = [
    Name(name: ".report.json.4711-0.tmp", process: 4711),
    Name(name: ".report.json.4711-0", process: nil),
    Name(name: ".report.json.4711.tmp", process: nil),
    Name(name: ".report.json.x-0.tmp", process: nil),
    Name(name: ".report.json.-1-0.tmp", process: nil),
    Name(name: ".other.json.4711-0.tmp", process: nil),
    Name(name: "report.json.4711-0.tmp", process: nil),
  ]

  @Test("a name says the process of a temporary file, or is of something else", arguments: names)
  func readsNames(_ example: Name) {
    #expect(LeftOver.process(of: example.name, ".report.json.", [".tmp"]) == example.process)
  }

  @Test("writing a file takes away what dead runs left of it an hour ago, and nothing else")
  func sweeps() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // No process has so high a number: Linux goes up to 4194304.
    let dead = "99999999"
    let own = ProcessInfo.processInfo.processIdentifier
    let old = [
      ".a.json.\(dead)-0.tmp", ".a.json.\(own)-7.tmp", ".a.json.1-0.tmp", ".b.json.\(dead)-0.tmp",
      "a.json.\(dead)-0.tmp",
    ]
    for name in old + [".a.json.\(dead)-1.tmp"] {
      try Data().write(to: folder.appendingPathComponent(name))
    }
    for name in old {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -3_700)],
        ofItemAtPath: folder.appendingPathComponent(name).path)
    }
    try AtomicFile.write(to: folder.appendingPathComponent("a.json").path) { $0.write("{}") }
    let left = Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
    #expect(left == Set(old.dropFirst() + [".a.json.\(dead)-1.tmp", "a.json"]))
  }
}

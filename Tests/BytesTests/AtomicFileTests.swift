import Bytes
import Foundation
import ResultFixtures
import Testing

@Suite struct AtomicFileTests {
  private func content(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test("a file is written, replaced, and nothing else is left")
  func writes() throws {
    try Tool.inTemporaryFolder { folder in
      let path = "\(folder)/report.json"
      try AtomicFile.write(to: path) { $0.write("one") }
      try AtomicFile.write(to: path) { $0.write("two") }
      #expect(content(path) == "two")
      #expect(try names(folder) == ["report.json"])
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect((mode ?? 0) & 0o137 == 0)
    }
  }

  @Test("a symbolic link is refused and what it points to stays")
  func refusesLinks() throws {
    try Tool.inTemporaryFolder { folder in
      try AtomicFile.write(to: "\(folder)/precious") { $0.write("keep") }
      let link = "\(folder)/link"
      try FileManager.default.createSymbolicLink(
        atPath: link, withDestinationPath: "\(folder)/precious")
      let failure = #expect(throws: OutputFailure.self) {
        try AtomicFile.write(to: link) { $0.write("lost") }
      }
      #expect(failure?.code == .symbolicLink)
      #expect(content("\(folder)/precious") == "keep")
      #expect(try names(folder) == ["link", "precious"])
    }
  }

  @Test("a folder is refused")
  func refusesFolders() throws {
    try Tool.inTemporaryFolder { folder in
      let failure = #expect(throws: OutputFailure.self) {
        try AtomicFile.write(to: folder) { $0.write("x") }
      }
      #expect(failure?.code == .notRegular)
    }
  }

  @Test("a folder that is missing is an error with its reason")
  func refusesMissingFolders() {
    let failure = #expect(throws: OutputFailure.self) {
      try AtomicFile.write(to: "/nowhere/at/all/report.json") { $0.write("x") }
    }
    #expect(failure?.code == .system)
    #expect(failure?.message.contains("/nowhere/at/all/report.json") == true)
  }

  @Test("a name as long as the system allows is written")
  func writesLongNames() throws {
    try Tool.inTemporaryFolder { folder in
      let path = "\(folder)/\(String(repeating: "n", count: 250)).json"
      try AtomicFile.write(to: path) { $0.write("x") }
      #expect(content(path) == "x")
    }
  }
}

enum FileDescriptors {
  static let hasFullDevice = FileManager.default.isWritableFile(atPath: "/dev/full")

  static func withFullDevice(_ body: (Int32) -> Void) {
    guard let handle = FileHandle(forWritingAtPath: "/dev/full") else {
      Issue.record("/dev/full cannot be opened")
      return
    }
    body(handle.fileDescriptor)
    try? handle.close()
  }
}

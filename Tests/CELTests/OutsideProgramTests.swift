import Foundation
import Testing

/// The program of the language's page, built as somebody else would build it.
@Suite struct OutsideProgramTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func blocks(_ language: String) throws -> [String] {
    let page = try String(
      contentsOf: root.appendingPathComponent("Sources/CEL/CEL.docc/CEL.md"), encoding: .utf8)
    return page.components(separatedBy: "```\(language)\n").dropFirst().map { part in
      String(part.components(separatedBy: "\n```").first ?? "")
    }
  }

  private static func run(_ words: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  @Test("the program of the page builds without anything but the module, and prints what it says")
  func prints() throws {
    let build = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("cel-outside-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = folder.appendingPathComponent("main.swift")
    try Self.blocks("swift")[0].write(to: source, atomically: true, encoding: .utf8)
    let objects = try ["CEL", "CivilTime", "Diagnostics"].flatMap { module in
      let place = build.appendingPathComponent("\(module).build").path
      return try FileManager.default.subpathsOfDirectory(atPath: place)
        .filter { $0.hasSuffix(".swift.o") }.sorted().map { "\(place)/\($0)" }
    }
    let program = folder.appendingPathComponent("program").path
    let built = try Self.run(
      ["swiftc", "-I", build.appendingPathComponent("Modules").path, source.path, "-o", program]
        + objects)
    try #require(built.status == 0, "\(built.output)")
    let printed = try Self.run([program])
    #expect(printed.output == (try Self.blocks("text")[0]) + "\n")
  }
}

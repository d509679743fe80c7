import Foundation
import ResultFixtures
import Testing

/// The program of the page about programs of one's own, built as somebody else would build it.
@Suite struct OutsideProgramTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func block(_ language: String) throws -> String {
    let page = root.appendingPathComponent("Sources/CustosKit/Custos.docc/InAProgram.md")
    let parts = try String(contentsOf: page, encoding: .utf8)
      .components(separatedBy: "```\(language)\n")
    return try #require(parts.dropFirst().first?.components(separatedBy: "```").first)
  }

  private static func run(_ words: [String]) throws -> (status: Int32, output: String) {
    let ended = try Tool.launch("/usr/bin/env", words, in: root.path)
    return (ended.status, ended.text)
  }

  /// What the package manager would hand to the compiler for the product: the maps of modules in C, and
  /// the objects that make up the program, but for the command line's own.
  private static func flags(_ build: URL) throws -> [String] {
    let libraries = try run(["pkg-config", "--cflags-only-I", "libxml-2.0"]).output
      .split(whereSeparator: \.isWhitespace).flatMap { ["-Xcc", String($0)] }
    let checkouts = build.deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("checkouts")
    let maps = try [checkouts, root.appendingPathComponent("Sources")].flatMap { folder in
      try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        .filter { $0.contains("Sources/") || folder != checkouts }
        .filter { $0.hasSuffix("/module.modulemap") }
        .map { "-fmodule-map-file=\(folder.path)/\($0)" }
    }
    let list = build.appendingPathComponent("custos.product/Objects.LinkFileList")
    let objects = try String(contentsOf: list, encoding: .utf8).split(separator: "\n")
      .filter { !$0.contains("/custos.build/") && !$0.contains("/ArgumentParser") }
    return ["-I", build.appendingPathComponent("Modules").path] + libraries
      + maps.sorted().flatMap { ["-Xcc", $0] }
      + objects.map { $0.filter { $0 != "'" } }
      + ["-lxml2", "-lzip", "-lsqlite3", "-lstdc++"]
  }

  @Test("the program of the page builds with one import, and prints and ends as it says")
  func prints() throws {
    let build = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent()
    let folder = try Folder()
    let source = folder.path + "/main.swift"
    try Self.block("swift").write(toFile: source, atomically: true, encoding: .utf8)
    let imports = try Self.block("swift").split(separator: "\n").filter { $0.hasPrefix("import ") }
    #expect(imports == ["import CustosKit", "import Foundation"])
    let program = folder.path + "/program"
    let words = folder.path + "/words"
    let arguments = ([source, "-o", program] + (try Self.flags(build))).map { "\"\($0)\"" }
    try arguments.joined(separator: "\n").write(toFile: words, atomically: true, encoding: .utf8)
    let built = try Self.run(["swiftc", "@" + words])
    try #require(built.status == 0, "\(built.output)")
    let printed = try Self.run([
      program, "samples/company/inventory.xml", folder.path + "/history.db",
    ])
    #expect(printed.output == (try Self.block("text")))
    #expect(printed.status == 1)
  }
}

import Foundation
import Inventory
import Subprocess
import SystemPackage
import Testing

/// What `custos schema` prints, as programs use it.
@Suite struct SchemaCommandTests {
  private static let xmllint = ["/usr/bin/xmllint", "/usr/local/bin/xmllint"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(
    "the printed XML schema compiles and accepts the samples",
    .enabled(if: xmllint != nil, "xmllint is not installed: the XML schema is not tested"),
    arguments: [[], ["--strict"]])
  func compiles(_ options: [String]) async throws {
    let folder = try TemporaryFolder()
    let printed = try await Program.run(["schema", "xsd"] + options)
    let schema = try folder.write("inventory.xsd", printed.text)
    // The force sample has a class of its own, which a strict schema refuses.
    for sample in [Sample.clean] + (options.isEmpty ? [Sample.force] : []) {
      let ended = try await Subprocess.run(
        .path(FilePath(try #require(Self.xmllint))),
        arguments: ["--noout", "--nonet", "--schema", schema, sample],
        workingDirectory: FilePath(Repository.root), output: .discarded,
        error: .string(limit: 1 << 20))
      #expect(ended.terminationStatus.isSuccess, "\(sample): \(ended.standardError)")
    }
  }

  @Test("a schema is printed byte for byte, with what a build server would obey")
  func isRaw() async throws {
    let printed = try await Program.run(["schema", "xsd"])
    #expect(printed.text.contains("namespace=\"##other\""))
    #expect(!printed.text.contains("## "))
    #expect(printed.text.contains("targetNamespace=\"\(Vocabulary.namespace)\""))
  }
}

import Foundation
import Testing

/// The walls of the architecture: a module imports only modules that come before it.
@Suite struct ImportDirectionTests {
  /// The modules in dependency order.
  static let order = [
    "CLibXML2", "CLibZip", "Diagnostics", "CivilTime", "Bytes", "RetentionPhrases", "CEL",
    "YAMLTree", "Tables", "Inventory", "Mapping", "Findings", "Results", "Rules", "BuiltInRules",
    "Engine", "Reports", "Ledger", "CustosKit", "custos",
  ]

  /// What a module must not know although it comes before it.
  static let forbidden: [String: Set<String>] = [
    "CEL": ["Bytes"],
    "YAMLTree": ["Bytes", "CEL"],
    "Tables": ["CEL", "YAMLTree"],
    "Inventory": ["YAMLTree"],
    "Findings": ["CEL", "Inventory", "YAMLTree", "Tables", "Mapping"],
    "Results": ["CEL", "Inventory", "YAMLTree", "Tables", "Mapping"],
    "Rules": ["Tables", "Mapping"],
    "Engine": ["Tables", "Mapping"],
    "Reports": [
      "CEL", "Inventory", "Rules", "BuiltInRules", "Engine", "YAMLTree", "Tables", "Mapping",
    ],
    "Ledger": ["CEL", "Inventory", "Rules", "BuiltInRules", "Engine", "Reports"],
  ]

  static let sources = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources")

  static func imports(of module: String) throws -> [(file: String, module: String)] {
    let folder = sources.appendingPathComponent(module)
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    let swiftFiles = files.filter { $0.hasSuffix(".swift") }.sorted()
    return try swiftFiles.flatMap { file -> [(file: String, module: String)] in
      let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      return text.split(separator: "\n").compactMap { line -> (file: String, module: String)? in
        let words = line.split(separator: " ")
        guard let at = words.firstIndex(of: "import"), at <= 2, at + 1 < words.count else {
          return nil
        }
        return (file, String(words[at + 1]))
      }
    }
  }

  @Test("every folder of the sources has its place in the order")
  func placesAllModules() throws {
    let helpers: Set<String> = ["embed-rules", "EmbedRulesPlugin", "cel-conformance"]
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
    #expect(Set(folders).subtracting(helpers).subtracting(Self.order) == [])
  }

  @Test("a module imports only modules above it", arguments: order)
  func importsUpwards(_ module: String) throws {
    let place = try #require(Self.order.firstIndex(of: module))
    let allowed = Set(Self.order[..<place]).subtracting(Self.forbidden[module, default: []])
    for (file, imported) in try Self.imports(of: module) where Self.order.contains(imported) {
      #expect(allowed.contains(imported), "\(module)/\(file) imports \(imported)")
    }
  }

  @Test("the command line knows one module of ours, as any other program would")
  func commandLineUsesTheProduct() throws {
    let imported = Set(try Self.imports(of: "custos").map(\.module))
    #expect(imported.intersection(Self.order) == ["CustosKit"])
  }

  @Test("what the interface of CustosKit speaks of comes with it")
  func exports() throws {
    let folder = Self.sources.appendingPathComponent("CustosKit")
    let exports = try String(
      contentsOf: folder.appendingPathComponent("Exports.swift"), encoding: .utf8)
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    for file in files.filter({ $0.hasSuffix(".swift") }).sorted() {
      let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      for line in text.split(separator: "\n") where line.hasPrefix("public import ") {
        #expect(exports.contains("@_exported \(line)\n"), "\(file): \(line)")
      }
    }
  }
}

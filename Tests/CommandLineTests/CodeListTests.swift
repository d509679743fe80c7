import Foundation
import Testing

/// The page of the codes has each code that the program can say, and a test produces each.
@Suite struct CodeListTests {
  /// Codes that no test can produce in reasonable time or on every machine, and why.
  static let unreached = [
    "cel.too-complex": "an expression that long is refused by its length before",
    "reader.changed": "a file would have to change between two reads of it",
    "reader.too-many-inputs": "it takes 65,536 files",
    "table.archive-bomb": "it takes an archive of more than 10,000 parts",
    "table.archive-locked": "nothing that the tests have writes an archive under a password",
    "table.too-large": "it takes a table of a gibibyte",
  ]

  /// Names with a point that are no codes: sentences of the engine, files, fields.
  static let otherAreas = ["forecast", "inventory", "link", "custos", "extract", "organisation"]
  /// Functions of the language whose names look like codes.
  static let functions = ["cel.bind"]

  static func listed() throws -> Set<String> {
    let page = try Repository.text("Sources/CustosKit/Custos.docc/Codes.md")
    return Set(page.matches(of: #/\n\| `([a-z]+\.[a-z0-9-]+)` \|/#).map { String($0.1) })
  }

  static func sources(under folder: String) throws -> [String: String] {
    var texts: [String: String] = [:]
    let files = FileManager.default.enumerator(atPath: "\(Repository.root)/\(folder)")
    for case let name as String in files ?? FileManager.DirectoryEnumerator()
    where name.hasSuffix(".swift") {
      texts[name] = try Repository.text("\(folder)/\(name)")
    }
    return texts
  }

  @Test("each code that stands in the sources is on the page")
  func listsAll() throws {
    let listed = try Self.listed()
    let areas = Set(listed.compactMap { $0.split(separator: ".").first.map(String.init) })
    #expect(listed.count > 250 && areas.count > 20)
    var found = 0
    for (name, text) in try Self.sources(under: "Sources") {
      for match in text.matches(of: #/"([a-z]+)\.([a-z][a-z0-9-]*)"/#) {
        let (area, code) = (String(match.1), "\(match.1).\(match.2)")
        guard areas.contains(area), !Self.otherAreas.contains(area), match.2 != "json",
          match.2 != "yaml", !Self.functions.contains(code)
        else { continue }
        found += 1
        #expect(listed.contains(code), "\(code) of \(name) is not on the page of the codes")
      }
    }
    #expect(found > 250)
  }

  @Test("each code of the page is produced by a test")
  func producesAll() throws {
    let tests = try Self.sources(under: "Tests").filter { !$0.key.hasSuffix("CodeListTests.swift") }
    let all = tests.values.joined(separator: "\n")
    for code in try Self.listed().sorted() where Self.unreached[code] == nil {
      let isTold =
        all.contains("\"\(code)\"") || all.contains("[\(code)]")
        || all.contains("\(code) ") || all.contains("\(code)\\")
      #expect(isTold, "no test produces \(code)")
    }
    for code in Self.unreached.keys { #expect(try Self.listed().contains(code), "\(code)") }
  }
}

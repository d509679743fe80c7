import Diagnostics
import Glibc
import Testing

@testable import Inventory

/// Cases that are kept outside the repository, in the folder that `CUSTOS_CORPORA` names.
enum Corpora {
  static let folder: String? = getenv("CUSTOS_CORPORA").map { String(cString: $0) }
    .flatMap { $0.isEmpty ? nil : $0 }

  static let absent: Comment =
    "CUSTOS_CORPORA names no folder with the corpora: only the cases of this repository are run"

  struct Case: Sendable {
    let path: String
    let expected: String
  }

  /// The cases of bad input of one kind.
  static func badInput(_ kind: String) throws -> [Case] {
    let root = try #require(folder) + "/badinput/"
    let table = try #require(contents(root + "expectations.tsv"))
    var cases: [Case] = []
    for line in String(decoding: table, as: UTF8.self).split(separator: "\n").dropFirst() {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard cells.count > 1, cells[0].hasPrefix(kind + "/") else { continue }
      cases.append(Case(path: root + cells[0], expected: String(cells[1])))
    }
    return cases
  }

  static func contents(_ path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while case let count = read(file, &buffer, buffer.count), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes
  }
}

@Suite(.enabled(if: Corpora.folder != nil, Corpora.absent))
struct CorporaTests {
  /// Cases that are no inventories and so refused, though their bytes are fine by our rules.
  ///
  /// `xml.json` is XML under another name, and format goes by content.
  private static let byContent = ["xml.json"]

  @Test("documents are taken and refused as the corpus says", arguments: ["xml", "json"])
  func documents(_ kind: String) throws {
    let cases = try Corpora.badInput(kind)
    #expect(cases.count > 500)
    for example in cases {
      let reading = Reading(inputs: [.file(example.path)])
      let codes = Set(reading.outcome.diagnostics.filter { $0.severity == .error }.map(\.code))
      switch example.expected {
      case "accept":
        #expect(codes.isSubset(of: ["reader.not-an-inventory"]), "\(example.path): \(codes)")
      case "reject":
        let isKnown = Self.byContent.contains { example.path.hasSuffix("/" + $0) }
        #expect(!codes.isEmpty || isKnown, "\(example.path)")
      default: break
      }
      for diagnostic in reading.outcome.diagnostics {
        let controls = diagnostic.message.unicodeScalars.filter { $0.value < 32 || $0 == "\u{7f}" }
        #expect(controls.isEmpty, "\(example.path)")
      }
    }
  }

  @Test("days and times are taken and refused as the corpus says")
  func dates() throws {
    let cases = try Corpora.badInput("dates")
    #expect(cases.count > 50)
    for example in cases {
      let bytes = try #require(Corpora.contents(example.path))
      let isRead = bytes.withUnsafeBufferPointer { text in
        let isDay = (try? FieldText.date(text)) != nil
        return isDay || (try? InstantText.parse(text)) != nil
      }
      // A month or a year alone is an interval here.
      let isPartial = bytes.count == 4 || bytes.count == 7
      switch example.expected {
      case "accept": #expect(isRead, "\(example.path)")
      case "reject": #expect(!isRead || isPartial, "\(example.path)")
      default: break
      }
    }
  }

  @Test("generated inventories are the same in both spellings")
  func generated() throws {
    let generator = try #require(Corpora.folder) + "/generate.py"
    let python = try #require(Tool.path(of: "python3"))
    let folder = Folder()
    let arguments = [
      generator, "--systems", "20", "--records-per-dataset", "40", folder.root, "small",
    ]
    let result = Tool.run([python] + arguments, in: folder)
    try #require(result.status == 0, "\(result.output)")
    let xml = Reading(inputs: [.file(folder.path("small.xml"))])
    let json = Reading(inputs: [.file(folder.path("small.json"))])
    #expect(xml.codes == [])
    #expect(json.codes == [])
    #expect(xml.facts == json.facts)
    #expect(xml.rows == json.rows)
    #expect(xml.rows.count > 1000)
    for name in ["small.xml", "small.json"] {
      let once = Reading(inputs: [.file(folder.path(name))], places: true)
      for chunk in [777, 4096] {
        let twice = Reading(
          inputs: [.file(folder.path(name))], mode: .structure, places: true, chunk: chunk)
        #expect(once.facts == twice.facts)
        #expect(once.rows == twice.rows)
      }
    }
  }
}

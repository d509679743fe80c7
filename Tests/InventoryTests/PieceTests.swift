import Diagnostics
import Foundation
import TestSeeds
import Testing

@testable import Inventory

@Suite struct PieceTests {
  @Test("a file in pieces comes to what it comes to as a whole", arguments: 0..<30 as Range<UInt64>)
  func random(_ number: UInt64) {
    let seed = TestSeed.of("files in pieces", number)
    var inventory = RandomInventory(seed: seed)
    var random = SplitMix(state: seed)
    for text in [inventory.xml(records: 60), inventory.json(records: 60)] {
      let input = InventoryInput.bytes(Array(text.utf8), name: "input")
      for jobs in [2, 3] {
        let bytes = 500 + random.below(4000)
        let chunk = 1000 + random.below(3000)
        let whole = PieceTexts(input, jobs: 1, chunk: chunk)
        let pieces = PieceTexts(input, jobs: jobs, pieceBytes: bytes, chunk: chunk)
        #expect(pieces == whole, "\(bytes) bytes, chunks of \(chunk)")
        // What looks like an end tag in a comment is seen through only by the parser.
        let isClear = !text.contains("<!-- </record> -->") && !text.contains("<?y </record>")
        #expect(!isClear || !pieces.isUnproven, "\(bytes) bytes, chunks of \(chunk)")
      }
    }
  }

  @Test("most rows of a file are read in pieces", arguments: [true, false])
  func cuts(_ isXML: Bool) {
    var rows = 0
    for number in 0..<8 as Range<UInt64> {
      var inventory = RandomInventory(
        seed: TestSeed.of("rows in pieces", number), hidesEnds: false)
      let text = isXML ? inventory.xml(records: 60) : inventory.json(records: 60)
      let input = InventoryInput.bytes(Array(text.utf8), name: "input")
      rows += PieceTexts(input, jobs: 2, pieceBytes: 1500, chunk: 1500).rowsInPieces
    }
    #expect(rows > 300, "of 1920")
  }

  @Test("a byte changed anywhere is noticed in pieces too", arguments: 0..<12 as Range<UInt64>)
  func mutation(_ number: UInt64) {
    let seed = TestSeed.of("changed bytes", number)
    var inventory = RandomInventory(seed: seed)
    var random = SplitMix(state: seed)
    for text in [inventory.xml(records: 20), inventory.json(records: 20)] {
      let bytes = Array(text.utf8)
      for _ in 0..<25 {
        var changed = bytes
        let wrong: [UInt8] = [0, 0x20, 0x22, 0x2c, 0x2f, 0x3c, 0x3e, 0x5c, 0x5d, 0x7b, 0x7d, 0xff]
        changed[random.below(bytes.count)] = wrong[random.below(wrong.count)]
        let input = InventoryInput.bytes(changed, name: "changed")
        let whole = PieceTexts(input, jobs: 1, chunk: 400)
        let pieces = PieceTexts(input, jobs: 2, pieceBytes: 100 + random.below(1500), chunk: 400)
        #expect(pieces == whole)
      }
    }
  }

  @Test("a file cut off anywhere is refused in pieces too", arguments: 0..<8 as Range<UInt64>)
  func truncation(_ number: UInt64) {
    let seed = TestSeed.of("files cut off", number)
    var inventory = RandomInventory(seed: seed)
    var random = SplitMix(state: seed)
    for text in [inventory.xml(records: 20), inventory.json(records: 20)] {
      let bytes = Array(text.utf8)
      for _ in 0..<20 {
        let cut = Array(bytes[..<random.below(bytes.count)])
        let input = InventoryInput.bytes(cut, name: "cut")
        let pieces = PieceTexts(input, jobs: 2, pieceBytes: 100 + random.below(1500), chunk: 400)
        #expect(pieces == PieceTexts(input, jobs: 1, chunk: 400))
      }
    }
  }

  @Test(
    "a text before a wrong byte is told of alike, however the file comes", arguments: [true, false])
  func textBeforeWrongByte(_ isInRecord: Bool) {
    let rows = (0..<30).map { "<record id='r\($0)'/>" }.joined(separator: "\n")
    let start = "<inventory><system id='s'><dataset id='d'>\(rows)<record id='z'>"
    for length in stride(from: 0, through: 1000, by: 25) {
      let text =
        start + (isInRecord ? "" : "</record>") + String(repeating: " ", count: length) + "text"
      for ending in [[0xff], Array("</record>\n".utf8) + [0xff], Array("<!-- -->more<a/>".utf8)] {
        let input = InventoryInput.bytes(Array(text.utf8) + ending, name: "text")
        let whole = PieceTexts(input, jobs: 1, chunk: 100_000)
        for chunk in [64, 300, 700] {
          #expect(PieceTexts(input, jobs: 1, chunk: chunk) == whole)
          #expect(PieceTexts(input, jobs: 2, pieceBytes: 100, chunk: chunk) == whole)
        }
      }
    }
  }

  @Test(
    "a text between records that looks like the end of a tag is told of in pieces too",
    arguments: ["/>", "\"/>", " kind='x'/>", "&amp;/>", "\u{a0}/>"])
  func textLikeTagEnd(_ stray: String) {
    let row = { (number: Int) in "<record id='r\(number)' kind='offender'/>\n" }
    for place in [3, 20, 39] {
      let rows = (0..<40).map { row($0) + ($0 == place ? stray : "") }.joined()
      let text = "<inventory><system id='s'><dataset id='d'>\(rows)</dataset></system></inventory>"
      let input = InventoryInput.bytes(Array(text.utf8), name: "stray")
      let whole = PieceTexts(input, jobs: 1, chunk: 100_000)
      #expect(whole.lines.contains { $0.contains("reader.unexpected-text") })
      for bytes in [300, 5_000] {
        #expect(PieceTexts(input, jobs: 2, pieceBytes: bytes, chunk: 400) == whole)
      }
    }
  }

  @Test("what fuzzing found is read alike in pieces", arguments: ["xml", "json"])
  func crashers(_ target: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Fuzzing/Crashers/\(target)")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    #expect(target != "xml" || !names.isEmpty)
    for name in names.sorted() {
      let bytes = try Data(contentsOf: folder.appending(path: name))
      let input = InventoryInput.bytes(Array(bytes), name: name)
      let whole = PieceTexts(input, jobs: 1, chunk: 100_000)
      for pieceBytes in [100, 2048] {
        #expect(PieceTexts(input, jobs: 2, pieceBytes: pieceBytes) == whole, "\(name)")
      }
    }
  }

  @Test("too many names are refused in pieces too, and names of others are not")
  func names() {
    for (count, isRefused) in [(6000, true), (200, false)] {
      let rows = (0..<count).map { number in
        "<record id='r\(number + 10_000)' x:\(String(repeating: "n", count: 80))\(number)='1'/>"
      }
      let text =
        "<inventory xmlns:x='u:x'><system id='s'><dataset id='d'>"
        + rows.joined(separator: "\n") + "</dataset></system></inventory>"
      let input = InventoryInput.bytes(Array(text.utf8), name: "names")
      let whole = PieceTexts(input, jobs: 1, chunk: 4000)
      let pieces = PieceTexts(input, jobs: 2, pieceBytes: 3000, chunk: 4000)
      #expect(whole.lines.contains { $0.contains("reader.too-large") } == isRefused)
      #expect(pieces == whole)
      #expect(pieces.isUnproven == isRefused)
      #expect(pieces.rowsInPieces > 0)
    }
  }

  @Test("a few names that the vocabulary does not have cost no second reading")
  func fewNames() {
    let rows = (0..<20_000).map { "<record id='r\($0)' x:y='1' other='2'/>" }
    let text =
      "<inventory xmlns:x='u:x'><system id='s'><dataset id='d'>"
      + rows.joined(separator: "\n") + "</dataset></system></inventory>"
    let input = InventoryInput.bytes(Array(text.utf8), name: "names")
    // More runs than names could have been counted for if each counted its own.
    let pieces = PieceTexts(input, jobs: 2, pieceBytes: 3_000, chunk: 4_000)
    #expect(!pieces.isUnproven)
    #expect(pieces.rowsInPieces > 5_000)
  }

  @Test(
    "corpora come to the same in pieces",
    .enabled(if: Corpora.folder != nil, Corpora.absent), arguments: ["xml", "json"])
  func corpora(_ kind: String) throws {
    for example in try Corpora.badInput(kind) {
      let input = InventoryInput.file(example.path)
      let whole = PieceTexts(input, jobs: 1, chunk: 700)
      for bytes in [64, 500] {
        #expect(PieceTexts(input, jobs: 2, pieceBytes: bytes, chunk: 700) == whole)
      }
    }
  }
}

import Diagnostics
import Tables
import Testing

@Suite("Rows of CSV and its kin") struct DelimitedReaderTests {
  /// The cells of a text that comes a few bytes at a time, as `text@line:column`.
  static func cells(
    _ bytes: [UInt8], encoding: TextEncoding? = nil, delimiter: UInt8? = nil, chunk: Int = .max
  ) throws -> [[String]] {
    var next = 0
    var reader = try DelimitedReader(
      { (target, most) throws(InputFailure) in
        let count = min(most, chunk, bytes.count - next)
        for index in 0..<count {
          (target + index).storeBytes(of: bytes[next + index], as: UInt8.self)
        }
        next += count
        return count
      }, encoding: encoding, delimiter: delimiter)
    var rows: [[String]] = []
    while try reader.read() {
      rows.append(
        reader.cells.map { cell in
          "\(String(decoding: cell.text, as: UTF8.self))@\(cell.line):\(cell.column)"
        })
    }
    return rows
  }

  struct Example: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var rows: [[String]]
    var testDescription: String { name }
  }

  static let examples = [
    Example(name: "plain", text: "a,b\n1,2\n", rows: [["a@1:1", "b@1:3"], ["1@2:1", "2@2:3"]]),
    Example(
      name: "CR LF and no end of line at the end", text: "a,b\r\n1,2",
      rows: [["a@1:1", "b@1:3"], ["1@2:1", "2@2:3"]]),
    Example(name: "CR alone", text: "a\r1\r", rows: [["a@1:1"], ["1@2:1"]]),
    Example(
      name: "quotation marks with a delimiter, a line end and a mark inside",
      text: "a,b\n\"x, \"\"y\"\"\nz\",2\n3,4\n",
      rows: [["a@1:1", "b@1:3"], ["x, \"y\"\nz@2:1", "2@3:4"], ["3@4:1", "4@4:3"]]),
    Example(
      name: "text behind a closed quotation mark, and a mark inside of a plain cell",
      text: "\"a\"b,c\"d\"\n", rows: [["ab@1:1", "c\"d\"@1:6"]]),
    Example(
      name: "ragged rows, and lines without anything",
      text: "a,b,c\n\n1\n\n1,2,3,4\n",
      rows: [["a@1:1", "b@1:3", "c@1:5"], ["1@3:1"], ["1@5:1", "2@5:3", "3@5:5", "4@5:7"]]),
    Example(
      name: "semicolons", text: "a;b,c;d\n1;2;3\n",
      rows: [["a@1:1", "b,c@1:3", "d@1:7"], ["1@2:1", "2@2:3", "3@2:5"]]),
    Example(name: "tabs", text: "a\tb\n1\t\n", rows: [["a@1:1", "b@1:3"], ["1@2:1", "@2:3"]]),
    Example(
      name: "a line that names the delimiter", text: "sep=|\na,b|c\n",
      rows: [["a,b@2:1", "c@2:5"]]),
    Example(
      name: "characters past ASCII", text: "Zoë,\"Ünal\"\n",
      rows: [["Zoë@1:1", "Ünal@1:6"]]),
  ]

  @Test("rows and places, whatever comes at a time", arguments: examples)
  func rows(_ example: Example) throws {
    for chunk in [Int.max, 1, 3, 7] {
      #expect(try Self.cells(Array(example.text.utf8), chunk: chunk) == example.rows)
    }
  }

  @Test("UTF-16 with and without a mark, a mark of UTF-8, and Windows-1252 where declared")
  func encodings() throws {
    let rows = [["é@1:1", "b@1:4"]]
    let little: [UInt8] = [0xe9, 0, 0x3b, 0, 0x62, 0, 0x0a, 0]
    #expect(try Self.cells([0xff, 0xfe] + little) == rows)
    #expect(try Self.cells([0x61, 0, 0x2c, 0, 0x62, 0, 0x0a, 0]) == [["a@1:1", "b@1:3"]])
    let big: [UInt8] = [0, 0xe9, 0, 0x3b, 0, 0x62]
    #expect(try Self.cells([0xfe, 0xff] + big, chunk: 1) == rows)
    #expect(try Self.cells([0xef, 0xbb, 0xbf, 0x61]) == [["a@1:1"]])
    #expect(
      try Self.cells([0x80, 0x2c, 0x9c], encoding: .windows1252) == [["€@1:1", "œ@1:5"]])
  }

  @Test("text that is decoded never goes past the room for it, however much there is")
  func tightRoom() throws {
    let text = "a,é€𝄞\n\"" + String(repeating: "x", count: 3_000) + "\""
    let bytes = text.utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
    for most in [1, 2, 15, 64, 255, 256, 512] {
      var next = 0
      var stream = try TextStream(
        { (target, most) throws(InputFailure) in
          let count = min(most, bytes.count - next)
          for index in 0..<count {
            (target + index).storeBytes(of: bytes[next + index], as: UInt8.self)
          }
          next += count
          return count
        }, declared: .utf16)
      // Most of it stays as it is, unless something is written past its end.
      let capacity = 8_192
      let room = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
      defer { room.deallocate() }
      var read: [UInt8] = []
      while true {
        room.update(repeating: 0xaa, count: capacity)
        // The first reading is of the most, so that later ones have less room than it.
        let space = read.isEmpty ? 512 : most
        let count = try stream.read(into: room, most: space)
        #expect(count <= space && (space..<capacity).allSatisfy { room[$0] == 0xaa })
        if count == 0 { break }
        read += UnsafeBufferPointer(start: room, count: count)
      }
      #expect(String(decoding: read, as: UTF8.self) == text)
    }
  }

  @Test("long cells in UTF-16 and Windows-1252 are whole", arguments: [1, 2, 3])
  func longCells(_ count: Int) throws {
    let long = String(repeating: "y", count: 262_144 * count / 2 + 5_000 * count)
    let text = "a,b\n\"\(long)\",1\n2,\(long)\n"
    let wide = text.utf8.flatMap { byte -> [UInt8] in [byte, 0] }
    let expected = try Self.cells(Array(text.utf8))
    #expect(try Self.cells(wide) == expected)
    #expect(try Self.cells(Array(text.utf8), encoding: .windows1252) == expected)
  }

  @Test("bytes that are not UTF-8 are refused where they stand, not guessed")
  func badEncoding() {
    let failure = #expect(throws: InputFailure.self) {
      try Self.cells(Array("a,b\nx,caf".utf8) + [0xe9, 0x0a])
    }
    #expect(failure?.code == "table.encoding")
    #expect(failure.map { [$0.line, $0.column] } == [2, 6])
  }

  @Test("a quotation mark that is never closed is told where it opens")
  func openQuote() {
    let failure = #expect(throws: InputFailure.self) {
      try Self.cells(Array("a,b\n1,\"x\n2,3\n".utf8), chunk: 2)
    }
    #expect(failure?.code == "table.open-quote")
    #expect(failure.map { [$0.line, $0.column] } == [2, 3])
  }

  @Test("16,384 columns are read, and more are counted")
  func wide() throws {
    let text = String(repeating: "x,", count: 16_384) + "x\n"
    #expect(try Self.cells(Array(text.utf8))[0].count == 16_384)
  }
}

import Testing

@testable import Inventory

/// Rows share memory, and what is known of the last row is guessed of the next one.
@Suite struct RowReuseTests {
  /// The fields of some rows in the order of the file: other fields, other orders, values of every
  /// length that is treated in its own way, and values that are none.
  static let rows: [[(name: String, value: String)]] = [
    [
      ("id", "r1"), ("subject", "p1"), ("kind", "offender"), ("group", "3"), ("born", "1980-02-29"),
    ],
    [
      ("id", "r2"), ("subject", "p2"), ("kind", "offender"), ("group", "3"), ("born", "1981-02-28"),
    ],
    [("id", "r3")],
    [("subject", "undated"), ("id", "unknown"), ("born", "unknown"), ("group", "10")],
    [("born", "2020-02-30"), ("kind", "not-applicable"), ("id", "nothing at all")],
    [("id", "r6"), ("subject", ""), ("kind", "x"), ("group", "9"), ("created", "2019-12")],
    [
      ("group", "x"), ("born", "1900-01-01"), ("id", "sixteen bytes ab"),
      ("subject", "seventeen bytes a"),
    ],
    [("id", "r8"), ("kind", "a-code-of-thirty-two-bytes-in-all"), ("born", "2020-1-01")],
  ]

  private static func xml(_ rows: [[(name: String, value: String)]]) -> String {
    let records = rows.map { row in
      "<record " + row.map { "\($0.name)=\"\($0.value)\"" }.joined(separator: " ") + "/>"
    }
    return "<inventory><system id=\"s\"><dataset id=\"d\">\n\(records.joined(separator: "\n"))"
      + "</dataset></system></inventory>"
  }

  private static func json(_ rows: [[(name: String, value: String)]]) -> String {
    let records = rows.map { row in
      "{" + row.map { #""\#($0.name)": \#(value($0.name, $0.value))"# }.joined(separator: ",") + "}"
    }
    return #"{"systems": [{"id": "s", "datasets": [{"id": "d", "records": ["#
      + records.joined(separator: ",\n") + "]}]}]}"
  }

  private static func value(_ name: String, _ value: String) -> String {
    name == "group" && Int(value) != nil ? value : "\"\(value)\""
  }

  /// The facts of the records of an inventory.
  private static func facts(_ text: String) -> [String] {
    Reading([text]).rows.filter { $0.hasPrefix("Record") }.map { line in
      String(line.drop { $0 != "{" })
    }
  }

  @Test("a row says what it says alone, whatever rows stand before it")
  func standsAlone() {
    let orders = [Self.rows, Self.rows.reversed(), Self.rows + Self.rows]
    for rows in orders {
      let alone = rows.flatMap { Self.facts(Self.xml([$0])) }
      #expect(alone.count == rows.count)
      #expect(Self.facts(Self.xml(rows)) == alone)
      #expect(Self.facts(Self.json(rows)) == rows.flatMap { Self.facts(Self.json([$0])) })
    }
  }

  @Test("both spellings of a row are read alike")
  func spellings() {
    #expect(Self.facts(Self.xml(Self.rows)) == Self.facts(Self.json(Self.rows)))
    #expect(Set(Self.facts(Self.xml(Self.rows))).count == Self.rows.count)
  }

  @Test("a name that begins like the one that was expected is another name")
  func longerNames() {
    let text = #"""
      {"systems": [{"id": "s", "datasets": [{"id": "d", "records": [
        {"id": "r1", "group": 1}, {"id": "r2", "groups": 2}, {"id" : "r3", "grou": 3}]}]}]}
      """#
    let reading = Reading([text])
    #expect(Self.facts(text) == ["{id='r1' group=1}", "{id='r2'}", "{id='r3'}"])
    #expect(reading.codes == ["reader.unknown-name", "reader.unknown-name"])
  }
}

@Suite struct ShortTextTests {
  @Test("texts of a length have the same words only if they are the same")
  func words() {
    for count in 1...ShortText.longest {
      let text = (0..<count).map { UInt8($0 + 1) }
      let words = text.withUnsafeBufferPointer { ShortText($0) }
      for place in 0..<count {
        var other = text
        other[place] = 0xff
        #expect(other.withUnsafeBufferPointer { ShortText($0) } != words, "\(place) of \(count)")
      }
    }
  }

  @Test("a copy has the bytes of the text")
  func copies() {
    for count in 0...16 {
      let text = (0..<count).map { UInt8($0 + 1) }
      var room = [UInt8](repeating: 0, count: 16)
      room.withUnsafeMutableBytes { room in
        guard let start = room.baseAddress else { return }
        text.withUnsafeBufferPointer { ShortText.copy($0, to: start) }
      }
      #expect(Array(room.prefix(count)) == text)
    }
  }
}

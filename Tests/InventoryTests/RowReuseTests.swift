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

/// The members of a row that come as they did in the row before are taken in a way of their own.
@Suite struct ExpectedMemberTests {
  private static let members: [(name: String, value: String)] = [
    (name: "id", value: #""r1""#), ("subject", #""p1""#), ("kind", #""offender""#), ("group", "3"),
    ("born", #""1980-02-29""#), ("created", #""2019-01-31""#), ("lastEvent", #""2020-12-01""#),
  ]

  /// Rows that are written in one way, and what they say with the place of each value.
  private static func written(
    colon: String, comma: String, between: String
  ) -> (text: String, facts: [String]) {
    var text = #"{"systems": [{"id": "s", "datasets": [{"id": "d", "records": ["#
    var facts: [String] = []
    var place: String {
      let line = text.utf8.lazy.filter { $0 == UInt8(ascii: "\n") }.count + 1
      let column = (text.split(separator: "\n", omittingEmptySubsequences: false).last ?? "").utf8
        .count
      return "@\(line):\(column + 1)"
    }
    for row in 0..<4 {
      if row > 0 { text += between }
      let own = place
      var said: [String: String] = [:]
      text += "{"
      for (number, member) in members.enumerated() {
        if number > 0 { text += comma }
        text += "\"\(member.name)\"" + colon
        said[member.name] =
          "\(member.name)=\(member.value.replacing("\"", with: "'"))" + place
        text += member.value
      }
      text += "}"
      let order = Vocabulary.record.fields.compactMap { said[$0.name] }
      facts.append(own + "{" + order.joined(separator: " ") + "}")
    }
    return (text + "]}]}]}", facts)
  }

  @Test("what a row says and where does not hang on how it is spaced")
  func spacing() {
    for colon in [":", ": ", " : ", ":\t", ":\n"] {
      for comma in [",", ", ", " ,", ",  ", ",\n  "] {
        for between in [",", ",\n", ", "] {
          let (text, facts) = Self.written(colon: colon, comma: comma, between: between)
          let read = Reading([text], places: true).rows.filter { $0.hasPrefix("Record") }
          let expected = facts.enumerated().map { row, fact in
            "Record \(row) "
              + fact.replacing("='1980-02-29'", with: "=1980-02-29")
              .replacing("='2019-01-31'", with: "=2019-01-31")
              .replacing("='2020-12-01'", with: "=2020-12-01")
          }
          #expect(read == expected, "\(colon) \(comma) \(between)")
        }
      }
    }
  }

  @Test("a value of another form than the usual one is read as it would be alone")
  func unusualValues() {
    let odd = [
      ("id", #""\u0072""#), ("id", #""Zoë""#), ("id", "7"), ("id", "null"), ("id", #""-""#),
      ("subject", #""a\\b""#), ("subject", #""n/a""#), ("kind", #""unknown""#),
      ("kind", #""ofender""#),
      ("group", "3.0"), ("group", "30"), ("group", "3e0"), ("group", "0"), ("group", #""3""#),
      ("born", #""1980-02-30""#), ("born", #""1900-01-01""#), ("born", #""9999-12-31""#),
      ("born", #""1980""#), ("born", #""2999-01-01""#), ("created", "{}"), ("lastEvent", "[]"),
    ]
    for (name, value) in odd {
      let usual =
        "{" + Self.members.map { #""\#($0.name)":\#($0.value)"# }.joined(separator: ",") + "}"
      let other =
        "{"
        + Self.members.map { #""\#($0.name)":\#($0.name == name ? value : $0.value)"# }
        .joined(separator: ",") + "}"
      func read(_ rows: [String]) -> Reading {
        Reading(
          [
            #"{"systems":[{"id":"s","datasets":[{"id":"d","records":["#
              + rows.joined(separator: ",\n") + "]}]}]}"
          ],
          options: ImpossibleFactTests.options())
      }
      let alone = read([other])
      let behind = read([usual.replacing("r1", with: "r0"), other])
      let said = { (reading: Reading) in
        reading.rows.last { $0.hasPrefix("Record") }.map { $0.drop { $0 != "{" } }
      }
      #expect(said(behind) == said(alone), "\(name) \(value)")
      #expect(behind.codes == alone.codes, "\(name) \(value)")
    }
  }

  @Test("a name is expected with all its bytes")
  func names() {
    let table = ShapeTable.shared
    for number in 1..<table.shapeCount {
      let shape = table.shapes + number
      for slot in 0..<shape.pointee.count {
        let field = shape.pointee.fields[slot]
        let name = UnsafeBufferPointer(start: field.name, count: field.nameLength)
        let text = [UInt8(ascii: "\"")] + name + [UInt8(ascii: "\""), UInt8(ascii: ":")]
        #expect(Self.isSpelled(slot, field, text))
        for place in text.indices {
          var other = text
          other[place] ^= 1
          #expect(!Self.isSpelled(slot, field, other), "\(String(decoding: other, as: UTF8.self))")
        }
      }
    }
  }

  private static func isSpelled(_ slot: Int, _ field: FieldPlan, _ text: [UInt8]) -> Bool {
    let padded = text + [UInt8](repeating: 0, count: JSONScanner.padding)
    return withUnsafePointer(to: ExpectedField(slot, field, .member)) { expected in
      padded.withUnsafeBufferPointer { expected.isSpelled(at: $0.baseAddress.unsafelyUnwrapped) }
    }
  }

  @Test("no bytes are those of no field")
  func noField() {
    for byte in [UInt8(0), 1, 0x20, 0x7f, 0xff] {
      let text = [UInt8](repeating: byte, count: 64)
      let isSpelled = withUnsafePointer(to: ExpectedField.none) { none in
        text.withUnsafeBufferPointer { none.isSpelled(at: $0.baseAddress.unsafelyUnwrapped) }
      }
      #expect(!isSpelled)
    }
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
        guard let start = room.baseAddress else {
          Issue.record("there is nothing to look at")
          return
        }
        text.withUnsafeBufferPointer { ShortText.copy($0, to: start) }
      }
      #expect(Array(room.prefix(count)) == text)
    }
  }
}

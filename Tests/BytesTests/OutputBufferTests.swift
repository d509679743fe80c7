import Bytes
import Testing

@Suite struct OutputBufferTests {
  struct Escaping: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let expected: String
    var testDescription: String { name }
  }

  static let escapings = [
    Escaping(name: "plain text stays", text: "Northmoor", expected: #""Northmoor""#),
    Escaping(name: "quotes and backslashes", text: #"a"b\c"#, expected: #""a\"b\\c""#),
    Escaping(name: "a quote under an accent", text: "\"\u{301}", expected: "\"\\\"\u{301}\""),
    Escaping(name: "controls", text: "\u{0}\t\n\r\u{1B}", expected: #""\u0000\t\n\r\u001b""#),
    Escaping(name: "DEL and C1", text: "\u{7F}\u{85}\u{9F}", expected: #""\u007f\u0085\u009f""#),
    Escaping(name: "what is next to C1 stays", text: "\u{A0}é", expected: "\"\u{A0}é\""),
    Escaping(
      name: "separators and directions", text: "\u{2028}\u{202E}\u{2066}\u{61C}",
      expected: #""\u2028\u202e\u2066\u061c""#),
    Escaping(
      name: "what is next to them stays", text: "\u{2027}\u{202F}", expected: "\"\u{2027}\u{202F}\""
    ),
    Escaping(
      name: "tags, which hide text", text: "\u{E0041}\u{200B}\u{FEFF}",
      expected: #""\udb40\udc41\u200b\ufeff""#),
    Escaping(name: "what replaces a character stays", text: "\u{FFFD}", expected: "\"\u{FFFD}\""),
    Escaping(name: "beyond the first plane", text: "👮🏽", expected: "\"👮🏽\""),
  ]

  @Test("a text is escaped as JSON and a terminal ask", arguments: escapings)
  func escapes(_ example: Escaping) {
    var output = OutputBuffer()
    output.writeJSON(example.text)
    #expect(output.text == example.expected)
  }

  @Test("what acts on a terminal is escaped, and nothing else that JSON can hold as it is")
  func escapesWhatActs() {
    for number in UInt32(0x20)...0x10FFFF {
      guard let scalar = Unicode.Scalar(number), scalar != "\"", scalar != "\\" else { continue }
      var output = OutputBuffer()
      output.writeJSON("a\(Character(scalar))")
      let isEscaped = output.bytes[2] == UInt8(ascii: "\\")
      guard isEscaped != PlainText.isUnsafe(scalar) else { continue }
      Issue.record("U+\(String(number, radix: 16)) is \(isEscaped ? "" : "not ")escaped")
    }
  }

  @Test("what must be escaped is found wherever it stands", arguments: escapings)
  func escapesAnywhere(_ example: Escaping) {
    for before in 0..<20 {
      for after in [0, 1, 7, 8, 15] {
        let (start, end) = (
          String(repeating: "a", count: before), String(repeating: "~", count: after)
        )
        var output = OutputBuffer()
        output.writeJSON(start + example.text + end)
        #expect(output.text == "\"\(start)\(example.expected.dropFirst().dropLast())\(end)\"")
      }
    }
  }

  @Test("numbers are written in decimal", arguments: [0, 7, -7, 10, 1_234_567, .max, .min])
  func writesNumbers(_ number: Int) {
    var output = OutputBuffer()
    output.write(number)
    #expect(output.text == String(number))
  }

  @Test("bytes are handed on in pieces and none is lost")
  func handsOn() throws {
    var pieces: [[UInt8]] = []
    var output = OutputBuffer(limit: 4) { bytes in pieces.append(Array(bytes)) }
    for number in 0..<50 { output.write(number) }
    try output.finish()
    let expected = (0..<50).map(String.init).joined()
    #expect(String(decoding: pieces.joined(), as: UTF8.self) == expected)
    #expect(output.count == expected.utf8.count)
    #expect(pieces.count > 10)
  }

  @Test("the first failure is kept and nothing is handed on after it")
  func keepsFailure() {
    var calls = 0
    var output = OutputBuffer(limit: 1) { _ throws(OutputFailure) in
      calls += 1
      throw OutputFailure(code: .system, message: "full \(calls)")
    }
    output.write("a")
    output.write("b")
    let failure = #expect(throws: OutputFailure.self) { try output.finish() }
    #expect(failure?.message == "full 1")
    #expect(calls == 1)
  }

  @Test(
    "a full device is an error",
    .enabled(if: FileDescriptors.hasFullDevice, "there is no /dev/full"))
  func noticesFullDevice() {
    FileDescriptors.withFullDevice { descriptor in
      var output = OutputBuffer(fileDescriptor: descriptor)
      output.write("report")
      #expect(throws: OutputFailure.self) { try output.finish() }
    }
  }
}

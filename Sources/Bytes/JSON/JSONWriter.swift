/// Writes JSON, member by member, the same bytes for the same calls.
///
/// Texts keep every scalar; what JSON must escape is escaped, and besides it DEL, the C1 controls, the
/// line separators U+2028 and U+2029 and the controls of direction, so that a raw result is safe to
/// look at in a terminal and to embed in a script.
public struct JSONWriter {
  /// Where the bytes go.
  public var output: OutputBuffer
  /// Whether a value stands before at this depth, so that a comma is due.
  private var needsComma = false

  /// A writer to a buffer.
  public init(output: OutputBuffer) {
    self.output = output
  }

  private mutating func separate() {
    if needsComma { output.write(byte: UInt8(ascii: ",")) }
    needsComma = true
  }

  /// Breaks the line before the next value or member.
  public mutating func breakLine(_ indent: StaticString = "") {
    if needsComma { output.write(byte: UInt8(ascii: ",")) }
    needsComma = false
    output.write("\n")
    output.write(indent)
  }

  /// Breaks the line before a closing bracket.
  public mutating func endLine() {
    output.write("\n")
  }

  /// Writes an object; the body writes its members.
  public mutating func object(_ body: (inout JSONWriter) -> Void) {
    enclose(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  /// Writes an array; the body writes its items.
  public mutating func array(_ body: (inout JSONWriter) -> Void) {
    enclose(UInt8(ascii: "["), UInt8(ascii: "]"), body)
  }

  private mutating func enclose(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void) {
    separate()
    output.write(byte: open)
    needsComma = false
    body(&self)
    output.write(byte: close)
    needsComma = true
  }

  /// Writes the name of a member, which needs no escaping.
  public mutating func name(_ name: StaticString) {
    let comma = needsComma ? 1 : 0
    name.withUTF8Buffer { name in
      output.write(atMost: name.count + 4) { room in
        room[0] = UInt8(ascii: ",")
        room[comma] = UInt8(ascii: "\"")
        if let start = name.baseAddress {
          (room + comma + 1).update(from: start, count: name.count)
        }
        room[comma + name.count + 1] = UInt8(ascii: "\"")
        room[comma + name.count + 2] = UInt8(ascii: ":")
        return comma + name.count + 3
      }
    }
    needsComma = false
  }

  /// Writes the name of a member that comes from data.
  public mutating func name(data name: String) {
    separate()
    output.writeJSON(name)
    output.write(byte: UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes a text.
  public mutating func value(_ text: String) {
    separate()
    output.writeJSON(text)
  }

  /// Writes a whole number.
  public mutating func value(_ number: Int) {
    separate()
    output.write(number)
  }

  /// Writes a truth value.
  public mutating func value(_ flag: Bool) {
    separate()
    output.write(flag ? "true" : "false")
  }
}

extension JSONWriter {
  /// Writes a member with a text; none where there is no text.
  public mutating func member(_ name: StaticString, _ text: String?) {
    guard let text else { return }
    self.name(name)
    value(text)
  }

  /// Writes a member with a number; none where there is no number.
  public mutating func member(_ name: StaticString, _ number: Int?) {
    guard let number else { return }
    self.name(name)
    value(number)
  }

  /// Writes a member with a truth value.
  public mutating func member(_ name: StaticString, _ flag: Bool) {
    self.name(name)
    value(flag)
  }

  /// Writes a member with a list of texts.
  public mutating func member(_ name: StaticString, _ texts: [String]) {
    list(name, texts) { json, text in json.value(text) }
  }

  /// Writes a member with an object.
  public mutating func object(_ name: StaticString, _ body: (inout JSONWriter) -> Void) {
    self.name(name)
    object(body)
  }

  /// Writes a member with an array.
  public mutating func array(_ name: StaticString, _ body: (inout JSONWriter) -> Void) {
    self.name(name)
    array(body)
  }

  /// Writes a member with an array of items.
  public mutating func list<Item>(
    _ name: StaticString, _ items: [Item], _ body: (inout JSONWriter, Item) -> Void
  ) {
    array(name) { json in
      for item in items { body(&json, item) }
    }
  }
}

extension OutputBuffer {
  /// Writes JSON.
  public mutating func writeJSON(_ body: (inout JSONWriter) -> Void) {
    var json = JSONWriter(output: self)
    self = OutputBuffer()
    body(&json)
    self = json.output
  }
}

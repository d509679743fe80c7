import Bytes
import Diagnostics

/// Why a text is no JSON, and where.
struct JSONFault: Error, Equatable {
  /// The code of most of them.
  static let malformed = "reader.malformed"

  var code = Self.malformed
  var message: String
  var hint: String?
  /// The offset of the byte that is wrong.
  var offset: Int
  /// The offset of what belongs to it, such as the first of two members of one name.
  var first: Int?
  /// Whether nothing behind it can be told, because it is open where values end.
  var breaksForm = true
  /// What else is wrong, by place.
  var further: [JSONFault] = []

  /// The fault and those that were found with it, by place.
  var all: [JSONFault] {
    var own = self
    own.further = []
    return ([own] + further).sorted { $0.offset < $1.offset }
  }

  /// Faults as one, of which the first by place stands for all.
  ///
  /// - Parameter faults: One at least.
  static func together(_ faults: [JSONFault]) -> JSONFault {
    let sorted = faults.sorted { $0.offset < $1.offset }
    var whole = sorted[0]
    whole.further = Array(sorted.dropFirst())
    whole.breaksForm = faults.contains(where: \.breaksForm)
    return whole
  }

  /// What is wrong with a text that begins at a place of an input.
  func failures(in text: [UInt8], line: Int = 1, column: Int = 1) -> [InputFailure] {
    let lines = LineTable(text)
    func place(_ offset: Int) -> (line: Int, column: Int) {
      let place = lines.position(of: offset)
      return (line + place.line - 1, place.line == 1 ? column + place.column - 1 : place.column)
    }
    return all.map { fault in
      let at = place(fault.offset)
      var failure = InputFailure(
        fault.code, fault.message, hint: fault.hint, line: at.line, column: at.column)
      if let first = fault.first.map(place) {
        failure.first = InputFailure.Place(line: first.line, column: first.column)
      }
      return failure
    }
  }
}

extension JSONFault {
  /// A comma behind which an item is missing.
  static func trailingComma(_ offset: Int) -> JSONFault {
    JSONFault(
      message: "there is a comma after the last item, which JSON does not allow",
      hint: "remove the comma", offset: offset, breaksForm: false)
  }

  /// Two members of one name, of which nobody can say which counts.
  static func doubledName(_ name: String, _ offset: Int, first: Int) -> JSONFault {
    JSONFault(
      code: "reader.duplicate-field", message: doubledWords(name),
      hint: "remove one: which of the two counts is not known", offset: offset, first: first,
      breaksForm: false)
  }

  /// A control character that stands in a string as it is.
  static func controlCharacter(_ offset: Int) -> JSONFault {
    JSONFault(
      message: "a string contains an unescaped control character", hint: "write it as an escape",
      offset: offset)
  }

  /// What is said of a name that an object has twice.
  static func doubledWords(_ name: String) -> String {
    "an object has \(InertText.of(name, limit: 60).debugDescription) twice"
  }

  /// A byte in words.
  static func words(_ byte: UInt8?) -> String {
    guard let byte else { return "the end of the file" }
    if byte > 0x20, byte < 0x7f { return "\"\(Character(Unicode.Scalar(byte)))\"" }
    return "the byte 0x" + String(byte, radix: 16)
  }
}

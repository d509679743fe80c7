/// What is wrong at a byte of a text that a program wrote.
package struct FormFailure: Error {
  package var code: String
  package var offset: Int
  package var message: String
  package var hint: String?

  package init(code: String, offset: Int, message: String, hint: String? = nil) {
    self.code = code
    self.offset = offset
    self.message = message
    self.hint = hint
  }

  package static func malformed(_ offset: Int, _ message: String) -> FormFailure {
    FormFailure(code: "result.malformed", offset: offset, message: message)
  }
}

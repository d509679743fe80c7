import Diagnostics

extension Diagnostic: Formed {
  static let formName: StaticString = "notice"
  static let blank = Diagnostic(.notice, "", at: nil, "")

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("severity", &severity)
    try form.field("code", &code)
    try form.field("position", &position)
    try form.field("message", &message)
    try form.field("hint", &hint)
    try form.field("related", &related, mayBeMissing: true)
  }
}

extension Diagnostic.Related: Formed {
  static let formName: StaticString = "related"
  static let blank = Diagnostic.Related(at: .blank, "")

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("position", &position)
    try form.field("message", &message)
  }
}

extension SourcePosition: Formed {
  static let formName: StaticString = "position"
  static let blank = SourcePosition(path: "", line: 0, column: 0)

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("path", &path)
    try form.field("line", &line, .position)
    try form.field("column", &column, .position)
    try form.field("sheet", &sheet)
  }
}

import Findings

extension Derivation: Formed {
  static let formName: StaticString = "derivation"
  static let blank = Derivation()

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("facts", &facts, mayBeMissing: true)
    try form.field("steps", &steps, mayBeMissing: true)
    try form.field("clauses", &clauses, mayBeMissing: true)
    try form.field("bases", &bases, mayBeMissing: true)
    try form.field("missing", &missing, mayBeMissing: true)
    try form.field("precedence", &precedence, mayBeMissing: true)
  }
}

extension Derivation.Fact: Formed {
  static let formName: StaticString = "fact"
  static let blank = Derivation.Fact(path: "", value: "")

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("path", &path)
    try form.field("value", &value)
    try form.field("isMasked", &isMasked)
    try form.field("location", &location)
    try form.field("original", &original)
  }
}

extension Derivation.Step: Formed {
  static let formName: StaticString = "step"
  static let blank = Derivation.Step(name: "", formula: "", substituted: "", value: "")

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("name", &name)
    try form.field("formula", &formula)
    try form.field("substituted", &substituted)
    try form.field("value", &value)
    try form.field("isMasked", &isMasked)
  }
}

extension Derivation.Clause: Formed {
  static let formName: StaticString = "clause"
  static let blank = Derivation.Clause(text: "", outcome: "", detail: "", isDecisive: false)

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("text", &text)
    try form.field("outcome", &outcome)
    try form.field("detail", &detail)
    try form.field("isDecisive", &isDecisive)
  }
}

extension Derivation.Basis: Formed {
  static let formName: StaticString = "basis"
  static let blank = Derivation.Basis(kind: "", name: "", value: "", origin: "", evidence: nil)

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("kind", &kind)
    try form.field("name", &name)
    try form.field("value", &value)
    try form.field("origin", &origin)
    try form.members(of: &evidence, toldBy: ["evidence", "isVerified"])
  }
}

extension Derivation.Missing: Formed {
  static let formName: StaticString = "missing"
  static let blank = Derivation.Missing(path: "", state: "")

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("path", &path)
    try form.field("state", &state)
    try form.field("location", &location)
    try form.field("supplier", &supplier)
    try form.field("organisation", &organisation)
  }
}

extension Derivation.Source: Formed {
  static let formName: StaticString = "source"
  static let blank = Derivation.Source(name: "", step: .hold, applied: false)

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("source", &name)
    try form.field("step", &step)
    try form.field("until", &until)
    try form.field("applied", &applied)
    try form.field("reason", &reason, where: !applied)
  }
}

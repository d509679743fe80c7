import Findings

extension Derivation {
  func pack(into packer: inout Packer) {
    packer.write(facts) { $1.pack(into: &$0) }
    packer.write(steps) { $1.pack(into: &$0) }
    packer.write(clauses) { $1.pack(into: &$0) }
    packer.write(bases) { $1.pack(into: &$0) }
    packer.write(missing) { $1.pack(into: &$0) }
    packer.write(precedence) { $1.pack(into: &$0) }
  }

  init(_ packed: inout Unpacker) {
    self.init()
    facts = packed.list { Fact(&$0) }
    steps = packed.list { Step(&$0) }
    clauses = packed.list { Clause(&$0) }
    bases = packed.list { Basis(&$0) }
    missing = packed.list { Missing(&$0) }
    precedence = packed.list { Source(&$0) }
  }
}

extension Derivation.Fact {
  fileprivate func pack(into packer: inout Packer) {
    packer.write(path)
    packer.write(value)
    packer.write(isMasked)
    packer.write(location) { $1.pack(into: &$0) }
  }

  fileprivate init(_ packed: inout Unpacker) {
    self.init(
      path: packed.text(), value: packed.text(), isMasked: packed.flag(),
      location: packed.optional { Location(&$0) })
  }
}

extension Derivation.Step {
  fileprivate func pack(into packer: inout Packer) {
    packer.write(name)
    packer.write(formula)
    packer.write(substituted)
    packer.write(value)
    packer.write(isMasked)
  }

  fileprivate init(_ packed: inout Unpacker) {
    self.init(
      name: packed.text(), formula: packed.text(), substituted: packed.text(),
      value: packed.text(), isMasked: packed.flag())
  }
}

extension Derivation.Clause {
  fileprivate func pack(into packer: inout Packer) {
    packer.write(text)
    packer.write(outcome)
    packer.write(detail)
    packer.write(isDecisive)
  }

  fileprivate init(_ packed: inout Unpacker) {
    self.init(
      text: packed.text(), outcome: packed.text(), detail: packed.text(),
      isDecisive: packed.flag())
  }
}

extension Derivation.Basis {
  fileprivate func pack(into packer: inout Packer) {
    packer.write(kind)
    packer.write(name)
    packer.write(value)
    packer.write(origin)
    packer.write(evidence) { $1.pack(into: &$0) }
  }

  fileprivate init(_ packed: inout Unpacker) {
    self.init(
      kind: packed.text(), name: packed.text(), value: packed.text(), origin: packed.text(),
      evidence: packed.optional { Evidence(&$0) })
  }
}

extension Derivation.Missing {
  fileprivate func pack(into packer: inout Packer) {
    packer.write(path)
    packer.write(state)
    packer.write(location) { $1.pack(into: &$0) }
    packer.write(supplier) { $0.write($1) }
  }

  fileprivate init(_ packed: inout Unpacker) {
    self.init(
      path: packed.text(), state: packed.text(), location: packed.optional { Location(&$0) },
      supplier: packed.optional { $0.text() })
  }
}

extension Derivation.Source {
  fileprivate func pack(into packer: inout Packer) {
    packer.write(name)
    packer.write(step)
    packer.write(until) { $0.write($1) }
    packer.write(applied)
    packer.write(reason)
  }

  fileprivate init(_ packed: inout Unpacker) {
    self.init(
      name: packed.text(), step: packed.choice(), until: packed.optional { $0.text() },
      applied: packed.flag(), reason: packed.text())
  }
}

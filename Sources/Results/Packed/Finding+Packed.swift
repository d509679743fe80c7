import Findings

extension KeptFinding {
  func pack(into packer: inout Packer) {
    packer.write(causes.first)
    packer.write(causes.second)
    packer.write(causes.third)
    finding.pack(into: &packer)
  }

  init(_ packed: inout Unpacker) {
    causes = .none
    causes.first = packed.bits()
    causes.second = packed.bits()
    causes.third = packed.bits()
    finding = Finding(&packed)
  }
}

extension Finding {
  /// Writes everything about the finding.
  func pack(into packer: inout Packer) {
    packer.write(id)
    packer.write(rule)
    packer.write(catalogue) { $0.write($1) }
    packer.write(title)
    packer.write(verdict)
    packer.write(severity)
    packer.write(authority)
    packer.write(citations) { $1.pack(into: &$0) }
    packer.write(isProvisional)
    subject.pack(into: &packer)
    packer.write(locations) { $1.pack(into: &$0) }
    packer.write(causeCode)
    packer.write(cause)
    derivation.pack(into: &packer)
    packer.write(remedy)
    packer.write(originalVerdict) { $0.write($1) }
    packer.write(since) { $0.write($1) }
    packer.write(dueDate) { $0.write($1) }
    packer.write(daysOver) { $0.write($1) }
    packer.write(endedOn) { $0.write($1) }
    packer.write(smallestFix) { $0.write($1) }
    packer.write(fix) { packer, step in
      packer.write(step.kind)
      packer.write(step.path)
      packer.write(step.value) { $0.write($1) }
    }
    packer.write(noFix) { $0.write($1) }
    packer.write(rootCause) { $0.write($1) }
    packer.write(count) { $0.write($1) }
    packer.write(state) { $0.write($1) }
    packer.write(waiver) { $1.pack(into: &$0) }
  }

  /// Reads a finding that was packed.
  init(_ packed: inout Unpacker) {
    self.init(
      id: packed.text(), rule: packed.text(), catalogue: packed.list { $0.text() },
      title: packed.text(), verdict: packed.choice(), severity: packed.choice(),
      authority: packed.choice(), citations: packed.list { Citation(&$0) },
      isProvisional: packed.flag(), subject: Subject(&packed),
      locations: packed.list { Location(&$0) }, causeCode: packed.text(), cause: packed.text(),
      derivation: Derivation(&packed), remedy: packed.text())
    originalVerdict = packed.optional { $0.choice() }
    since = packed.optional { $0.day() }
    dueDate = packed.optional { $0.day() }
    daysOver = packed.optional { $0.number() }
    endedOn = packed.optional { $0.day() }
    smallestFix = packed.optional { $0.text() }
    fix = packed.list { packed in
      FixStep(packed.choice(), packed.text(), value: packed.optional { $0.text() })
    }
    noFix = packed.optional { $0.text() }
    rootCause = packed.optional { $0.text() }
    count = packed.optional { $0.number() }
    state = packed.optional { $0.choice() }
    waiver = packed.optional { Waiver(&$0) }
  }
}

extension Finding.Waiver {
  fileprivate func pack(into packer: inout Packer) {
    packer.write(id)
    packer.write(reason)
    packer.write(owner)
    packer.write(until)
    packer.write(from) { $0.write($1) }
  }

  fileprivate init(_ packed: inout Unpacker) {
    self.init(
      id: packed.text(), reason: packed.text(), owner: packed.text(), until: packed.day(),
      from: packed.optional { $0.day() })
  }
}

extension Citation {
  fileprivate func pack(into packer: inout Packer) {
    packer.write(title)
    packer.write(at)
    packer.write(url) { $0.write($1) }
    packer.write(edition) { $0.write($1) }
    packer.write(checked) { $0.write($1) }
    evidence.pack(into: &packer)
  }

  fileprivate init(_ packed: inout Unpacker) {
    self.init(
      title: packed.text(), at: packed.text(), url: packed.optional { $0.text() },
      edition: packed.optional { $0.text() }, checked: packed.optional { $0.text() },
      evidence: Evidence(&packed))
  }
}

extension Evidence {
  func pack(into packer: inout Packer) {
    packer.write(grade)
    packer.write(publications) { $0.write($1) }
    packer.write(differs) { $0.write($1) }
    packer.write(confirmation) { $0.write($1) }
  }

  init(_ packed: inout Unpacker) {
    self.init(
      packed.choice(), publications: packed.optional { $0.number() },
      differs: packed.optional { $0.text() }, confirmation: packed.optional { $0.text() })
  }
}

extension Subject {
  fileprivate func pack(into packer: inout Packer) {
    packer.write(links) { packer, link in
      packer.write(link.level)
      packer.write(link.kind)
      packer.write(link.id) { $0.write($1) }
      packer.write(link.name) { $0.write($1) }
    }
    packer.write(controllers) { $0.write($1) }
  }

  fileprivate init(_ packed: inout Unpacker) {
    self.init(
      links: packed.list { packed in
        Link(
          level: packed.choice(), kind: packed.text(), id: packed.optional { $0.text() },
          name: packed.optional { $0.text() })
      }, controllers: packed.list { $0.text() })
  }
}

extension Location {
  func pack(into packer: inout Packer) {
    packer.write(path)
    packer.write(line)
    packer.write(column)
    packer.write(pointer) { $0.write($1) }
  }

  init(_ packed: inout Unpacker) {
    self.init(
      path: packed.text(), line: packed.number(), column: packed.number(),
      pointer: packed.optional { $0.text() })
  }
}

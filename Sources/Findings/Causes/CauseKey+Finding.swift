extension CauseKey {
  /// The keys of the causes of a finding, the most telling first.
  static func all(of finding: Finding) -> [CauseKey] {
    switch finding.verdict {
    case .undetermined: missing(finding).map { [$0] } ?? []
    case .breach: breach(finding)
    case .pass, .notApplicable, .waived: []
    }
  }

  /// Facts that are missing of one system or dataset, or of the records of one dataset.
  private static func missing(_ finding: Finding) -> CauseKey? {
    let missing = finding.derivation.missing
    guard !missing.isEmpty else { return nil }
    let facts = finding.fix.isEmpty ? missing.map(\.path) : finding.fix.map(\.path)
    let isOfProfile = missing.allSatisfy { $0.path.utf8.starts(with: "param(".utf8) }
    let links = links(finding, atMost: mostLinks(of: missing))
    var key = CauseKey(
      kind: .missing, fix: FixPhrase.recording(facts),
      place: isOfProfile ? .profile : .subject(links), facts: facts)
    if let list = finding.others, !isOfProfile, links.count == finding.subject.links.count {
      key.others = (list, finding.othersCount, finding.subject.level)
    }
    return key
  }

  /// How many of organisation, system and dataset lead to the innermost that lacks a fact; facts of
  /// rows and of what is beneath them count for the dataset.
  private static func mostLinks(of missing: [Derivation.Missing]) -> Int {
    var most = 1
    for fact in missing {
      if fact.path.hasRoot("organisation") { continue }
      guard fact.path.hasRoot("system") else { return 3 }
      most = 2
    }
    return most
  }

  private static func breach(_ finding: Finding) -> [CauseKey] {
    let place = Place.subject(links(finding, atMost: 3))
    var keys: [CauseKey] = []
    if let fix = finding.smallestFix {
      let isOfJob = DisposalJobs.Key(toBlameFor: finding) != nil
      keys.append(CauseKey(kind: .fix, fix: isOfJob ? disposal : fix, place: place))
      let row = finding.derivation.bases.first { $0.kind == "schedule" }
      if let row, finding.subject.level == .dataset {
        keys.append(CauseKey(kind: .fix, fix: fix, place: .row(row.name)))
      }
    }
    if finding.subject.level == .record || finding.subject.level == .item {
      keys.append(
        CauseKey(kind: .rule, fix: "\(finding.rule)~\(finding.remedyMark)", place: place))
    }
    return keys
  }

  /// The links of a finding's subject from the organisation down, as far as there are such.
  ///
  /// - Parameter most: How many of the levels organisation, system and dataset may lead there.
  private static func links(
    _ finding: Finding, atMost most: Int
  ) -> ArraySlice<Subject.Link> {
    finding.subject.links.prefix { link in
      switch link.level {
      case .organisation: true
      case .system: most > 1
      case .dataset: most > 2
      case .holding, .record, .item: false
      }
    }
  }
}

extension Finding {
  /// What tells the remedies of one rule apart: a rule may ask for another thing where a request was
  /// answered late than where it was not answered.
  ///
  /// The same text has the same mark in every run; figures and days in it make no difference, so that
  /// there are only so many.
  package var remedyMark: String {
    var hash: UInt32 = 2_166_136_261  // FNV-1a, 32 bits: draft-eastlake-fnv, section 5
    for byte in remedy.utf8 where !(0x30...0x39 ~= byte) {
      hash = (hash ^ UInt32(byte)) &* 16_777_619
    }
    return String(hash, radix: 36)
  }
}

extension DisposalJobs.Key {
  /// The dataset whose disposal job would have cleared a finding on a row.
  init?(toBlameFor finding: Finding) {
    guard finding.subject.level == .record || finding.subject.level == .holding,
      finding.fix.disposes
    else { return nil }
    self.init(finding.subject)
  }
}

extension String {
  /// Whether a path begins with a name and goes on with a field, or ends there.
  fileprivate func hasRoot(_ name: StaticString) -> Bool {
    var text = self
    return text.withUTF8 { text in
      name.withUTF8Buffer { name in
        text.starts(with: name)
          && (text.count == name.count || text[name.count] == UInt8(ascii: "."))
      }
    }
  }
}

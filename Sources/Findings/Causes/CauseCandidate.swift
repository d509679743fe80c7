/// A cause that a finding may share with others.
struct CauseCandidate: Sendable {
  var key: String
  /// The name of the place.
  var place: String
  /// `nil` where the title of the rule says it.
  var title: String?
  var fix: String
  /// The dataset whose disposal job is to blame, if one is: then title and fix depend on it.
  var job: DisposalJobs.Key?

  private init(
    _ key: CauseKey, place: String, title: String?, fix: String, job: DisposalJobs.Key? = nil
  ) {
    self.key = key.text
    self.place = place
    self.title = title
    self.fix = fix
    self.job = job
  }

  /// The keys of the causes of a finding, the most telling first.
  static func keys(of finding: Finding) -> [CauseKey] {
    switch finding.verdict {
    case .undetermined: missingKey(finding).map { [$0] } ?? []
    case .breach: breachKeys(finding)
    case .pass, .notApplicable, .waived: []
    }
  }

  /// The causes of a finding, in the order of their keys.
  static func all(of finding: Finding, _ keys: [CauseKey]) -> [CauseCandidate] {
    keys.map { finding.verdict == .undetermined ? missing(finding, $0) : breach(finding, $0) }
  }
}

// MARK: Missing facts

extension CauseCandidate {
  /// Facts that are missing of one system or dataset, or of the records of one dataset.
  private static func missingKey(_ finding: Finding) -> CauseKey? {
    let missing = finding.derivation.missing
    guard !missing.isEmpty else { return nil }
    let fix = finding.smallestFix ?? FixPhrase.recording(missing.map(\.path))
    let place =
      isOfProfile(missing) ? [] : place(finding, linkCount: mostLinks(of: missing))
    return CauseKey(kind: .missing, fix: fix, place: .subject(place))
  }

  private static func missing(_ finding: Finding, _ key: CauseKey) -> CauseCandidate {
    let missing = finding.derivation.missing
    let name = isOfProfile(missing) ? "The profile" : name(key.place)
    let facts =
      FixPhrase.facts(of: key.fix) ?? missing.map(\.path).joined(separator: ", ")
    return CauseCandidate(
      key, place: name, title: "\(name) does not give \(facts)", fix: "\(key.fix) and check again.")
  }

  private static func isOfProfile(_ missing: [Derivation.Missing]) -> Bool {
    missing.allSatisfy { $0.path.utf8.starts(with: "param(".utf8) }
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
}

// MARK: Breaches

extension CauseCandidate {
  private static func breachKeys(_ finding: Finding) -> [CauseKey] {
    let place = place(finding, linkCount: 3)
    var keys: [CauseKey] = []
    if let fix = finding.smallestFix {
      let isOfJob = job(finding) != nil
      keys.append(CauseKey(kind: .fix, fix: isOfJob ? "dispose" : fix, place: .subject(place)))
      if finding.subject.level == .dataset, let row = row(finding) {
        keys.append(CauseKey(kind: .fix, fix: fix, place: .row(row)))
      }
    }
    if finding.subject.level == .record || finding.subject.level == .item {
      keys.append(CauseKey(kind: .rule, fix: finding.rule, place: .subject(place)))
    }
    return keys
  }

  private static func breach(_ finding: Finding, _ key: CauseKey) -> CauseCandidate {
    if case .row(let row) = key.place {
      return CauseCandidate(
        key, place: "Class \(row)",
        title: "Datasets of the class \(row) have the same period, which its row in the "
          + "schedule does not allow", fix: "\(key.fix) in each of them.")
    }
    let name = name(key.place)
    guard key.kind == .fix, let fix = finding.smallestFix else {
      return CauseCandidate(key, place: name, title: nil, fix: finding.remedy)
    }
    return CauseCandidate(key, place: name, title: nil, fix: "\(fix).", job: job(finding))
  }

  /// The dataset whose disposal job would have cleared a finding on a row.
  private static func job(_ finding: Finding) -> DisposalJobs.Key? {
    guard let fix = finding.smallestFix,
      finding.subject.level == .record || finding.subject.level == .holding,
      FixPhrase.disposes(fix)
    else { return nil }
    return DisposalJobs.Key(finding.subject)
  }

  private static func row(_ finding: Finding) -> String? {
    finding.derivation.bases.first { $0.kind == "schedule" }?.name
  }
}

// MARK: Places

extension CauseCandidate {
  /// The links of a finding's subject from the organisation down, as far as there are such.
  private static func place(_ finding: Finding, linkCount: Int) -> ArraySlice<Subject.Link> {
    let levels: [Subject.Level] = [.organisation, .system, .dataset]
    return finding.subject.links.prefix { levels[..<linkCount].contains($0.level) }
  }

  private static func name(_ place: CauseKey.Place) -> String {
    guard case .subject(let links) = place, let last = links.last else { return "The inventory" }
    return last.name ?? last.id ?? "The inventory"
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

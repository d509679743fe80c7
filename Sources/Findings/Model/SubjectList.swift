import Diagnostics

/// The subjects of which one finding tells the same: systems, or the datasets of one system.
///
/// Findings name a list by its key, so that many rules that say the same of many subjects do not list them
/// again and again.
public struct SubjectList: Hashable, Sendable {
  /// One of the subjects: what tells it from the others.
  public struct Entry: Hashable, Sendable {
    /// Its identifier.
    public var id: String
    /// Its name.
    public var name: String?
    /// Where it stands; `nil` where that is not known.
    public var location: Location?

    /// Names a subject.
    public init(id: String, name: String?, location: Location?) {
      self.id = id
      self.name = name
      self.location = location
    }

    /// What tells the subject of a finding from others of its kind; `nil` where nothing does.
    public init?(_ finding: Finding) {
      guard let link = finding.subject.links.last, let id = link.id else { return nil }
      self.init(id: id, name: link.name, location: finding.locations.first)
    }
  }

  /// What findings name it by: digits over all that it lists.
  public let key: String
  /// The subjects, in the order of their identifiers.
  public let entries: [Entry]

  /// A list as it was written, under the key that it was written with.
  package init(_ entries: [Entry], key: String) {
    self.entries = entries
    self.key = key
  }

  /// Whether it is a list that custos writes: its key is that of what it lists, and nothing stands in it
  /// twice.
  public var isSound: Bool {
    SubjectList(entries) == self && entries.count > 1
      && Set(entries.map(\.id)).count == entries.count
  }

  /// Lists subjects.
  public init(_ entries: [Entry]) {
    self.entries = entries.sorted { $0.id.precedes($1.id) }
    var text = ""
    for entry in self.entries {
      let place = entry.location
      text += "\(entry.id)\n\(entry.name ?? "")\n\(place?.path ?? "")\n\(place?.line ?? 0)\n"
      text += "\(place?.column ?? 0)\n"
    }
    key = String(Fingerprint.hexadecimal(of: text).prefix(16))
  }
}

extension Subject.Level {
  /// How many more of a level there are, after the name of the first: ` and 3 more systems`.
  package func more(_ count: Int) -> String {
    count == 0 ? "" : " and \(count) more \(rawValue)\(count == 1 ? "" : "s")"
  }
}

extension Finding {
  /// The same finding about one of the subjects that it lists, as it would be alone.
  public func alone(on entry: SubjectList.Entry) -> Finding {
    var finding = self
    finding.others = nil
    finding.checks = nil
    guard let last = subject.links.indices.last else { return finding }
    let isFirst = subject.links[last].id == entry.id
    finding.subject.links[last].id = entry.id
    finding.subject.links[last].name = entry.name
    if isFirst { return finding }
    finding.id = Fingerprint.findingID(
      rule: rule, subject: finding.subject.path, causeCode: causeCode)
    finding.locations = entry.location.map { [$0] } ?? []
    finding.derivation.move(
      from: locations.first, to: entry.location, root: subject.level.rawValue + ".")
    return finding
  }

  /// The same finding without what tells its subject from others of its kind: what findings have in
  /// common that can be told as one. `nil` for what is told by itself.
  package var common: Finding? {
    guard verdict == .undetermined, checks == nil, count == nil,
      let last = subject.links.indices.last, subject.links[last].id != nil,
      subject.level == .system || subject.level == .dataset
    else { return nil }
    var finding = self
    finding.id = ""
    finding.subject.links[last].id = ""
    finding.subject.links[last].name = nil
    finding.locations = []
    finding.derivation.move(from: nil, to: nil, root: "")
    return finding
  }
}

extension Derivation {
  /// Moves what stands at one place, and is of a subject, to another.
  ///
  /// - Parameter root: What the paths of the facts of the subject begin with. Of those that stand elsewhere
  ///   in it the place is not known.
  fileprivate mutating func move(from old: Location?, to new: Location?, root: String) {
    func moved(_ location: Location?, _ path: String) -> Location? {
      if let old, location == old { return new }
      return path.utf8.starts(with: root.utf8) ? nil : location
    }
    for index in facts.indices {
      facts[index].location = moved(facts[index].location, facts[index].path)
    }
    for index in missing.indices {
      missing[index].location = moved(missing[index].location, missing[index].path)
    }
  }
}

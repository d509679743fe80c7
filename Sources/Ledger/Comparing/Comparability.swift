public import Findings
public import Results

/// How two results differ in what they were made with, and so which of their findings can be set
/// against each other.
public struct Comparability: Hashable, Sendable {
  /// Something that differs.
  public struct Difference: Hashable, Sendable {
    /// What differs.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
      case packAdded = "pack-added"
      case packRemoved = "pack-removed"
      case packChanged = "pack-changed"
      case fewerRules = "fewer-rules"
      case profile, linking, tool
      /// What tells records apart differs, or one of the two does not say.
      case identities
      /// One of the two does not say which records it looked at, only how many.
      case records
      /// The earlier result is of a version that hid all identities under a key.
      case hiddenIdentities = "hidden-identities"
      /// One of the two does not say which checks it made.
      case extent
      case beforeIncomplete = "before-incomplete"
      case afterIncomplete = "after-incomplete"
      /// The facts after the change are of an earlier day than those before it.
      case olderAfter = "older-after"
      /// The days differ, and nothing tells what time did from what the change did.
      case days
    }

    /// What differs.
    public var kind: Kind
    /// The pack's name; empty for what is not about a pack.
    public var subject: String
    /// What it was.
    public var before: String
    /// What it is.
    public var after: String

    /// States a difference.
    public init(_ kind: Kind, _ subject: String = "", before: String = "", after: String = "") {
      self.kind = kind
      self.subject = subject
      self.before = before
      self.after = after
    }
  }

  /// What differs, packs first, in order of name.
  public var differences: [Difference]
  private let comparablePacks: Set<String>
  private let hasComparableRecords: Bool
  private let showsIdentifiers: Bool
  private let isAnyComparable: Bool

  /// Sets what two results were made with against each other.
  public init(_ before: CheckResult, _ after: CheckResult) {
    var differences: [Difference] = []
    comparablePacks = Self.comparePacks(before.header, after.header, &differences)
    hasComparableRecords =
      before.header.isLinked == after.header.isLinked
      && before.header.identifiesRecords(as: after.header)
    showsIdentifiers = before.header.showsPersonalData || after.header.showsPersonalData
    isAnyComparable = !before.header.hidesIdentities && !after.header.hidesIdentities
    if !isAnyComparable { differences.append(Difference(.hiddenIdentities)) }
    Self.compareOthers(before.header, after.header, &differences)
    for (name, result) in [("earlier", before), ("later", after)] where result.extent == nil {
      if (before.extent == nil) != (after.extent == nil) {
        differences.append(Difference(.extent, before: name))
      }
    }
    if hasComparableRecords, let old = before.extent, let new = after.extent,
      !old.tellsRecords(new)
    {
      differences.append(Difference(.records))
    }
    if let older = Self.olderFacts(before, after) { differences.append(older) }
    if !before.isWhole { differences.append(Difference(.beforeIncomplete)) }
    if !after.isWhole { differences.append(Difference(.afterIncomplete)) }
    self.differences = differences
  }

  /// That the facts of the later result are of an earlier day: then the two are most likely given the
  /// wrong way round, or an old file was sent again. Days known in part are compared as far as both go.
  private static func olderFacts(_ before: CheckResult, _ after: CheckResult) -> Difference? {
    guard let old = before.inputs.compactMap(\.extracted).max(),
      let new = after.inputs.compactMap(\.extracted).max()
    else { return nil }
    let length = min(old.utf8.count, new.utf8.count)
    guard new.prefix(length) < old.prefix(length) else { return nil }
    return Difference(.olderAfter, before: old, after: new)
  }

  /// Whether a finding of one result can be expected to have the same identity in the other: its
  /// pack is the same to the byte, and records are linked and named in the same way.
  public func isComparable(_ finding: Finding) -> Bool {
    guard isAnyComparable, comparablePacks.contains(finding.pack) else { return false }
    return hasComparableRecords || !finding.subject.mayBePrivate(isShown: showsIdentifiers)
  }

  /// Whether a rule is the same to the byte in both.
  func hasSameRule(_ rule: String) -> Bool {
    comparablePacks.contains(rule.split(separator: "/").first.map(String.init) ?? rule)
  }

  private static func comparePacks(
    _ before: Header, _ after: Header, _ differences: inout [Difference]
  ) -> Set<String> {
    let names = Set(before.packs.map(\.name) + after.packs.map(\.name))
    var comparable: Set<String> = []
    for name in names.sorted() {
      let old = before.packs.first { $0.name == name }
      let new = after.packs.first { $0.name == name }
      guard let old else {
        differences.append(Difference(.packAdded, name, after: new?.version ?? ""))
        continue
      }
      guard let new else {
        differences.append(Difference(.packRemoved, name, before: old.version))
        continue
      }
      if new.rules < old.rules {
        differences.append(
          Difference(.fewerRules, name, before: String(old.rules), after: String(new.rules)))
      }
      if old.digest == new.digest, old.version == new.version {
        comparable.insert(name)
      } else {
        differences.append(
          Difference(.packChanged, name, before: old.version, after: new.version))
      }
    }
    return comparable
  }

  /// A profile in words, with its digest where the result carries it.
  private static func profile(_ header: Header) -> String {
    guard let path = header.profile else { return "none" }
    return header.profileDigest.map { "\(path), sha256 \($0)" } ?? path
  }

  private static func compareOthers(
    _ before: Header, _ after: Header, _ differences: inout [Difference]
  ) {
    func compare(_ kind: Difference.Kind, _ old: String, _ new: String) {
      if old != new { differences.append(Difference(kind, before: old, after: new)) }
    }
    compare(.profile, profile(before), profile(after))
    compare(.linking, before.isLinked ? "on" : "off", after.isLinked ? "on" : "off")
    compare(.identities, before.identityInWords, after.identityInWords)
    compare(.tool, before.toolVersion, after.toolVersion)
  }
}

extension Comparability.Difference {
  /// The difference in one sentence.
  public var message: String {
    switch kind {
    case .packAdded: "the pack \"\(subject)\" \(after) was not used before"
    case .packRemoved: "the pack \"\(subject)\" \(before) is not used any more"
    case .packChanged where before == after:
      "the pack \"\(subject)\" has other content under the same version \(before)"
    case .packChanged: "the pack \"\(subject)\" went from version \(before) to \(after)"
    case .fewerRules: "\(after) rules of the pack \"\(subject)\" are used, \(before) were before"
    case .profile: "the profile was \(before) and is \(after)"
    case .linking: "linking of records was \(before) and is \(after)"
    case .identities:
      "records were told apart by \(before) and are by \(after): findings on records and people "
        + "are not compared"
    case .records:
      "the results do not say which records they looked at, only how many: records that went while as "
        + "many came do not show; check both under one CUSTOS_PSEUDONYM_KEY"
    case .hiddenIdentities:
      "a result of an earlier version hid all identities under a key: no finding is compared; make "
        + "it again"
    case .extent: "the \(before) result does not say which checks it made"
    case .tool: "the version of custos was \(before) and is \(after)"
    case .beforeIncomplete: "the earlier result is incomplete"
    case .afterIncomplete: "the later result is incomplete"
    case .olderAfter:
      "the facts after the change are of \(after), before those of \(before) that they are compared with: "
        + "the two may be given the wrong way round"
    case .days:
      "the earlier result is as of \(before), the later as of \(after): what time did is not known"
    }
  }
}

extension CheckResult {
  /// The result with its findings in order, so that going through them again sorts nothing.
  var inOrder: CheckResult {
    var result = self
    result.findings.sort()
    return result
  }

  /// Whether every input was read whole and without errors.
  var isWhole: Bool { summary.errors == 0 && inputs.allSatisfy(\.isComplete) }
}

extension Header {
  /// Whether findings on records have the same identities as in a result with another header.
  func identifiesRecords(as other: Header) -> Bool {
    recordIdentity == other.recordIdentity && hasPseudonyms == other.hasPseudonyms
      && (recordIdentity != nil || showsPersonalData == other.showsPersonalData)
  }

  /// Whether a version made it that hid the identities of all findings under a key, of which nothing
  /// tells which it was.
  var hidesIdentities: Bool { hasPseudonyms && recordIdentity == nil }

  /// How records are told apart, in words.
  var identityInWords: String {
    switch recordIdentity {
    case nil: hasPseudonyms ? "a key of which no mark is known" : "means that are not known"
    case "facts": "the facts shown, without a key"
    case "shown": "their identifiers, which are shown"
    case let identity?: "the \(identity)"
    }
  }
}

extension Extent {
  /// Whether this and a later one tell which records of datasets they looked at.
  fileprivate func tellsRecords(_ later: Extent) -> Bool {
    let marked = Set(later.places.filter { $0.population?.marks != nil }.map(\.path))
    return places.allSatisfy { place in
      guard let population = place.population, population.records > 0 else { return true }
      return population.marks != nil
        && (marked.contains(place.path)
          || !later.places.contains { $0.path == place.path && $0.population?.records ?? 0 > 0 })
    }
  }
}

extension Subject {
  /// Whether the identity of a finding on it may hang on a key.
  ///
  /// - Parameter isShown: Whether identifiers of people are shown; then nothing tells items that
  ///   name people from others.
  func mayBePrivate(isShown: Bool) -> Bool {
    links.contains { link in
      switch link.level {
      case .record: return true
      case .item: return isShown || link.id.map { Self.isPseudonym($0, kind: link.kind) } ?? true
      case .organisation, .system, .dataset, .holding: return false
      }
    }
  }

  /// Whether an identifier has the form of a pseudonym, such as `request-3f2a90bc41d7`.
  private static func isPseudonym(_ id: String, kind: String) -> Bool {
    guard id.hasPrefix(kind + "-") else { return false }
    let digits = id.dropFirst(kind.count + 1)
    return digits.utf8.count == 12 && digits.allSatisfy(\.isHexDigit)
  }
}

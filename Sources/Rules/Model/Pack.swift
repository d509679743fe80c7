public import CivilTime
public import Findings
public import YAMLTree

/// Rules that belong together, with the documents they rest on.
public struct Pack: Sendable {
  /// A document that rules cite.
  public struct Source: Hashable, Sendable {
    /// Its key in the pack.
    public var key: String
    /// Its title.
    public var title: String
    /// Its edition or date.
    public var edition: String?
    /// Where it is published.
    public var url: String?
    /// When rules were last compared with it.
    public var checked: CivilDate?
    /// How well it is known.
    public var evidence: Evidence
    /// Where it was read, if not at ``url``.
    public var readAt: String?
    /// What was read, in our own words.
    public var note: String?
  }

  /// A choice that is left to the organisation.
  public struct Parameter: Hashable, Sendable {
    /// The kind of value.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
      case string, bool, int, period, date, strings
    }
    /// Its name.
    public var name: String
    /// What it holds.
    public var kind: Kind
    /// What it means.
    public var describe: String
    /// The values that are allowed; empty for any.
    public var allowed: [String]
    /// The code list whose words are allowed; `nil` for none.
    public var codes: String?
    /// The least and the most that a number may be; `nil` for any.
    public var least: Int?
    public var most: Int?
    /// The value unless the profile chooses; `nil` leaves checks undetermined until it does.
    public var defaultValue: Node?
    /// How well the default is known; `nil` where there is nothing to know.
    public var evidence: Evidence?
    /// The source that gives the default, by its key in the pack.
    public var source: String?
    /// The clause of the source.
    public var at: String?
    /// Where it is in the file.
    public var line: Int
  }

  /// What counts for a person across systems.
  public struct Linking: Hashable, Sendable {
    /// The kinds of record that count; those of a victim or a witness do not.
    public var recordKinds: [String] = []
    /// The kinds of event that count, where records give events.
    public var events: [String] = []
    /// The kinds of event that count where a parameter says so.
    public var choices: [Choice] = []
    /// The reasons of a disposal that say that a record should never have counted.
    public var voidReasons: [String] = []

    /// A kind of event that a parameter decides about.
    public struct Choice: Hashable, Sendable {
      /// The kind of event.
      public var event: String
      /// The parameter.
      public var parameter: String
    }
  }

  /// Its name, the folder's.
  public var name: String
  /// What it covers.
  public var title = ""
  /// Its version.
  public var version = ""
  /// The jurisdictions it applies in; empty for all.
  public var jurisdictions: [String] = []
  /// The codes of the places whose organisations it applies to, those within its jurisdictions
  /// among them; empty for all.
  var places: Set<String> = []
  /// The kinds of organisation it applies to; empty for all.
  public var appliesTo: [String] = []
  /// Whom it concerns only for what they process under certain regimes; `nil` where there is nobody.
  public var regimeScope: RegimeScope?
  /// The classes of records whose own law it is, by their codes in a schedule.
  public var lawOf: [String] = []
  /// Whether its rules are about form, such as owners and registers, and none is of the law about a
  /// class of data.
  public var isOfForm = false
  /// How long a comparison with a source counts; `nil` for ever.
  public var recheck: Period?
  /// The documents.
  public var sources: [Source] = []
  /// The choices.
  public var parameters: [Parameter] = []
  /// What counts for a person across systems.
  public var linking = Linking()
  /// Named values that its rules share.
  public var lets: [Rule.Let] = []
  /// Competing sources that its rules share, by name.
  public var precedence: [String: CompetingSource] = [:]
  /// What provisions say limb by limb where a named value of the pack answers for all rules, or
  /// where nothing can.
  public var limbs: [Rule.Limb] = []
  /// Citations that its rules share, by name.
  public var citations: [String: [Rule.Cite]] = [:]
  /// What its law asks article by article, and how far rules check it.
  public var articles: [Article] = []
  /// The rules in order of identifier.
  public var rules: [Rule] = []
  /// The file that describes it.
  public var path: String
  /// The words of code lists that its file uses.
  var words: [WordUse] = []
  /// Its files in order of name.
  var files: [RuleFile] = []

  init(name: String, path: String) {
    self.name = name
    self.path = path
  }

  /// SHA-256 over the names and trees of its files without examples and limbs, in hexadecimal.
  ///
  /// Comments, layout, examples and limbs do not change it. Computed at each call.
  public var digest: String {
    let forms = files.map { "\($0.name)\n\(NodeCoding.encode($0.root.core))\n" }
    return Fingerprint.hexadecimal(of: forms.joined())
  }

  /// The source of a key.
  public func source(_ key: String) -> Source? { sources.first { $0.key == key } }

  /// Whether the pack is for an organisation of a kind in a jurisdiction; `nil`, not known, is yes.
  public func applies(toKind kind: String?, in jurisdiction: String?) -> Bool {
    let isKind = kind.map { appliesTo.isEmpty || appliesTo.contains($0) } ?? true
    let isPlace =
      jurisdiction.map {
        jurisdictions.isEmpty || jurisdictions.contains($0) || places.contains($0)
      } ?? true
    return isKind && isPlace
  }

  /// Whether it is for some organisation of a kind in a jurisdiction whatever is not known of it.
  public func certainlyApplies(toKind kind: String?, in jurisdiction: String?) -> Bool {
    (kind != nil || appliesTo.isEmpty) && (jurisdiction != nil || jurisdictions.isEmpty)
      && applies(toKind: kind, in: jurisdiction)
  }
}

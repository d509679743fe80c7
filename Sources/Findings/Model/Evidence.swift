/// How well it is known that a document says what a rule takes from it.
public struct Evidence: Hashable, Sendable {
  /// A kind of evidence, from the best to the weakest.
  public enum Grade: String, Hashable, Sendable, CaseIterable {
    /// Somebody read the figure in the binding text in force.
    case read
    /// Somebody read the figure in an earlier edition, or in the same text of another country.
    case readOtherEdition = "read-other-edition"
    /// A court, a parliament or an official body states it.
    case quoted
    /// Organisations publish that they work by it.
    case practice
    /// Somebody else writes that it is so.
    case secondary
    /// Nobody read it.
    case unread
    /// A readable source says something else.
    case disputed

    /// Whether a finding on this evidence counts without being confirmed.
    public var counts: Bool {
      switch self {
      case .read, .readOtherEdition, .quoted: true
      case .practice, .secondary, .unread, .disputed: false
      }
    }
  }

  /// The kind of evidence that the rules give.
  public var grade: Grade
  /// How many organisations publish the practice; `nil` where nobody counted.
  public var publications: Int?
  /// The source that says something else, and what it says.
  public var differs: String?
  /// Who confirmed the figure for the organisation, when and in which edition.
  public var confirmation: String?

  /// Evidence of a grade.
  public init(
    _ grade: Grade, publications: Int? = nil, differs: String? = nil, confirmation: String? = nil
  ) {
    self.grade = grade
    self.publications = publications
    self.differs = differs
    self.confirmation = confirmation
  }

  /// Whether a finding that rests on it counts; otherwise it is provisional.
  public var counts: Bool { confirmation != nil || grade.counts }

  /// What it is, as a reader wants it.
  public var inWords: String {
    if let confirmation { return "\(gradeInWords), confirmed by \(confirmation)" }
    return gradeInWords
  }

  private var gradeInWords: String {
    switch grade {
    case .read: return "read in the document"
    case .readOtherEdition: return "read in another edition of the document"
    case .quoted: return "quoted by a court, a parliament or an official body"
    case .practice:
      guard let publications else { return "published practice" }
      return publications == 1
        ? "published practice of 1 organisation"
        : "published practice of \(publications) organisations"
    case .secondary: return "known from a secondary source only"
    case .unread: return "not read in the document"
    case .disputed: return "disputed" + (differs.map { ": \($0)" } ?? "")
    }
  }

  /// Whether it is the weaker of two: what does not count is weaker than what does.
  public func isWeaker(than other: Evidence) -> Bool {
    guard counts == other.counts else { return !counts }
    return rank > other.rank
  }

  private var rank: Int { Grade.allCases.firstIndex(of: grade) ?? 0 }
}

extension Sequence<Evidence> {
  /// The weakest, the first of several; `nil` where there is none.
  public var weakest: Evidence? {
    reduce(nil) { weakest, next in
      guard let weakest else { return next }
      return next.isWeaker(than: weakest) ? next : weakest
    }
  }
}

extension Finding {
  /// The weakest evidence among the places that its rule cites and the rows and defaults it used;
  /// `nil` where it rests on nothing but the organisation's own choices.
  public var evidence: Evidence? {
    (citations.map(\.evidence) + derivation.bases.compactMap(\.evidence)).weakest
  }
}

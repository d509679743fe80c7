/// A field of the vocabulary: what the model, the readers, the schemas and the rules know of it.
public struct FieldDefinition: Sendable {
  /// What a field holds, and so how it is spelt.
  public indirect enum Kind: Sendable {
    /// Text on one line: an attribute in XML.
    case text
    /// Free text: a child element in XML.
    case prose
    /// A lower-kebab-case code of a code list, named here.
    case code(String)
    /// Codes of a code list: separated by spaces in an XML attribute, an array in JSON.
    case codes(String)
    /// A whole number, zero or more.
    case integer
    /// `true` or `false`; in XML also `1` or `0`.
    case boolean
    /// A civil day, or a year or month where the day is not known.
    case date
    /// A point in time, RFC 3339 with an offset.
    case instant
    /// An ISO 8601 calendar period, or `indefinite`.
    case period
    /// One nested object: a child element in XML.
    case object(ObjectDefinition)
    /// Nested objects: repeated child elements in XML, named in the singular; an array in JSON.
    case objects(ObjectDefinition, singular: String)
  }

  /// What it means that a field is not given.
  public enum Absence: Hashable, Sendable {
    /// Nobody said: a check that needs it is undetermined.
    case unknown
    /// There is none: nothing was disposed of, no hold, no review; a count is zero.
    case none
    /// There is none in a record that lacks it; but where no record of a dataset gives it, the
    /// extract has no such column, and nobody said.
    case noneBesideOthers
    /// There are none where the list of this name beside it is given; where neither is, nobody said.
    case noneBeside(String)
  }

  /// What the text of a field names.
  public enum Reference: Sendable, Equatable {
    /// An organisation of the inventory.
    case organisation
    /// An organisation of the inventory that controls the system.
    case controller
    /// A system.
    case system
    /// The dataset that a dataset is a copy of: another one, of the same class and regime, which is
    /// no copy of the first in turn.
    case original
    /// A hold of an organisation that answers for the subject.
    case hold
    /// A class of records: a row of the schedule, or of an organisation's own.
    case recordClass
    /// A class of records that a published schedule or a dataset has, or that is said to be the
    /// organisation's own.
    case ownClass
    /// A class of records that a document of an organisation lists; one that no dataset has, and that is
    /// like none in spelling, is one of its own.
    case listedClass
    /// What a hold covers: a system, a dataset or a class of records.
    case scope
    /// An appropriate policy document of an organisation that answers for the system, for its regime.
    case policyDocument
    /// An entry of the record of processing of an organisation that answers for the system, for its
    /// regime.
    case processingRecord
    /// A role that may approve disposals, of an organisation that answers for the dataset.
    case approver
    /// A class of records, or an order in words of its own; only what looks like a misspelling of a
    /// class names nothing.
    case disposalAuthority
    /// A key that links people; only what looks like a misspelling of another system's names nothing.
    case linkKey
  }

  /// How far a value may be shown.
  public enum Privacy: Sendable {
    /// Anybody may see it.
    case open
    /// It tells something about a person and is masked.
    case personal
    /// It points to a person or a person's record and is replaced by a pseudonym.
    case identifying
  }

  /// What an organisation can do about a field where a rule is not met.
  ///
  /// A fix is only looked for among these: a fact about the past can be recorded where it is
  /// missing, but not changed.
  public enum Change: Sendable, Equatable {
    /// It tells what is or was.
    case none
    /// The organisation decides it and can decide otherwise.
    case setting
    /// The day of something that is done once and can still be done, such as `dispose of it`.
    case deed(String)
    /// The day on which something was last done that can be done again, such as `review it`.
    case renewal(String)
    /// The day by which something is to be done again, and which is then set anew.
    case nextDay(String)
    /// A count that work brings down, such as `dispose of records`.
    case falling(String)
    /// A count that work brings up.
    case rising(String)
  }

  /// The name in JSON, in XML attributes and in conditions; lowerCamelCase.
  public let name: String
  /// What people call it, such as `last event`: a noun phrase that is clear in its object, in lower
  /// case but for names. Reports show it before the path.
  public let label: String
  /// What it holds.
  public let kind: Kind
  /// What its absence means.
  public let absence: Absence
  /// How far it may be shown.
  public let privacy: Privacy
  /// What can be done about it.
  public let change: Change
  /// Whether what is done about it makes records go: a disposal, fewer of them, or a shorter period.
  public let endsRecords: Bool
  /// What its text, or each text of its list, names.
  public let refersTo: Reference?
  /// The numbers that may stand there; `nil` for any, from zero on.
  public let range: ClosedRange<Int64>?
  /// The most years that a period of it can be; `nil` for any.
  public let mostYears: Int?
  /// Whether it tells what has happened, so that it cannot lie after the day of a check.
  public let isPast: Bool
  /// The fields beside it that it cannot be before, if days, or smaller than, if counts or periods.
  public let notBelow: [String]
  /// One sentence for the reference page, the schemas and messages.
  public let summary: String

  init(
    _ name: String, _ label: String, _ kind: Kind, _ summary: String, absence: Absence = .unknown,
    privacy: Privacy = .open, change: Change = .none, endsRecords: Bool = false,
    refersTo: Reference? = nil, range: ClosedRange<Int64>? = nil, mostYears: Int? = nil,
    isPast: Bool = false, notBelow: [String] = []
  ) {
    self.name = name
    self.label = label
    self.kind = kind
    self.absence = absence
    self.privacy = privacy
    self.change = change
    self.endsRecords = endsRecords
    self.refersTo = refersTo
    self.range = range
    self.mostYears = mostYears
    self.isPast = isPast || kind.isDay && change.isRenewal
    self.notBelow = notBelow
    self.summary = summary
  }
}

extension FieldDefinition.Absence {
  /// What it means, in words.
  public var words: String {
    switch self {
    case .unknown: "unknown"
    case .none: "none"
    case .noneBesideOthers: "none beside others"
    case .noneBeside(let list): "none beside \(list)"
    }
  }
}

extension FieldDefinition.Kind {
  /// Whether it holds a day or a point in time.
  var isDay: Bool {
    switch self {
    case .date, .instant: true
    default: false
    }
  }
}

extension FieldDefinition.Change {
  /// Whether the field tells when something was last done.
  fileprivate var isRenewal: Bool {
    if case .renewal = self { true } else { false }
  }
}

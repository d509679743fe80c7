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
  public enum Absence: Sendable {
    /// Nobody said: a check that needs it is undetermined.
    case unknown
    /// There is none: nothing was disposed of, no hold, no review; a count is zero.
    case none
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
  /// What it holds.
  public let kind: Kind
  /// What its absence means.
  public let absence: Absence
  /// How far it may be shown.
  public let privacy: Privacy
  /// What can be done about it.
  public let change: Change
  /// One sentence for the reference page, the schemas and messages.
  public let summary: String

  init(
    _ name: String, _ kind: Kind, _ summary: String, absence: Absence = .unknown,
    privacy: Privacy = .open, change: Change = .none
  ) {
    self.name = name
    self.kind = kind
    self.absence = absence
    self.privacy = privacy
    self.change = change
    self.summary = summary
  }
}

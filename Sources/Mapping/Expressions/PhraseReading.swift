/// What reads the phrases of registers, such as "6 years + current".
public struct PhraseReading: Sendable {
  /// The rules of retention that a phrase states, each as fields of the vocabulary's retention with
  /// their texts; `nil` where it is not understood.
  public var retention: @Sendable (String) -> [[(field: String, text: String)]]?
  /// The period that a text states, as ISO 8601 or `indefinite`; `nil` where it is not understood.
  public var period: @Sendable (String) -> String?

  /// Reads with functions.
  public init(
    retention: @escaping @Sendable (String) -> [[(field: String, text: String)]]?,
    period: @escaping @Sendable (String) -> String?
  ) {
    self.retention = retention
    self.period = period
  }

  /// Understands nothing.
  public static let none = PhraseReading(retention: { _ in nil }, period: { _ in nil })
}

/// The declared shape of an object: named, typed fields in a fixed order.
///
/// Selecting a field of a declared object is a load from a slot known at compile time. The host
/// lays an object out as one ``Value`` for each field, in this order.
public struct StructType: Hashable, Sendable {
  /// A field of the shape.
  public struct Field: Hashable, Sendable {
    /// Its name, as conditions write it.
    public let name: String
    /// Its type.
    public let type: CELType
    /// What to write instead, where an expression may not select the field.
    public var whatInstead: String?
    /// The words of which it is one, or of which its texts are; `nil` for any text.
    public var words: WordList?
    /// The numbers that it can be; `nil` for any.
    public var numbers: ClosedRange<Int64>?

    /// Declares a field.
    public init(_ name: String, _ type: CELType) {
      self.name = name
      self.type = type
    }
  }

  /// The name of the shape, such as `Dataset`; shown in messages.
  public let name: String
  /// The host's number for the type, which its object values carry.
  public let number: UInt32
  /// The fields in slot order.
  public let fields: [Field]
  private let indices: [String: Int]

  /// Declares a shape.
  ///
  /// - Precondition: No two fields have the same name.
  public init(_ name: String, number: UInt32, fields: [Field]) {
    self.name = name
    self.number = number
    self.fields = fields
    self.indices = Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($1.name, $0) })
  }

  /// The slot of a field; `nil` if the shape has none of that name.
  public func index(of field: String) -> Int? { indices[field] }
}

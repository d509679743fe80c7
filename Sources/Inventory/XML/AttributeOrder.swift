import CLibXML2

/// The attributes of each kind of object, in the order in which they came the last time.
///
/// Names are known by their addresses in the dictionary of the parser.
struct AttributeOrder: ~Copyable {
  /// An attribute at its place in a start tag.
  struct Place {
    /// The name as the parser keeps it; `nil` where none came yet.
    var name: UnsafePointer<xmlChar>?
    /// The field that it gives, one of the first 64.
    var slot: Int
    /// Its bit in the lower half of a ``SlotSet``.
    var bit: UInt64
    var field: UnsafePointer<FieldPlan>
  }

  /// How many attributes of an object are remembered.
  static let most = 32

  private let places: UnsafeMutablePointer<Place>

  init() {
    let count = ShapeTable.shared.shapeCount * Self.most
    places = .allocate(capacity: count)
    let none = ShapeTable.shared.shapes[ShapeTable.inventory].fields
    places.initialize(
      repeating: Place(name: nil, slot: 0, bit: 0, field: none), count: count)
  }

  deinit { places.deallocate() }

  /// The places of the attributes of a kind of object.
  @inline(__always)
  func of(_ shape: Int) -> UnsafeMutablePointer<Place> { places + shape &* Self.most }
}

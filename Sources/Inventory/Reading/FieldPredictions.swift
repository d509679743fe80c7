/// The slots of the fields of each kind of object, in the order in which they came the last time.
///
/// Rows repeat the order of their fields, so the guess is nearly always right.
struct FieldPredictions: ~Copyable {
  /// How many fields of an object are predicted.
  static let most = 32

  private let slots: UnsafeMutablePointer<UInt8>

  init() {
    let count = ShapeTable.shared.shapeCount * Self.most
    slots = .allocate(capacity: count)
    slots.initialize(repeating: 0, count: count)
  }

  deinit { slots.deallocate() }

  /// The slot that is expected; it may be past the fields of the shape.
  @inline(__always)
  subscript(shape: Int, index: Int) -> UInt8 { slots[shape &* Self.most &+ index] }

  func set(_ shape: Int, _ index: Int, _ slot: Int) {
    slots[shape * Self.most + index] = UInt8(slot)
  }
}

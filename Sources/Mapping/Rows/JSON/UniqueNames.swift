/// Tells whether an object has a name twice, without memory for each object.
///
/// The bytes of the names of an object have to stay where they are until its end.
final class UniqueNames {
  private struct Slot {
    /// The object that the name was last met in.
    var object: UInt32 = 0
    var count: Int32 = 0
    var start: UnsafePointer<UInt8>?
  }

  private static let size = 1_024
  /// The most names of an object that are told apart.
  private static let most = 512

  private let slots: UnsafeMutablePointer<Slot>
  private var object: UInt32 = 0
  private var count = 0

  init() {
    slots = .allocate(capacity: Self.size)
    slots.initialize(repeating: Slot(), count: Self.size)
  }

  deinit { slots.deallocate() }

  /// Begins an object, and forgets the names of the one before.
  @inline(__always)
  func begin() {
    if object == .max {
      slots.update(repeating: Slot(), count: Self.size)
      object = 0
    }
    object &+= 1
    count = 0
  }

  /// Adds a name.
  ///
  /// - Returns: Whether the object did not have it; `false` also where there are too many to tell.
  @inline(__always)
  func insert(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    count &+= 1
    guard count <= Self.most else { return false }
    var place = Self.hash(name) & (Self.size &- 1)
    while slots[place].object == object {
      if Self.isSame(slots[place], name) { return false }
      place = (place &+ 1) & (Self.size &- 1)
    }
    slots[place] = Slot(
      object: object, count: Int32(truncatingIfNeeded: name.count), start: name.baseAddress)
    return true
  }

  @inline(__always)
  private static func isSame(_ slot: Slot, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    guard Int(slot.count) == name.count else { return false }
    guard let start = slot.start else { return name.isEmpty }
    for index in name.indices where start[index] != name[index] { return false }
    return true
  }

  @inline(__always)
  private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    // The ends of names of one kind differ, and their beginnings mostly do not.
    for byte in name.suffix(12) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: hash ^ hash >> 29)
  }
}

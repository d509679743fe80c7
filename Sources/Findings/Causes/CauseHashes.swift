/// The causes that a finding may share with others, the most telling first, by the hashes of their
/// keys; 0 where there are fewer.
package struct CauseHashes: Hashable, Sendable {
  package var first: UInt64 = 0
  package var second: UInt64 = 0
  package var third: UInt64 = 0

  /// No causes.
  package static let none = CauseHashes()

  package init() {}

  init(_ keys: [CauseKey]) {
    precondition(keys.count <= 3, "a finding names more causes than are kept")
    if keys.count > 0 { first = keys[0].hash }
    if keys.count > 1 { second = keys[1].hash }
    if keys.count > 2 { third = keys[2].hash }
  }

  /// The hashes that there are.
  package var all: [UInt64] { [first, second, third].filter { $0 != 0 } }
}

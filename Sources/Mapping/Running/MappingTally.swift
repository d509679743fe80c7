import Inventory

/// Counts what a mapping reads.
struct MappingTally {
  /// How many rows each block had.
  var rows: [Int]
  /// How many rows became objects of each level, by the name of their list.
  var levels: [(name: String, count: Int)] = []
  /// How many values were given.
  var values = 0
  /// The members and columns of rows that nothing refers to.
  var unused: [String] = []

  init(blocks: Int) { rows = Array(repeating: 0, count: blocks) }

  mutating func count(_ level: String) {
    if let index = levels.firstIndex(where: { $0.name == level }) {
      levels[index].count += 1
    } else {
      levels.append((level, 1))
    }
  }
}

import Inventory

/// Counts what a mapping reads.
struct MappingTally {
  /// How many rows each block had.
  var rows: [Int]
  /// How many values were given.
  var values = 0
  /// The members and columns of rows that nothing refers to.
  var unused: [String] = []

  init(blocks: Int) { rows = Array(repeating: 0, count: blocks) }

  /// How many rows became objects of each level, by the name of their list.
  func levels(of root: CompiledBlock) -> [(level: String, count: Int)] {
    var levels: [(level: String, count: Int)] = []
    var pending = root.blocks
    while !pending.isEmpty {
      let block = pending.removeFirst()
      pending += block.blocks
      let count = rows[block.number]
      guard block.role != .object, count > 0 else { continue }
      let name = block.definition.name.lowercased() + "s"
      if let index = levels.firstIndex(where: { $0.level == name }) {
        levels[index].count += count
      } else {
        levels.append((name, count))
      }
    }
    return levels
  }

  /// The counts of a reading of rows with those of the facts that were read before.
  func joined(with facts: MappingTally) -> MappingTally {
    var all = facts
    for (index, count) in rows.enumerated() { all.rows[index] = max(facts.rows[index], count) }
    all.values = max(facts.values, values)
    for name in unused where !all.unused.contains(name) { all.unused.append(name) }
    return all
  }
}

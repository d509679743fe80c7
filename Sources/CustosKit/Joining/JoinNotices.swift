import Diagnostics
import Inventory
import Results

/// Says which systems of different inputs did not meet.
///
/// Inputs in our own form are often parts of one inventory on purpose, so that only those are looked at
/// which a mapping reads: a register and a CMDB are each thought to be whole.
enum JoinNotices {
  /// How many names a notice shows.
  private static let mostNames = 10

  static func all(_ tree: InventoryTree) -> [Diagnostic] {
    let holders = tree.files.indices.filter { file in
      tree.systems.contains { $0.files.contains(file) }
    }
    guard holders.count > 1 else { return [] }
    return holders.filter { tree.files[$0].format == .mapped }.flatMap { file -> [Diagnostic] in
      let here = tree.systems.filter { $0.files.contains(file) }
      let alone = here.filter { $0.files.allSatisfy { $0 == file } }
      let missing = tree.systems.filter { !$0.files.contains(file) }
      let path = tree.files[file].path
      return [
        notice(alone, of: here.count, in: path, tree, "of \(path) meet no system of another input"),
        notice(missing, of: missing.count, in: path, tree, "of other inputs are not in \(path)"),
      ].compactMap(\.self)
    }
  }

  private static func notice(
    _ systems: [InventoryNode], of total: Int, in path: String, _ tree: InventoryTree,
    _ words: String
  ) -> Diagnostic? {
    guard let first = systems.first else { return nil }
    let names = systems.prefix(mostNames).map { "\"\($0.name)\"" }.joined(separator: ", ")
    let more = systems.count > mostNames ? ", …" : ""
    return Diagnostic(
      .notice, "join.unmatched", at: tree.position(of: first.object.mark),
      "\(counted(systems.count, "system", "systems")) \(words): \(names)\(more)",
      hint:
        "a name that is spelt in two ways is two systems; join: name in a mapping compares names")
  }
}

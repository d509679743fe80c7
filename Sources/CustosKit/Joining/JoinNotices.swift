import Diagnostics
import Inventory
import Mapping
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
    // Answers name the systems that they are about, and are no list of systems.
    let lists = holders.filter { tree.files[$0].format == .mapped && !tree.files[$0].fillsGaps }
    return ambiguous(tree, lists)
      + lists.flatMap { file -> [Diagnostic] in
        let here = tree.systems.filter { $0.files.contains(file) }
        let alone = here.filter { $0.files.allSatisfy { $0 == file } }
        let missing = tree.systems.filter { !$0.files.contains(file) }
        let path = tree.files[file].path
        return [
          notice(alone, tree, "of \(path)", ("meets", "meet"), "no system of another input"),
          notice(missing, tree, "of other inputs", ("is", "are"), "not in \(path)"),
        ].compactMap(\.self)
      }
  }

  /// Says which names several systems have, so that a system of another input meets none of them.
  private static func ambiguous(_ tree: InventoryTree, _ lists: [Int]) -> [Diagnostic] {
    var groups: [String: [InventoryNode]] = [:]
    for system in tree.systems where !system.name.isEmpty {
      groups[JoinKey.folded(system.name), default: []].append(system)
    }
    return groups.sorted { $0.key < $1.key }.compactMap { _, systems -> Diagnostic? in
      let isListed = systems.contains { $0.files.contains(where: lists.contains) }
      guard systems.count > 1, isListed, Set(systems.flatMap(\.files)).count > 1,
        let last = systems.last
      else { return nil }
      return Diagnostic(
        .notice, "join.ambiguous", at: tree.position(of: last.object.mark),
        "\(systems.count) systems are called \"\(last.name)\"; they did not meet, because a name that "
          + "several have joins none of them",
        hint: "give them one id, or join them by another column",
        related: systems.dropLast().prefix(3).compactMap { tree.position(of: $0.object.mark) }
          .map { .init(at: $0, "another one") })
    }
  }

  private static func notice(
    _ systems: [InventoryNode], _ tree: InventoryTree, _ whose: String,
    _ verb: (one: String, many: String), _ words: String
  ) -> Diagnostic? {
    guard let first = systems.first else { return nil }
    let names = systems.prefix(mostNames).map { "\"\($0.name)\"" }.joined(separator: ", ")
    let more = systems.count > mostNames ? ", …" : ""
    return Diagnostic(
      .notice, "join.unmatched", at: tree.position(of: first.object.mark),
      "\(counted(systems.count, "system", "systems")) \(whose) "
        + "\(systems.count == 1 ? verb.one : verb.many) \(words): \(names)\(more)",
      hint:
        "a name that is spelt in two ways is two systems; join: name in a mapping compares names")
  }
}

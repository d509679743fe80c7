import Diagnostics
import Inventory
import Mapping
import Results

/// The systems that should be in an inventory.
struct Expectation {
  /// A system that is expected.
  private struct Item {
    var name: String
    /// What else it is called: its identifier.
    var id: String?
    var position: SourcePosition

    /// What the systems of the inputs may be called.
    var keys: [String] { [name, id].compactMap(\.self).map { JoinKey.folded($0) } }
  }

  private let path: String
  private var items: [Item] = []

  /// What a request expects; `nil` where it expects nothing.
  static func of(_ request: CheckRequest) throws(ConfigurationFailure) -> Expectation? {
    guard let path = request.expectedPath else { return nil }
    return try Expectation(path, at: request.substitutes[path] ?? path)
  }

  /// Reads which systems are expected: names or ids, one a line, in a table under a head such as
  /// System, in an inventory, or in a document that a built-in mapping reads, such as a CMDB export.
  ///
  /// - Parameters:
  ///   - path: The name that the user gave.
  ///   - place: Where the file is read.
  /// - Throws: What is wrong with the file.
  init(_ path: String, at place: String) throws(ConfigurationFailure) {
    self.path = path
    let bytes: [UInt8]
    do { bytes = try TextFile.readBytes(place).get() } catch {
      throw ConfigurationFailure([error.diagnostic])
    }
    let look = InputLook(head: Array(bytes.prefix(InputLook.headBytes))) { bytes }
    switch look.kind {
    case .inventory, .likelyInventory: items = Self.systems([.bytes(bytes, name: path)])
    case .json, .ndjson, .xml:
      let plan = try InputPlan.make([.bytes(bytes, name: path)], mappings: [])
      items = Self.systems(plan.inputs)
    default:
      let found = look.expectedNames ?? []
      let sheet = look.expectedSheet
      items = found.map { name, line, column in
        Item(
          name: name,
          position: SourcePosition(path: path, line: line, column: column, sheet: sheet))
      }
    }
    guard items.isEmpty else { return }
    throw ConfigurationFailure([
      Diagnostic(
        .error, "join.nothing-expected", at: SourcePosition(path: path, line: 1, column: 1),
        "the file names no system that is expected",
        hint:
          "write the names or ids of systems, one a line, or give a table with the head System, an "
          + "inventory, or an export that a built-in mapping reads")
    ])
  }

  private static func systems(_ inputs: [InventoryInput]) -> [Item] {
    let reader = InventoryReader(inputs)
    _ = reader.read(.structure)
    return reader.tree.systems.compactMap { system in
      reader.tree.position(of: system.object.mark).map {
        Item(name: system.name, id: system.id, position: $0)
      }
    }
  }

  /// The expected systems that an inventory lacks, and those that it has and nobody expects.
  func differences(_ tree: InventoryTree) -> [Diagnostic] {
    let known = Set(tree.systems.flatMap { [JoinKey.folded($0.id), JoinKey.folded($0.name)] })
    let missing = items.filter { known.isDisjoint(with: $0.keys) }.map { item in
      Diagnostic(
        .error, "join.expected-missing", at: item.position,
        "the system \"\(item.name)\" is expected, and no input has it",
        hint: nearestName(to: item.name, among: tree.systems.flatMap { [$0.id, $0.name] })
          .map { "did you mean \"\($0)\"?" } ?? "add the input that describes it")
    }
    let expected = Set(items.flatMap(\.keys))
    let others = tree.systems.filter {
      !expected.contains(JoinKey.folded($0.id)) && !expected.contains(JoinKey.folded($0.name))
    }
    guard let first = others.first else { return missing }
    let names = others.prefix(10).map { "\"\($0.name)\"" }.joined(separator: ", ")
    return missing + [
      Diagnostic(
        .notice, "join.unexpected", at: tree.position(of: first.object.mark),
        "\(counted(others.count, "system is", "systems are")) not among those that \(path) expects: "
          + names + (others.count > 10 ? ", …" : ""))
    ]
  }
}

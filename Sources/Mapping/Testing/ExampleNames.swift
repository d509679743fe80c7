import Diagnostics
import Inventory
import YAMLTree

/// Checks the names in an example: a misspelt column is an empty one, and a misspelt field is one that is
/// always left out.
struct ExampleNames {
  private let mapping: CompiledMapping
  /// What the paths of the example begin at: the first system, or else the first organisation.
  private let subject: ObjectDefinition

  init(_ mapping: CompiledMapping) {
    self.mapping = mapping
    let names = mapping.root.blocks.map(\.definition.name)
    subject =
      names.contains(Vocabulary.system.name) ? Vocabulary.system : Vocabulary.organisation
  }

  /// What is wrong with the names of an example.
  func problems(of example: MappingExample) -> [(message: String, hint: String?)] {
    let gives = example.gives?.members ?? []
    let paths = gives.map(\.key) + example.unknown + example.absent
    let given = gives.flatMap { members(of: $0.value, under: $0.key) }
    return columns(of: example.given) + (paths + given).compactMap(problem)
  }

  /// The paths of the members of an object that an example gives.
  private func members(of node: Node, under path: String) -> [String] {
    switch node.content {
    case .mapping(let entries):
      entries.flatMap { entry in
        let inner = "\(path).\(entry.key)"
        return [inner] + members(of: entry.value, under: inner)
      }
    case .sequence(let items): items.flatMap { members(of: $0, under: path) }
    case .scalar: []
    }
  }

  /// Columns that are nearly one of the mapping's.
  private func columns(
    of given: MappingExample.Given
  ) -> [(message: String, hint: String?)] {
    guard mapping.document.reads.format == .table, case .rows(let rows) = given else { return [] }
    let heads = Set(rows.flatMap { ($0.members ?? []).map(\.key) })
    return heads.sorted().filter { !mapping.columns.contains($0) }.compactMap { head in
      nearestName(to: head, among: mapping.columns.filter { !heads.contains($0) }).map {
        ("the mapping uses no column \"\(head)\"", "did you mean \"\($0)\"?")
      }
    }
  }

  /// What is wrong with a path such as `datasets[0].retention.period`.
  private func problem(of path: String) -> (message: String, hint: String?)? {
    let isWhole = path.hasPrefix("organisations") || path.hasPrefix("systems")
    var current: ObjectDefinition? = isWhole ? Vocabulary.inventory : subject
    for part in path.split(separator: ".") {
      let name = String(part.prefix { $0 != "[" })
      guard let definition = current else {
        return ("\(path) goes into a field that has no parts", nil)
      }
      guard let field = definition.fields.first(where: { $0.name == name }) else {
        let nearest = nearestName(to: name, among: definition.fields.map(\.name))
        return (
          "the vocabulary has no field \"\(name)\" in \(definition.name)",
          nearest.map { "did you mean \"\($0)\"?" }
        )
      }
      switch field.kind {
      case .object(let inner), .objects(let inner, _): current = inner
      default: current = nil
      }
    }
    return nil
  }
}

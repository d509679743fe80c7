import Inventory
import Rules

/// Which fields may be shown, by the path that conditions write; one thread's.
final class Privacy {
  /// What stands for a value that may not be shown.
  static let mask = "[masked]"

  private let showsAll: Bool
  private var masked: [String: Bool] = [:]
  /// How many paths are remembered; those of long lists are many.
  private static let mostPaths = 4_000

  /// - Parameter showsAll: Whether the user asked for personal data to be shown.
  init(showsAll: Bool) { self.showsAll = showsAll }

  /// Whether the value of a path such as `record.born` or `record.events[0].date` may not be shown.
  ///
  /// A path that begins with no variable of a rule, as within a macro, is masked if any object has
  /// a field of its last name that is.
  func isMasked(_ path: String) -> Bool {
    if let known = masked[path] { return known }
    let isMasked = isMasked(path) { $0 != .open }
    if masked.count < Self.mostPaths { masked[path] = isMasked }
    return isMasked
  }

  /// Whether days that follow from any of the paths would give away a day of somebody's life.
  func givesDaysAway(anyOf paths: some Sequence<String>) -> Bool {
    paths.contains { isMasked($0) { $0 == .personal } }
  }

  private func isMasked(
    _ path: String, _ isHidden: (FieldDefinition.Privacy) -> Bool
  ) -> Bool {
    guard !showsAll else { return false }
    let steps = path.split { $0 == "." || $0 == "[" || $0 == "]" || $0 == "?" }.map(String.init)
    guard let root = steps.first, let last = steps.last else { return false }
    guard var definition = Vocabulary.roots[root] else { return Self.maskedNames.contains(last) }
    for step in steps.dropFirst() where Int(step) == nil {
      guard let field = definition.fields.first(where: { $0.name == step }) else { return false }
      if isHidden(field.privacy) { return true }
      guard let child = field.kind.child else { return false }
      definition = child
    }
    return false
  }

  /// Whether any of the paths may not be shown; then nothing computed from them may be.
  func isMasked(anyOf paths: some Sequence<String>) -> Bool {
    paths.contains { isMasked($0) }
  }

  private static let maskedNames: Set<String> = Set(
    Vocabulary.objects.flatMap(\.fields).filter { $0.privacy != .open }.map(\.name))
}

/// The steps of paths such as `record.events[0].date`, each path taken apart once; one thread's.
final class PathSteps {
  /// A step of a path: a field's name or an index.
  struct Step {
    var text: String
    var isIndex: Bool
  }

  private var known: [String: [Step]] = [:]
  /// How many paths are remembered; those of long lists are many.
  private static let mostPaths = 4_000

  func steps(of path: String) -> [Step] {
    if let steps = known[path] { return steps }
    let steps = Self.read(path)
    if known.count < Self.mostPaths { known[path] = steps }
    return steps
  }

  private static func read(_ path: String) -> [Step] {
    var steps: [Step] = []
    for part in path.split(separator: ".") {
      let pieces = part.split(separator: "[")
      for (index, piece) in pieces.enumerated() {
        let text = piece.hasSuffix("]") ? piece.dropLast() : piece
        steps.append(
          Step(text: String(text.drop { $0 == "?" }), isIndex: index > 0 && Int(text) != nil))
      }
    }
    return steps
  }
}

import CEL
import Inventory

/// What is the same of a field whenever the conditions of a rule read it; one thread's.
final class FieldNotes {
  /// A step of a path: a field's name or an index.
  final class Step {
    let text: String
    let index: Int?
    /// The slot of the field in objects of the type that it was looked for last.
    private var last: (type: UInt32, slot: Int?)?

    init(text: String, index: Int?) {
      self.text = text
      self.index = index
    }

    /// The slot of the field in an object; `nil` where it has none.
    func slot(in object: FactObject) -> Int? {
      if let last, last.type == object.type { return last.slot }
      let slot = object.slot(text)
      last = (object.type, slot)
      return slot
    }
  }

  /// The path as conditions write it, such as `record.events[0].date`.
  let path: String
  /// Whether its value may not be shown.
  let isMasked: Bool
  /// Whether it is a field of an element of a list.
  let isOfElement: Bool
  private(set) lazy var steps = Self.steps(of: path)

  init(path: String, privacy: Privacy) {
    self.path = path
    isMasked = privacy.isMasked(path)
    isOfElement = path.utf8.contains(UInt8(ascii: "["))
  }

  private static func steps(of path: String) -> [Step] {
    var steps: [Step] = []
    for part in path.split(separator: ".") {
      let pieces = part.split(separator: "[")
      for (number, piece) in pieces.enumerated() {
        let text = piece.hasSuffix("]") ? piece.dropLast() : piece
        steps.append(
          Step(text: String(text.drop { $0 == "?" }), index: number > 0 ? Int(text) : nil))
      }
    }
    return steps
  }
}

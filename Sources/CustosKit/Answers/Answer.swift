import Inventory

/// One answer of a table of questions that was filled in.
struct Answer {
  /// A cell and its place.
  struct Cell {
    var text = ""
    var line = 0
    var column = 0
  }

  /// What it is about.
  var place = Question.Place()
  /// The fact, without the object that it begins at: `retention.period`.
  var steps: [String]
  /// The kind of object that the fact begins at: `dataset`.
  var root: String
  /// What was answered.
  var answer: Cell
  /// Who answered.
  var by: String
  /// When.
  var on: String

  /// Who answered and when, in words.
  var attribution: String {
    var text = "answered"
    if !by.isEmpty { text += " by \(by)" }
    if !on.isEmpty { text += " on \(on)" }
    return text
  }
}

/// Answers put together by the objects that they are about, in the order of the vocabulary.
final class AnswerNode {
  /// The kind of object.
  let definition: ObjectDefinition
  /// Its identifier; empty for an object that has none.
  let id: Answer.Cell
  /// Answers about its fields, by slot.
  var values: [Int: (answer: Answer, field: FieldDefinition)] = [:]
  /// Objects in its fields, by slot, in the order of the table.
  var children: [Int: [AnswerNode]] = [:]

  init(_ definition: ObjectDefinition, id: Answer.Cell) {
    self.definition = definition
    self.id = id
  }

  /// The object of an identifier in a field, made if it is not there yet.
  func child(_ name: String, id: Answer.Cell) -> AnswerNode? {
    guard let slot = definition.fields.firstIndex(where: { $0.name == name }) else { return nil }
    let child: ObjectDefinition
    switch definition.fields[slot].kind {
    case .object(let object), .objects(let object, _): child = object
    default: return nil
    }
    if let known = children[slot]?.first(where: { $0.id.text == id.text }) { return known }
    let node = AnswerNode(child, id: id)
    children[slot, default: []].append(node)
    return node
  }

  /// The field of a list whose items are called so, such as `requests` for `request`.
  func list(ofItems kind: String) -> String? {
    definition.fields.first { field in
      if case .objects(_, let singular) = field.kind { singular == kind } else { false }
    }?.name
  }
}

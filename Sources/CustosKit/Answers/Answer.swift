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
  var on: Cell
  /// The answer as a day, for a fact that is one.
  var day = AnswerDays.Reading.text("")

  /// Who answered and when, in words.
  var attribution: String {
    var text = "answered"
    if !by.isEmpty { text += " by \(by)" }
    if !on.text.isEmpty { text += " on \(on.text)" }
    return text
  }
}

/// Answers put together by the objects that they are about, in the order of the vocabulary.
final class AnswerNode {
  /// The kind of object.
  let definition: ObjectDefinition
  /// Its identifier or name; empty for an object that has none.
  let id: Answer.Cell
  /// Where the item is in another input that has neither; empty where it has one.
  let target: String
  /// Answers about its fields, by slot.
  var values: [Int: (answer: Answer, field: FieldDefinition)] = [:]
  /// Objects in its fields, by slot, in the order of the table.
  var children: [Int: [AnswerNode]] = [:]

  init(_ definition: ObjectDefinition, id: Answer.Cell, target: String = "") {
    self.definition = definition
    self.id = id
    self.target = target
  }

  /// The slot of the field that says which item of a list it is: the identifier, or the name.
  var identitySlot: Int? {
    let fields = definition.fields
    return fields.firstIndex { $0.name == "id" } ?? fields.firstIndex { $0.name == "name" }
  }

  /// The object of an identifier in a field, made if it is not there yet.
  func child(_ name: String, id: Answer.Cell, target: String = "") -> AnswerNode? {
    guard let slot = definition.fields.firstIndex(where: { $0.name == name }) else { return nil }
    let child: ObjectDefinition
    switch definition.fields[slot].kind {
    case .object(let object), .objects(let object, _): child = object
    default: return nil
    }
    let known = children[slot]?.first { $0.id.text == id.text && $0.target == target }
    if let known { return known }
    let node = AnswerNode(child, id: id, target: target)
    children[slot, default: []].append(node)
    return node
  }

  /// The fields that lead to the list whose items are called so: `schedule`, `rows` for `row`.
  func path(toItems kind: String) -> [String]? { Self.path(toItems: kind, in: definition) }

  private static func path(toItems kind: String, in definition: ObjectDefinition) -> [String]? {
    for field in definition.fields {
      if case .objects(_, let singular) = field.kind, singular == kind { return [field.name] }
    }
    for field in definition.fields {
      if case .object(let inner) = field.kind, let path = path(toItems: kind, in: inner) {
        return [field.name] + path
      }
    }
    return nil
  }
}

import Inventory

/// Answers as an inventory: what each is about, as the readers of inventories want it.
struct AnswerTree {
  /// The inventory.
  let root = AnswerNode(Vocabulary.inventory, id: Answer.Cell())
  /// Answers that are about nothing that can be named, with what is wrong.
  private(set) var misplaced: [(answer: Answer, message: String, hint: String)] = []

  init(_ answers: [Answer]) {
    for answer in answers { add(answer) }
  }

  private mutating func add(_ answer: Answer) {
    guard let object = object(of: answer) else { return refuse(answer) }
    var node = object
    for step in answer.steps.dropLast() {
      guard let inner = node.child(step, id: Answer.Cell()) else { return refuse(answer) }
      node = inner
    }
    guard let name = answer.steps.last,
      let slot = node.definition.fields.firstIndex(where: { $0.name == name })
    else { return refuse(answer) }
    if node.values[slot] != nil {
      misplaced.append((answer, "the question is answered twice", "leave one of the two answers"))
      return
    }
    node.values[slot] = (answer, node.definition.fields[slot])
  }

  private mutating func refuse(_ answer: Answer) {
    misplaced.append(
      (
        answer, "the answer is not about anything that has an identifier or a place",
        "write it in the inventory or the extract, as the question says"
      ))
  }

  /// The object that an answer is about; `nil` for rows of an extract and for what has no name.
  private func object(of answer: Answer) -> AnswerNode? {
    func cell(_ text: String) -> Answer.Cell {
      Answer.Cell(text: text, line: answer.answer.line, column: answer.answer.column)
    }
    let place = answer.place
    var node: AnswerNode?
    switch answer.root {
    case "organisation":
      guard !place.organisation.isEmpty else { return nil }
      return root.child("organisations", id: cell(place.organisation))
    case "record", "holding": return nil
    default: break
    }
    if place.system.isEmpty {
      guard !place.organisation.isEmpty else { return nil }
      node = root.child("organisations", id: cell(place.organisation))
    } else {
      node = root.child("systems", id: cell(place.system))
    }
    if answer.root == "system" { return node }
    if !place.dataset.isEmpty { node = node?.child("datasets", id: cell(place.dataset)) }
    if answer.root == "dataset" { return place.dataset.isEmpty ? nil : node }
    guard let items = ItemReference.path(place.item), items.last?.kind == answer.root
    else { return nil }
    for item in items {
      guard let path = node?.path(toItems: item.kind), let list = path.last else { return nil }
      for step in path.dropLast() { node = node?.child(step, id: Answer.Cell()) }
      node = node?.child(
        list, id: item.name.isEmpty ? Answer.Cell() : cell(item.name), target: item.place)
    }
    return node
  }
}

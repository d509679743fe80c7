import Diagnostics

/// Looks for texts that are compared with something of which they cannot be a value.
struct WordChecker {
  /// What a text, or each text of a list, can be.
  private struct Texts {
    /// The lists whose words it can be.
    var lists: [WordList] = []
    /// The places where it is written out.
    var literals: [NodeIndex] = []
    /// Whether it can be anything else too.
    var isOpen = false

    static let any = Texts(isOpen: true)

    static func + (left: Texts, right: Texts) -> Texts {
      Texts(
        lists: left.lists + right.lists, literals: left.literals + right.literals,
        isOpen: left.isOpen || right.isOpen)
    }
  }

  private let checked: CheckedTree
  /// What the variables of macros go over, by their numbers.
  private var ranges: [Int: NodeIndex] = [:]
  private var issues: [Issue] = []

  private init(_ checked: CheckedTree) {
    self.checked = checked
    for (node, numbers) in checked.locals {
      guard let number = numbers.last else { continue }
      switch checked.tree.nodes[node] {
      case .comprehension(let loop): ranges[number] = loop.range
      case .bind(_, let value, _): ranges[number] = value
      case .optionalMap(let operand, _, _, _): ranges[number] = operand
      default: break
      }
    }
  }

  /// The texts of a checked tree that are no words of the lists they are held against.
  static func issues(_ checked: CheckedTree) -> [Issue] {
    guard checked.environment.hasWords else { return [] }
    var checker = WordChecker(checked)
    for node in checked.tree.nodes.indices { checker.look(node) }
    return checker.issues
  }

  private mutating func look(_ node: NodeIndex) {
    switch checked.tree.nodes[node] {
    case .binary(let sign, let left, let right)
    where sign == .equal || sign == .notEqual || sign == .contained:
      compare(texts(left), texts(right))
      checkNumbers(left, right)
    case .call(let name, let receiver?, let arguments):
      guard let part = WordPart(rawValue: name), let first = arguments.first else { return }
      check(first, asPart: part, of: texts(receiver))
    case .call(let name, nil, let arguments):
      guard let list = checked.environment.argumentWords[name], let first = arguments.first else {
        return
      }
      check(texts(first).literals, against: [list], except: [])
    default: break
    }
  }

  private mutating func compare(_ left: Texts, _ right: Texts) {
    for (own, other) in [(left, right), (right, left)] where !own.isOpen && !own.lists.isEmpty {
      check(other.literals, against: own.lists, except: own.literals)
    }
  }

  private mutating func check(
    _ literals: [NodeIndex], against lists: [WordList], except others: [NodeIndex]
  ) {
    let known = lists.reduce(into: Set(others.compactMap(text))) { $0.formUnion($1.words) }
    for node in literals {
      // Whether a text is empty may be asked of any.
      guard let word = text(node), !word.isEmpty, !known.contains(word) else { continue }
      report(word, node, lists[0], known)
    }
  }

  /// A function that asks for a part of a text.
  private enum WordPart: String {
    case startsWith, endsWith, contains

    func holds(_ part: String, of word: String) -> Bool {
      switch self {
      case .startsWith: word.hasPrefix(part)
      case .endsWith: word.hasSuffix(part)
      case .contains: word.contains(part)
      }
    }
  }

  /// Looks whether some word of the lists has a part that is written out.
  private mutating func check(_ node: NodeIndex, asPart part: WordPart, of texts: Texts) {
    guard let asked = text(node), !asked.isEmpty, !texts.isOpen, !texts.lists.isEmpty else {
      return
    }
    let known = texts.lists.reduce(into: Set(texts.literals.compactMap(text))) {
      $0.formUnion($1.words)
    }
    guard !known.contains(where: { part.holds(asked, of: $0) }) else { return }
    report(asked, node, texts.lists[0], known)
  }

  /// Looks for numbers that are compared with a field which cannot be any of them.
  private mutating func checkNumbers(_ left: NodeIndex, _ right: NodeIndex) {
    for (own, other) in [(left, right), (right, left)] {
      guard let numbers = numbers(own) else { continue }
      for node in elements(other) {
        guard case .int(let number) = checked.tree.nodes[node], !numbers.contains(number) else {
          continue
        }
        reportNumber(number, node, numbers)
      }
    }
  }

  /// The numbers that a field can be; `nil` for anything else.
  private func numbers(_ node: NodeIndex) -> ClosedRange<Int64>? {
    guard case .select(let operand, _, _) = checked.tree.nodes[node],
      case .field(let slot) = checked.resolutions[node],
      let type = object(checked.types[operand])
    else { return nil }
    return checked.environment.type(named: type)?.fields[slot].numbers
  }

  private func elements(_ node: NodeIndex) -> [NodeIndex] {
    if case .list(let elements, _) = checked.tree.nodes[node] { elements } else { [node] }
  }

  private mutating func reportNumber(
    _ number: Int64, _ node: NodeIndex, _ numbers: ClosedRange<Int64>
  ) {
    issues.append(
      Issue(
        .error, "cel.unknown-word",
        "the field is never \(number), so the condition could never hold",
        hint: "it is from \(numbers.lowerBound) to \(numbers.upperBound)",
        range: checked.tree.ranges[node],
        letName: checked.tree.sources[checked.tree.sourceOf[node]].name))
  }

  private mutating func report(
    _ word: String, _ node: NodeIndex, _ list: WordList, _ known: Set<String>
  ) {
    let nearest = nearestName(to: word, among: known.sorted())
    let issue = Issue(
      .error, "cel.unknown-word",
      "\"\(word)\" is not a recognised value of \(list.name), so the condition could never hold",
      hint: nearest.map { "did you mean \"\($0)\"?" } ?? list.whereMissing
        ?? hint(listing: known.sorted()),
      range: checked.tree.ranges[node],
      letName: checked.tree.sources[checked.tree.sourceOf[node]].name)
    if !issues.contains(issue) { issues.append(issue) }
  }

  private func text(_ node: NodeIndex) -> String? {
    if case .string(let text) = checked.tree.nodes[node] { text } else { nil }
  }

  // MARK: What a text can be

  private func texts(_ node: NodeIndex) -> Texts {
    switch checked.tree.nodes[node] {
    case .string: Texts(literals: [node])
    case .list(let elements, _): union(elements)
    case .select(let operand, _, _): field(node, of: operand)
    case .index(let operand, _, _), .bind(_, _, let operand), .optionalMap(_, _, let operand, _):
      texts(operand)
    case .conditional(_, let yes, let no), .binary(.add, let yes, let no):
      texts(yes) + texts(no)
    case .comprehension(let loop) where loop.kind == .filter: texts(loop.range)
    case .comprehension(let loop) where loop.kind == .map: texts(loop.body)
    case .identifier: named(node)
    case .call(let name, _, let arguments): call(node, name, arguments)
    default: .any
    }
  }

  private func union(_ nodes: [NodeIndex]) -> Texts {
    nodes.reduce(Texts()) { $0 + texts($1) }
  }

  private func field(_ node: NodeIndex, of operand: NodeIndex) -> Texts {
    guard case .field(let slot) = checked.resolutions[node],
      let type = object(checked.types[operand]),
      let words = checked.environment.type(named: type)?.fields[slot].words
    else { return .any }
    return Texts(lists: [words])
  }

  private func object(_ type: CELType) -> String? {
    switch type {
    case .object(let name): name
    case .optional(let inner): object(inner)
    default: nil
    }
  }

  private func named(_ node: NodeIndex) -> Texts {
    switch checked.resolutions[node] {
    case .named(let source): texts(checked.tree.sources[source].root)
    case .local(let number): ranges[number].map(texts) ?? .any
    default: .any
    }
  }

  private func call(_ node: NodeIndex, _ name: String, _ arguments: [NodeIndex]) -> Texts {
    if let words = checked.environment.resultWords[name], let first = arguments.first,
      let argument = text(first), let list = words[argument]
    {
      return Texts(lists: [list])
    }
    guard checked.function(calledBy: node)?.meaning.traits.contains(.passesTexts) == true
    else { return .any }
    return union(checked.strictOperands(node))
  }
}

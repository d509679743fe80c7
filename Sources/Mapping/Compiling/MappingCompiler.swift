import CEL
public import Diagnostics
import Inventory
import RetentionPhrases
import YAMLTree

/// Compiles mappings: their expressions are checked against the vocabulary.
public struct MappingCompiler {
  /// A compiler.
  public init() {}

  /// Compiles a mapping.
  ///
  /// - Returns: The mapping, unless there is an error, and what is wrong with it.
  public func compile(
    _ document: MappingDocument
  ) -> (mapping: CompiledMapping?, problems: [Diagnostic]) {
    let phrases = RetentionPhrases(table: document.phrases)
    var compilation = MappingCompilation(
      path: document.path, form: document.reads, furtherInputs: document.also.map(\.name),
      environment: environment(document.reads.format, phrases))
    for column in document.reads.columns { _ = compilation.column(column) }
    let root = compilation.root(document.root)
    let when = compilation.when(document.reads, environment(.json, phrases, isWhole: true))
    var further: [CompiledFurther] = []
    for input in document.also {
      var inner = MappingCompilation(
        path: document.path, form: input.reads, furtherInputs: [],
        environment: environment(input.reads.format, phrases))
      for column in input.reads.columns { _ = inner.column(column) }
      let selector = inner.selector(input.rows)
      let key = inner.expression(input.key, accepting: nil)
      let when = inner.when(input.reads, environment(.json, phrases, isWhole: true))
      compilation.problems += inner.problems
      guard let selector, let key else { continue }
      further.append(
        CompiledFurther(
          name: input.name, reads: input.reads, selector: selector, key: key,
          columns: inner.columns, when: when))
    }
    let problems = compilation.problems.sorted()
    guard !problems.contains(where: { $0.severity == .error }) else { return (nil, problems) }
    return (
      CompiledMapping(
        document: document, root: root, columns: compilation.columns,
        blockCount: compilation.blockCount, usesAllColumns: compilation.usesAllColumns,
        further: further, when: when),
      problems
    )
  }

  /// The slots of the variables of expressions.
  enum Variable {
    static let row = 0
    static let parent = 1
    static let document = 2
    static let file = 3
    static let rows = 4
    static let count = 5
  }

  /// What expressions over rows of a format may use.
  ///
  /// - Parameter isWhole: Whether it is about the document alone.
  private func environment(
    _ format: InputForm.Format, _ phrases: RetentionPhrases, isWhole: Bool = false
  ) -> Environment {
    var environment = Environment(libraries: .all)
    environment.declare(zone: "Europe/London")
    if isWhole {
      environment.declare(variable: "document", .dyn)
      return environment
    }
    let row: CELType = format == .table ? .map(.string, .string) : .dyn
    environment.declare(variable: "row", row)
    environment.declare(variable: "parent", row)
    environment.declare(variable: "document", .dyn)
    environment.declare(variable: "file", .string)
    environment.declare(variable: "rows", .list(row))
    for function in MappingFunctions.all(phrases) { environment.declare(function) }
    return environment
  }
}

/// The compilation of one mapping.
struct MappingCompilation {
  let path: String
  let form: InputForm
  /// The names that `lookup` may ask.
  let furtherInputs: [String]
  let environment: Environment
  var problems: [Diagnostic] = []
  private(set) var columns: [String] = []
  private(set) var blockCount = 0
  private(set) var usesAllColumns = false

  init(path: String, form: InputForm, furtherInputs: [String], environment: Environment) {
    self.path = path
    self.form = form
    self.furtherInputs = furtherInputs
    self.environment = environment
  }

  /// The index of a column.
  mutating func column(_ head: String) -> Int {
    if let known = columns.firstIndex(of: head) { return known }
    columns.append(head)
    return columns.count - 1
  }

  mutating func when(_ form: InputForm, _ environment: Environment) -> Program? {
    guard let node = form.when, let text = node.text else { return nil }
    switch form.format {
    case .xml:
      checkPath(text, node, offset: 0)
      return nil
    case .table:
      fail(
        "mapping.when", node, "a table is told from others by its \"columns\", not by \"when\"")
      return nil
    case .json, .ndjson:
      let compilation = environment.compile(text, expecting: .bool)
      note(compilation.issues, node)
      return compilation.program
    }
  }

  mutating func root(_ form: BlockForm) -> CompiledBlock {
    block(form, slot: -1, parent: nil)
  }

  mutating func selector(_ node: Node) -> RowSelector? {
    let texts = node.text.map { [$0] } ?? (node.elements ?? []).compactMap(\.text)
    switch SelectorReader.read(texts, format: form.format) {
    case .success(let selector):
      switch selector {
      case .xml(let path): checkPath(path, node, offset: 0)
      case .distinct(let heads), .same(let heads): for head in heads { _ = column(head) }
      default: break
      }
      return selector
    case .failure(let problem):
      fail("mapping.selector", node, problem.message, offset: problem.offset)
      return nil
    }
  }

  private mutating func block(
    _ form: BlockForm, slot: Int, parent: RowSelector?
  ) -> CompiledBlock {
    let number = blockCount
    blockCount += 1
    let selector = form.rows.flatMap { self.selector($0) }
    if let selector, let node = form.rows { checkNesting(selector, parent, node) }
    let outer = around(selector, parent)
    let condition = form.condition.flatMap { expression($0, accepting: [.bool]) }
    if let condition, let node = form.condition { checkRow(condition, outer, node) }
    var fields: [CompiledField] = []
    var blocks: [CompiledBlock] = []
    for field in form.fields {
      switch field.content {
      case .expression(let node):
        guard let expression = expression(node, accepting: FieldTypes.accepted(field.definition))
        else { continue }
        checkConstant(expression, field.definition, node)
        checkRow(expression, outer, node)
        fields.append(
          CompiledField(
            slot: field.slot, field: field.definition, content: .expression(expression),
            position: position(node)))
      case .object(let inner):
        fields.append(
          CompiledField(
            slot: field.slot, field: field.definition,
            content: .object(block(inner, slot: field.slot, parent: outer)),
            position: SourcePosition(path: path, line: 1, column: 1)))
      case .blocks(let inner):
        blocks += inner.map { block($0, slot: field.slot, parent: outer) }
      }
    }
    let identity = form.definition.fields.firstIndex { $0.name == "id" } ?? -1
    let role = Self.role(form.definition)
    if role == .level, identity >= 0, !fields.contains(where: { $0.slot == identity }),
      let node = form.rows
    {
      fail(
        "mapping.no-id", node, "rows that become a \(form.definition.name.lowercased()) need an id",
        hint: "such as id: slug(row.Name)")
    }
    return CompiledBlock(
      slot: slot, definition: form.definition, number: number,
      position: form.rows.map { SourcePosition(path: path, line: $0.line, column: $0.column) },
      selector: selector, selectorText: form.rows?.text ?? "", condition: condition, fields: fields,
      blocks: blocks.sorted { Self.order($0) < Self.order($1) }, identity: identity, role: role)
  }

  private func position(_ node: Node) -> SourcePosition {
    SourcePosition(path: path, line: node.line, column: node.column)
  }

  private static func role(_ definition: ObjectDefinition) -> CompiledBlock.Role {
    switch definition.name {
    case Vocabulary.organisation.name, Vocabulary.system.name, Vocabulary.dataset.name: .level
    case Vocabulary.record.name, Vocabulary.holding.name: .row
    default: .object
    }
  }

  /// Objects before levels, levels before rows; organisations before systems.
  private static func order(_ block: CompiledBlock) -> Int {
    switch block.role {
    case .object: 0
    case .level: block.definition.name == Vocabulary.organisation.name ? 1 : 2
    case .row: 3
    }
  }

  /// Compiles an expression.
  ///
  /// - Parameter types: The types that it may have; `nil` for any.
  mutating func expression(_ node: Node, accepting types: [CELType]?) -> CompiledExpression? {
    guard let source = node.text else {
      fail(
        "mapping.wrong-kind", node, "expected an expression, found \(node.kindName)")
      return nil
    }
    let compilation = environment.compile(source)
    note(compilation.issues, node)
    guard let program = compilation.program else { return nil }
    checkConstants(source, node)
    if let types, !FieldTypes.isAccepted(program.type, types) {
      fail(
        "mapping.type", node,
        "the expression gives \(FieldTypes.words(program.type)), but \(FieldTypes.words(types)) is "
          + "expected", hint: FieldTypes.hint(program.type, types))
      return nil
    }
    return compiled(source, program)
  }

  private mutating func compiled(_ source: String, _ program: Program) -> CompiledExpression {
    let scan = ReferenceScan(source)
    if scan.usesWholeRow || scan.variables.contains("rows") { usesAllColumns = true }
    var shortcut: CompiledExpression.Shortcut?
    var indices: [Int] = []
    var parents: [Int] = []
    if form.format == .table {
      indices = scan.members.map { column($0) }
      parents = scan.parentMembers.map { column($0) }
      if let member = ReferenceScan.plainMember(source) {
        shortcut = .column(column(member))
      } else if let (member, patterns) = ReferenceScan.plainDay(source) {
        let reading = DayReading(patterns: patterns.compactMap { DayPattern($0) })
        shortcut = .day(column(member), reading)
      } else if let member = ReferenceScan.plainNumber(source) {
        shortcut = .number(column(member))
      }
    }
    return CompiledExpression(
      program: program, shortcut: shortcut, scan: scan, columns: indices, parentColumns: parents,
      references: scan.memberPaths.map { .member($0) } + scan.paths.map { .path($0) },
      parentReferences: scan.parentMembers.map { .member([$0]) },
      isPlain: scan.isPlain(source),
      usesRow: scan.variables.contains("row"), usesParent: scan.variables.contains("parent"),
      usesDocument: scan.variables.contains("document"),
      usesRows: scan.variables.contains("rows"))
  }

  private mutating func note(_ issues: [Issue], _ node: Node) {
    for issue in issues {
      let place = node.place(ofByte: issue.range.lowerBound)
      problems.append(
        Diagnostic(
          issue.severity == .notice ? .notice : .error, issue.code,
          at: SourcePosition(path: path, line: place.line, column: place.column), issue.message,
          hint: issue.hint))
    }
  }

  mutating func fail(
    _ code: String, _ node: Node, _ message: String, hint: String? = nil, offset: Int = 0
  ) {
    let place = node.place(ofByte: offset)
    problems.append(
      Diagnostic(
        .error, code, at: SourcePosition(path: path, line: place.line, column: place.column),
        message, hint: hint))
  }
}

import CivilTime
import Diagnostics
import Inventory
import Mapping

/// Which inputs are read by which mapping.
struct InputPlan {
  /// The inputs, those of other forms with what reads them.
  var inputs: [InventoryInput] = []
  /// What is odd: notices only.
  var notices: [Diagnostic] = []

  /// Looks at inputs and chooses their mappings.
  ///
  /// - Parameters:
  ///   - names: The mappings that were named, by file or name.
  ///   - substitutes: Files that stand in for those of these names.
  ///   - today: The last day on which somebody can have answered a question; `nil` for any.
  /// - Throws: What is wrong with the mappings; that two fit an input; that a mapping which was named
  ///   fits none.
  static func make(
    _ inputs: [InventoryInput], mappings names: [String], substitutes: [String: String] = [:],
    today: CivilDate? = nil
  ) throws(ConfigurationFailure) -> InputPlan {
    var planner = InputPlanner(inputs, names: names, substitutes, today)
    return try planner.plan()
  }
}

/// Chooses the mappings of inputs.
private struct InputPlanner {
  /// An input that is not in our own form.
  private struct Foreign {
    var index: Int
    var look: InputLook
    var mapping: CompiledMapping?
    /// Whose further input it is, and under which name.
    var furtherName: String?
    /// The mapping that was named for it and reads another form.
    var misfit: CompiledMapping?
  }

  private var inputs: [InventoryInput]
  private let names: [String]
  private let substitutes: [String: String]
  private let today: CivilDate?

  init(
    _ inputs: [InventoryInput], names: [String], _ substitutes: [String: String],
    _ today: CivilDate?
  ) {
    self.inputs = inputs
    self.today = today
    self.substitutes = substitutes
    self.names = names
  }

  mutating func plan() throws(ConfigurationFailure) -> InputPlan {
    var plan = InputPlan()
    var foreign: [Foreign] = []
    var streams: [Int] = []
    for index in inputs.indices {
      let found = Self.look(at: inputs[index]) ?? Self.look(atStream: &inputs[index])
      let input = inputs[index]
      plan.inputs.append(input)
      guard let look = found else {
        streams.append(index)
        continue
      }
      switch look.kind {
      case .inventory: continue
      case .table where AnswersInput.fits(input), .workbook where AnswersInput.fits(input):
        plan.inputs[index] = input.mapped(by: AnswersInput(today: today))
      default: foreign.append(Foreign(index: index, look: look))
      }
    }
    guard !foreign.isEmpty || !names.isEmpty else { return plan }
    if names.isEmpty, foreign.allSatisfy({ inputs[$0.index].isTableOfFolder }),
      !MappingSet.hasBuiltIn
    {
      apply([], &plan)
      return plan
    }
    let set = try MappingSet.load(names, substitutes: substitutes)
    var problems: [Diagnostic] = []
    for place in foreign.indices {
      choose(&foreign[place], set, alone: inputs.count == 1, &problems)
    }
    if problems.isEmpty { assignOnly(set, &foreign) }
    assignFurther(&foreign)
    let left = assign(set, foreign, toStreams: streams, &plan)
    if problems.isEmpty { problems += left.map { unused($0, foreign) } }
    guard problems.isEmpty else { throw ConfigurationFailure(problems.sorted()) }
    apply(foreign, &plan)
    return plan
  }

  /// The most bytes of standard input that are taken to tell which mapping fits it.
  private static let mostOfStream = 8 << 20

  /// What standard input looks like; `nil` of what cannot be read, and of workbooks that are larger than
  /// what is taken of it.
  ///
  /// An inventory in our own form is known by its beginning, and streams as it does without the look.
  private static func look(atStream input: inout InventoryInput) -> InputLook? {
    guard var taken = input.takeBeginning(most: InputLook.headBytes) else { return nil }
    let look = InputLook(head: taken.bytes) { nil }
    if case .inventory = look.kind { return look }
    if !taken.isAll { taken = input.takeBeginning(most: mostOfStream) ?? taken }
    let isAll = taken.isAll
    let bytes = taken.bytes
    if case .workbook = look.kind, !isAll { return nil }
    return InputLook(head: Array(bytes.prefix(InputLook.headBytes))) { isAll ? bytes : nil }
  }

  /// What a file looks like; `nil` of streams and of what cannot be opened.
  private static func look(at input: InventoryInput) -> InputLook? {
    guard let head = input.beginning(most: InputLook.headBytes) else { return nil }
    return InputLook(head: head) {
      let most = InputLook.mostBytes
      guard let all = input.beginning(most: most + 1), all.count <= most else { return nil }
      return all
    }
  }

  private func choose(
    _ item: inout Foreign, _ set: MappingSet, alone: Bool, _ problems: inout [Diagnostic]
  ) {
    let named = set.named.filter { item.look.fits($0) }
    if named.count == 1 || alone && set.named.count == 1 {
      let mapping = named.first ?? set.named[0]
      if named.isEmpty, !item.look.hasForm(of: mapping) {
        item.misfit = mapping
      } else {
        item.mapping = mapping
      }
      return
    }
    let fitting = named.isEmpty ? set.builtIn.filter { item.look.fits($0) } : named
    if fitting.count == 1 { item.mapping = fitting[0] }
    guard fitting.count > 1 else { return }
    problems.append(
      Diagnostic(
        .error, "mapping.ambiguous",
        at: SourcePosition(path: inputs[item.index].name, line: 1, column: 1),
        "several mappings fit: \(fitting.map(\.name).joined(separator: ", "))",
        hint: "name the one that is meant: --mapping \(fitting[0].name)"))
  }

  /// Gives a mapping that was named and fits nothing to the one input that it can be meant for, so that
  /// reading it tells what is wrong with it.
  private func assignOnly(_ set: MappingSet, _ foreign: inout [Foreign]) {
    let left = Self.left(of: set, foreign)
    guard left.count == 1, let mapping = left.first else { return }
    let open = foreign.indices.filter { place in
      let isLookedUp = mapping.furtherInputs.contains { foreign[place].look.fits($0) }
      return foreign[place].mapping == nil && !isLookedUp
        && !inputs[foreign[place].index].isTableOfFolder
    }
    let places = open.filter { foreign[$0].look.mayBe(mapping) }
    if places.count == 1 {
      foreign[places[0]].mapping = mapping
    } else if open.count == 1, !foreign[open[0]].look.hasForm(of: mapping) {
      foreign[open[0]].misfit = mapping
    }
  }

  /// Gives inputs that no mapping reads to the mappings that look things up in them.
  private func assignFurther(_ foreign: inout [Foreign]) {
    let chosen = foreign.compactMap(\.mapping)
    for place in foreign.indices where foreign[place].mapping == nil {
      for mapping in chosen {
        let fits = mapping.furtherInputs.first { foreign[place].look.fits($0) }
        if let fits { foreign[place].furtherName = fits.name }
      }
    }
  }

  /// Gives the mapping that was named and reads no other input to the one stream, which cannot be looked
  /// at before it is read.
  ///
  /// - Returns: The mappings that were named and read no input.
  private func assign(
    _ set: MappingSet, _ foreign: [Foreign], toStreams streams: [Int], _ plan: inout InputPlan
  ) -> [CompiledMapping] {
    var left = Self.left(of: set, foreign)
    if streams.count == 1, left.count == 1 {
      let input = inputs[streams[0]]
      plan.inputs[streams[0]] = input.mapped(by: MappedInput(left[0], path: input.name))
      left = []
    }
    return left
  }

  /// The mappings that were named and were given to no input.
  private static func left(of set: MappingSet, _ foreign: [Foreign]) -> [CompiledMapping] {
    set.named.filter { mapping in
      !foreign.contains { ($0.mapping ?? $0.misfit)?.name == mapping.name }
    }
  }

  /// Says that a mapping was named and fits no input, and of each that it may be meant for why.
  private func unused(_ mapping: CompiledMapping, _ foreign: [Foreign]) -> Diagnostic {
    let related = foreign.filter { $0.mapping == nil }.prefix(5).compactMap { item in
      item.look.misfit(mapping).map {
        Diagnostic.Related(
          at: SourcePosition(path: inputs[item.index].name, line: 1, column: 1), $0)
      }
    }
    return Diagnostic(
      .error, "mapping.unused", at: nil,
      "the mapping \"\(mapping.name)\" fits none of the inputs",
      hint: "its \"reads\" says which files it is for, in columns or when: "
        + "custos mappings show \(mapping.name)",
      related: Array(related))
  }

  private static func passedOver(_ input: InventoryInput) -> Diagnostic {
    Diagnostic(
      .notice, "reader.not-an-inventory",
      at: SourcePosition(path: input.name, line: 1, column: 1),
      "this table is not read: no mapping fits it",
      hint: "name the mapping that reads it with --mapping, or begin one with: "
        + "custos mappings suggest \(input.name)")
  }

  private func apply(_ foreign: [Foreign], _ plan: inout InputPlan) {
    defer {
      // Tables beside inventories in a folder are no inputs unless a mapping reads them.
      let passed = plan.inputs.filter { $0.isTableOfFolder && !$0.isRead }
      plan.notices += passed.map(Self.passedOver)
      plan.inputs = plan.inputs.filter { !$0.isTableOfFolder || $0.isRead }
    }
    for item in foreign {
      let input = inputs[item.index]
      if let mapping = item.mapping {
        var further = FurtherRows()
        for other in foreign where other.furtherName != nil {
          further.read(other.look, named: other.furtherName ?? "", of: mapping)
        }
        plan.inputs[item.index] = input.mapped(
          by: MappedInput(mapping, path: input.name, further: further))
      } else if item.furtherName != nil {
        plan.inputs[item.index] = input.mapped(by: FurtherInputReader(item.look))
      } else if !input.isTableOfFolder,
        let reader = UnreadInput(item.look, namedFor: item.misfit)
      {
        plan.inputs[item.index] = input.mapped(by: reader)
      }
    }
  }
}

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
  /// - Throws: What is wrong with the mappings; that two fit an input; that a mapping which was named
  ///   fits none.
  static func make(
    _ inputs: [InventoryInput], mappings names: [String], substitutes: [String: String] = [:]
  ) throws(ConfigurationFailure) -> InputPlan {
    var planner = InputPlanner(inputs, names: names, substitutes)
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
  }

  private let inputs: [InventoryInput]
  private let names: [String]
  private let substitutes: [String: String]

  init(_ inputs: [InventoryInput], names: [String], _ substitutes: [String: String]) {
    self.inputs = inputs
    self.substitutes = substitutes
    self.names = names
  }

  mutating func plan() throws(ConfigurationFailure) -> InputPlan {
    var plan = InputPlan()
    plan.inputs = inputs
    var foreign: [Foreign] = []
    var streams: [Int] = []
    for (index, input) in inputs.enumerated() {
      guard let look = Self.look(at: input) else {
        streams.append(index)
        continue
      }
      switch look.kind {
      case .inventory: continue
      case .table where AnswersInput.fits(input), .workbook where AnswersInput.fits(input):
        plan.inputs[index] = input.mapped(by: AnswersInput())
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
    for index in streams where set.named.count == 1 && inputs.count == 1 {
      plan.inputs[index] = inputs[index].mapped(
        by: MappedInput(set.named[0], path: inputs[index].name))
    }
    assignFurther(&foreign)
    problems += unused(set, foreign, hasStreams: !streams.isEmpty)
    guard problems.isEmpty else { throw ConfigurationFailure(problems.sorted()) }
    apply(foreign, &plan)
    return plan
  }

  /// What a file looks like; `nil` of streams and of what cannot be opened.
  private static func look(at input: InventoryInput) -> InputLook? {
    guard let head = input.beginning(most: 1 << 16) else { return nil }
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
      item.mapping = named.first ?? set.named[0]
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

  /// Mappings that were named and fit no input.
  private func unused(
    _ set: MappingSet, _ foreign: [Foreign], hasStreams: Bool
  ) -> [Diagnostic] {
    guard !hasStreams else { return [] }
    return set.named.filter { mapping in !foreign.contains { $0.mapping?.name == mapping.name } }
      .map { mapping in
        Diagnostic(
          .error, "mapping.unused", at: nil,
          "the mapping \"\(mapping.name)\" fits none of the inputs",
          hint: "its \"reads\" says which files it is for: custos mappings show \(mapping.name)")
      }
  }

  private func apply(_ foreign: [Foreign], _ plan: inout InputPlan) {
    defer {
      // Tables beside inventories in a folder are no inputs unless a mapping reads them.
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
        plan.inputs[item.index] = input.mapped(by: FurtherInputReader())
      } else if !input.isTableOfFolder,
        let reader = UnreadInput(item.look, isFromFolder: input.isFromFolder)
      {
        plan.inputs[item.index] = input.mapped(by: reader)
      }
    }
  }
}

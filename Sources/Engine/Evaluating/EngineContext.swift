import CEL
import CivilTime
import Findings
import Inventory
import Rules
import Synchronization

/// What all workers of a run share and none changes.
final class EngineContext: @unchecked Sendable {
  let rules: [CompiledRule]
  let library: RuleLibrary
  let profile: Profile
  let tree: InventoryTree
  let options: EngineOptions
  let organisations: [String: InventoryNode]
  let holds: HoldRegister
  let parameters: ParameterTable
  let schedule: ScheduleTable
  let confirmed: ConfirmedFigures
  let links: Links?
  /// An organisation of which nothing is known, for subjects with several controllers.
  let unknownOrganisation: Value
  private var arena = Arena()
  private let packs: [String: Pack]
  private let choices = Mutex<[ChoiceKey: RuleChoice]>([:])

  private struct ChoiceKey: Hashable {
    let level: Rule.Level
    let controllers: [String]
  }

  init(
    rules: [CompiledRule], library: RuleLibrary, profile: Profile, tree: InventoryTree,
    options: EngineOptions, links: Links?
  ) {
    self.rules = rules
    self.library = library
    self.profile = profile
    self.tree = tree
    self.options = options
    self.links = links
    organisations = Dictionary(
      tree.organisations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    holds = HoldRegister(tree, categories: library.schedule.codes)
    confirmed = ConfirmedFigures(profile, library: library)
    parameters = ParameterTable(library: library, profile: profile, confirmed: confirmed)
    schedule = ScheduleTable(library, tree, confirmed: confirmed)
    packs = Dictionary(uniqueKeysWithValues: library.packs.map { ($0.name, $0) })
    unknownOrganisation = Self.objectWithoutFacts(Vocabulary.organisation, in: &arena)
  }

  /// An object of which no field is given and which stands nowhere.
  private static func objectWithoutFacts(
    _ definition: ObjectDefinition, in arena: inout Arena
  ) -> Value {
    let count = definition.fields.count
    let size = count * MemoryLayout<Value>.stride + (count + 1) * MemoryLayout<SourceMark>.stride
    let memory = arena.allocate(bytes: size)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    let fields = memory.bindMemory(to: Value.self, capacity: count)
    for slot in 0..<count { fields[slot] = .absent }
    return Value(object: fields, type: Vocabulary.structType(definition.name)?.number ?? 0)
  }

  /// The rules of a level for some controllers; made once for each.
  func choice(_ level: Rule.Level, controllers: [String]) -> RuleChoice {
    let key = ChoiceKey(level: level, controllers: controllers)
    return choices.withLock { choices in
      if let choice = choices[key] { return choice }
      let choice = RuleChoice(activeRules(level, controllers: controllers), level: level)
      choices[key] = choice
      return choice
    }
  }

  /// The rules of a level that apply to a subject of some controllers.
  ///
  /// A pack applies if it does for one of the controllers. Where nothing says who they are, the
  /// packs of a police force in England and Wales apply.
  private func activeRules(_ level: Rule.Level, controllers: [String]) -> [CompiledRule] {
    let nodes = controllers.compactMap { organisations[$0] }
    return rules.filter { compiled in
      guard compiled.rule.level == level, isEffective(compiled.rule),
        let pack = packs[compiled.rule.pack]
      else { return false }
      guard !nodes.isEmpty else {
        return pack.applies(toKind: "police-force", in: "england-and-wales")
      }
      return nodes.contains { applies(pack, to: $0) }
    }
  }

  /// Whether a rule holds on the day, or on one of the days of a forecast.
  private func isEffective(_ rule: Rule) -> Bool {
    guard let until = options.forecastUntil else { return rule.isEffective(on: options.asOf) }
    let begins = rule.effectiveFrom ?? .earliest
    let ends = rule.effectiveUntil ?? .latest
    return begins <= until && ends >= options.asOf
  }

  /// The organisation that conditions see: the one that answers, or one of which nothing is known.
  func organisation(of controllers: [String]) -> Value {
    guard controllers.count == 1, let node = organisations[controllers[0]] else {
      return unknownOrganisation
    }
    return node.object.value
  }

  /// The pack of a rule.
  func pack(of rule: Rule) -> Pack? { packs[rule.pack] }
}

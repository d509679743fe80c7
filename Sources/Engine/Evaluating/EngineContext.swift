import CEL
import CivilTime
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
  /// Which keys of people may be the same; made once records are linked.
  let linkSpaces: LinkSpaces?
  private let shared: SharedOrganisations
  let packs: [String: Pack]
  private let choices = Mutex<[ChoiceKey: RuleChoice]>([:])

  private struct ChoiceKey: Hashable {
    let level: Rule.Level
    let controllers: [String]
  }

  init(
    rules: [CompiledRule], library: RuleLibrary, profile: Profile, tree: InventoryTree,
    options: EngineOptions, links: Links?, isTreeWhole: Bool
  ) {
    self.rules = rules
    self.library = library
    self.profile = profile
    self.tree = tree
    self.options = options
    self.links = links
    linkSpaces = links == nil ? nil : LinkSpaces(tree)
    organisations = Dictionary(
      tree.organisations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    holds = HoldRegister(
      tree, categories: library.schedule.codes, isWhole: isTreeWhole)
    confirmed = ConfirmedFigures(profile, library: library)
    parameters = ParameterTable(library: library, profile: profile, confirmed: confirmed)
    schedule = ScheduleTable(library, tree, confirmed: confirmed)
    packs = Dictionary(uniqueKeysWithValues: library.packs.map { ($0.name, $0) })
    shared = SharedOrganisations(organisations)
  }

  /// The rules of a level for some controllers; made once for each.
  func choice(_ level: Rule.Level, controllers: [String]) -> RuleChoice {
    let key = ChoiceKey(level: level, controllers: controllers)
    return choices.withLock { choices in
      if let choice = choices[key] { return choice }
      let active = activeRules(level, controllers: controllers)
      let choice = RuleChoice(active.map(\.rule), doubts: active.map(\.doubt))
      choices[key] = choice
      return choice
    }
  }

  /// The rules of a level that apply to a subject of some controllers.
  ///
  /// A pack applies if it does for one of the controllers. Where it cannot be told who they are, or
  /// what they are and where, its rules are there with that doubt: none of them is decided.
  private func activeRules(
    _ level: Rule.Level, controllers: [String]
  ) -> [(rule: CompiledRule, doubt: PackDoubt?)] {
    let reach = PackReach(organisations: organisations)
    var known: [String: PackReach.Answer] = [:]
    return rules.compactMap { compiled in
      guard compiled.rule.level == level, isEffective(compiled.rule),
        let pack = packs[compiled.rule.pack]
      else { return nil }
      let answer = known[pack.name] ?? reach.answer(pack, controllers: controllers)
      known[pack.name] = answer
      return switch answer {
      case .no: nil
      case .yes: (compiled, nil)
      case .unknown(let doubt): (compiled, doubt)
      }
    }
  }

  /// Whether a rule holds on the day, or on one of the days of a forecast.
  private func isEffective(_ rule: Rule) -> Bool {
    guard let until = options.forecastUntil else { return rule.isEffective(on: options.asOf) }
    let begins = rule.effectiveFrom ?? .earliest
    let ends = rule.effectiveUntil ?? .latest
    return begins <= until && ends >= options.asOf
  }

  /// The organisation that conditions see: the one that answers, what several have in common, or one
  /// of which nothing is known.
  func organisation(of controllers: [String]) -> Value {
    guard controllers.count == 1, let node = organisations[controllers[0]] else {
      return shared.organisation(of: controllers)
    }
    return node.object.value
  }

  /// The pack of a rule.
  func pack(of rule: Rule) -> Pack? { packs[rule.pack] }
}

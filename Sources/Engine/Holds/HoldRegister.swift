import CEL
import CivilTime
import Inventory
import Rules

/// The holds of all organisations, by identifier and by what they cover.
struct HoldRegister {
  /// What is known of the holds of one organisation.
  fileprivate struct Register {
    var byID: [String: [Hold]] = [:]
    var byScope: [String: [Hold]] = [:]
    /// Holds that may cover anything, since what they cover is not known.
    var loose: [Hold] = []
    /// Whether the list itself is said to be unknown, or items of it are.
    var isOpen = false
  }

  /// What holds are asked about: a record, holding, dataset or system.
  struct Subject {
    /// The organisations that answer for it; a hold on a class binds only these.
    var answering: [String]
    /// These, and all others that control the system.
    var controllers: [String]
    /// The system and the dataset.
    var places: [String]
    /// The class.
    var category: String?
    /// The hold that it names.
    var ownHold: String?
  }

  private var registers: [String: Register] = [:]
  private static let holdsSlot = Vocabulary.organisation.slot("holds")

  /// - Parameters:
  ///   - codes: The classes that a scope may name besides those of datasets.
  ///   - isWhole: Whether all systems and datasets are known. While they are not, nothing can be said
  ///     of a scope that names none of them, and it is taken for sound.
  init(_ tree: InventoryTree, categories codes: some Sequence<String>, isWhole: Bool) {
    let known = isWhole ? Self.namesOfScopes(tree).union(codes) : nil
    for organisation in tree.organisations {
      var register = Register()
      let list = organisation.object[Self.holdsSlot]
      switch list.tag {
      case .list:
        for item in list.asList {
          guard item.tag == .object else {
            register.isOpen = true
            continue
          }
          register.add(Hold(FactObject(item), organisation: organisation.id, known))
        }
      case .unknown: register.isOpen = true
      case .absent:
        register.isOpen = Vocabulary.organisation.fields[Self.holdsSlot].absence == .unknown
      default: break
      }
      registers[organisation.id] = register
    }
  }

  /// What a scope can name in an inventory: its systems, datasets and classes.
  private static func namesOfScopes(_ tree: InventoryTree) -> Set<String> {
    var names: Set<String> = []
    for system in tree.systems {
      names.insert(system.id)
      for dataset in system.datasets {
        names.insert(dataset.id)
        if let category = dataset.object.text("category") { names.insert(category) }
      }
    }
    return names
  }

  /// How many holds may cover anything, since what they cover is not known.
  var looseCount: Int { registers.values.reduce(0) { $0 + $1.loose.count } }

  /// Whether some organisation has a hold, or may have one.
  var haveHolds: Bool { registers.values.contains { !$0.byID.isEmpty || $0.isOpen } }

  /// Whether holds may cover more than the records that name them, for some controllers.
  func mayCoverUnnamed(_ controllers: [String]) -> Bool {
    if controllers.isEmpty { return registers.values.contains { $0.coversUnnamed } }
    return controllers.contains { registers[$0]?.coversUnnamed ?? true }
  }

  /// Whether the hold that a subject names is in force on a day.
  func standingOfOwn(
    _ subject: Subject, on day: DateInterval, as use: HoldUse
  ) -> Hold.Standing {
    guard let id = subject.ownHold else { return .notInForce }
    let named = own(subject)
    guard !named.isEmpty else { return .open(Hold.OpenFact(hold: id, field: nil)) }
    return Hold.Standing(
      anyOf: named.lazy.map {
        use == .bar ? $0.standing(on: day) : $0.standing(on: day, forNaming: subject)
      })
  }

  /// Whether a hold covers a subject on a day by what it says of itself.
  func standingOfScopes(_ subject: Subject, on day: DateInterval) -> Hold.Standing {
    let covering = Hold.Standing(anyOf: covering(subject).lazy.map { $0.standing(on: day) })
    if covering == .inForce { return covering }
    let rest = registers(of: subject.controllers).filter { !$0.loose.isEmpty || $0.isOpen }
    for register in rest {
      if register.isOpen { return .open(Hold.OpenFact(hold: nil, field: "holds")) }
      for hold in register.loose where hold.standing(on: day) != .notInForce {
        return .open(hold.gap("scope"))
      }
    }
    if case .open = covering { return covering }
    let isDescribed = subject.controllers.allSatisfy { registers[$0] != nil }
    return isDescribed ? covering : .open(Hold.OpenFact(hold: nil, field: "controllers"))
  }

  /// The holds that certainly cover a subject on a day, by what they or it say.
  func inForce(_ subject: Subject, on day: DateInterval) -> [Hold] {
    var found: [Hold] = []
    for hold in own(subject) + covering(subject)
    where hold.standing(on: day) == .inForce && !found.contains(hold) {
      found.append(hold)
    }
    return found
  }

  /// The holds of the identifier that a subject names: those of the organisations that answer for
  /// it, or else of the others that control its system; those of all where nobody is named.
  func own(_ subject: Subject) -> [Hold] {
    guard let id = subject.ownHold else { return [] }
    if subject.controllers.isEmpty {
      return registers.keys.sorted().flatMap { registers[$0]?.byID[id] ?? [] }
    }
    let answering = subject.answering.flatMap { registers[$0]?.byID[id] ?? [] }
    if !answering.isEmpty { return answering }
    return subject.controllers.flatMap { registers[$0]?.byID[id] ?? [] }
  }

  /// The holds whose scope names a subject's system, dataset or class.
  private func covering(_ subject: Subject) -> [Hold] {
    let byPlace = registers(of: subject.controllers)
    var holds = subject.places.flatMap { place in byPlace.flatMap { $0.byScope[place] ?? [] } }
    if let category = subject.category {
      holds += registers(of: subject.answering).flatMap { $0.byScope[category] ?? [] }
    }
    return holds
  }

  /// The registers of controllers; those of all organisations where none is named.
  private func registers(of controllers: [String]) -> [Register] {
    let names = controllers.isEmpty ? registers.keys.sorted() : controllers
    return names.compactMap { registers[$0] }
  }

  /// The days on which the answer about a subject may become another.
  func turningDays(_ subject: Subject) -> [CivilDate] {
    let loose = registers(of: subject.controllers).flatMap(\.loose)
    return (own(subject) + covering(subject) + loose).flatMap(\.turningDays)
  }
}

extension HoldRegister.Register {
  fileprivate var coversUnnamed: Bool { !byScope.isEmpty || !loose.isEmpty || isOpen }

  fileprivate mutating func add(_ hold: Hold) {
    byID[hold.id, default: []].append(hold)
    for scope in hold.scopes { byScope[scope, default: []].append(hold) }
    if !hold.isScopeKnown { loose.append(hold) }
  }
}

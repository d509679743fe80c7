import CEL
import Diagnostics
import Inventory

/// The people that keys of one kind tell apart: a number of staff and one of customers may be alike and
/// are two people.
struct LinkSpace: Hashable {
  /// The link key of the systems, folded as keys of people are; zero for systems that do not say one.
  private let key: SubjectKey

  /// The space of systems that do not say which key their records carry.
  static let unnamed = LinkSpace(key: SubjectKey(low: 0, high: 0))

  private init(key: SubjectKey) { self.key = key }

  /// The space of a system, by the words that it has for its link key, be they right or not.
  init(of system: InventoryNode?) {
    let stated = system?.object.stated(Self.slot)
    guard let stated, stated.tag == .string, !stated.asString.isStandIn else {
      self = .unnamed
      return
    }
    key = SubjectKey.reading(stated.asBytes).key
  }

  private static let slot = Vocabulary.system.slot("linkKey")

  /// Whether a system says which key its records carry, in a word that can be meant.
  static func isNamed(by system: InventoryNode?) -> Bool {
    system?.object[slot].tag == .string && LinkSpace(of: system) != .unnamed
  }

  /// The key of a person in this space.
  @inline(__always)
  func callAsFunction(_ person: SubjectKey) -> SubjectKey {
    SubjectKey(low: person.low ^ key.low, high: person.high ^ key.high)
  }
}

/// The kinds of keys of an inventory, and which of them may be one.
///
/// Where only one is named, systems that name none are taken to use it. Where several are, it is not
/// known which of them these use.
struct LinkSpaces {
  /// A space, and whether the systems name it.
  private struct Entry {
    let space: LinkSpace
    let isNamed: Bool
  }

  private let entries: [Entry]
  /// Whether several are named.
  private let areSeveral: Bool
  /// The spaces of systems that carry keys of people and do not say what all their datasets hold.
  private let unlisted: Set<LinkSpace>

  init(_ tree: InventoryTree) {
    var named: [LinkSpace: Bool] = [:]
    for system in tree.systems {
      let space = LinkSpace(of: system)
      named[space] = named[space] ?? false || LinkSpace.isNamed(by: system)
    }
    entries = named.map { Entry(space: $0.key, isNamed: $0.value) }
    areSeveral = entries.count { $0.isNamed } > 1
    unlisted = Set(
      tree.systems.filter { LinkSpace.isNamed(by: $0) && !$0.saysWhatItsDatasetsHold }
        .map { LinkSpace(of: $0) })
  }

  /// Whether there may be records of the people of some spaces that nobody lists.
  func mayHideRecords(in spaces: [LinkSpace]) -> Bool {
    !unlisted.isEmpty && spaces.contains { unlisted.contains($0) }
  }

  /// The spaces, beside the one of a system, whose records may be about the same people; whether they are
  /// is not known where the second part says so.
  func others(than own: LinkSpace, isNamed: Bool) -> (spaces: [LinkSpace], areOpen: Bool) {
    let others = entries.filter { entry in
      entry.space != own && !(areSeveral && isNamed && entry.isNamed)
    }
    return (others.map(\.space), areSeveral)
  }
}

import CEL
import Inventory

/// What all records say of the people of the records that are looked at; one thread's.
final class LinkedPeople {
  /// The facts of a person, and whether it is not known that the other records with the key are of the
  /// same person.
  typealias Person = (facts: LinkedFacts, isOpen: Bool)

  private let links: Links
  private let spaces: LinkSpaces
  /// The person asked for last, who is often asked for several times in a row.
  @exclusivity(unchecked) private var lastKey: SubjectKey?
  @exclusivity(unchecked) private var last: Person?
  /// The system whose records are looked at, the space of their keys, and the other spaces with people
  /// who may be the same.
  @exclusivity(unchecked) private var system: ObjectIdentifier?
  @exclusivity(unchecked) private var space = LinkSpace.unnamed
  @exclusivity(unchecked) private var others: [LinkSpace] = []
  @exclusivity(unchecked) private var areOthersOpen = false
  /// Whether there may be records of the people of the system that nobody lists.
  @exclusivity(unchecked) private(set) var mayHideRecords = false

  init(_ links: Links, _ spaces: LinkSpaces) {
    self.links = links
    self.spaces = spaces
  }

  /// What all records say of a person; `nil` for a person nobody knows.
  ///
  /// - Parameter subject: The person's key, a string, of a record of the system.
  func person(_ subject: Value) -> Person? {
    let plain = SubjectKey.reading(subject.asBytes).key
    let key = space(plain)
    if key == lastKey { return last }
    lastKey = key
    last = links.table.facts(of: key).map { ($0, false) }
    if !others.isEmpty { addOthers(plain) }
    return last
  }

  /// Adds what is known of a person under keys of which it is not said that they are of another kind.
  private func addOthers(_ person: SubjectKey) {
    for other in others {
      guard let facts = links.table.facts(of: other(person)) else { continue }
      var known = last?.facts ?? facts
      if last != nil { known.merge(facts) }
      last = (known, areOthersOpen)
    }
  }

  /// Looks at the records of a system from now on.
  func enter(_ system: InventoryNode?) {
    let identity = system.map { ObjectIdentifier($0) }
    guard identity == nil || identity != self.system else { return }
    self.system = identity
    lastKey = nil
    space = LinkSpace(of: system)
    (others, areOthersOpen) = spaces.others(than: space, isNamed: LinkSpace.isNamed(by: system))
    mayHideRecords = spaces.mayHideRecords(in: [space] + others)
  }
}

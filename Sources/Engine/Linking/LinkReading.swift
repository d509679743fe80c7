import CEL
import CivilTime
import Glibc
import Inventory

/// Reads what records say of people, dataset by dataset; one thread's.
final class LinkReading {
  private let terms: LinkingTerms
  private var kinds = LinkingTerms.EventKinds()
  /// The controllers that ``kinds`` are of.
  private var controllers: [String]?
  private var datasetControllers: [String] = []
  /// Whether ``kinds`` are of the controllers of the dataset.
  private var areOfDataset = false
  /// What was found out about reasons of disposals.
  private var reasons: [String: LinkedFacts.Count] = [:]
  private var system: SubjectKey?
  private var space = LinkSpace.unnamed
  /// The systems of which a record carries a person's key.
  private(set) var systems: Set<SubjectKey> = []

  private let slots = Slots()
  /// The last day that the facts of the rows can be of; `nil` where their file does not say.
  var factsUntil: CivilDate?

  /// Where the fields of a record are that are read; looked up once.
  private struct Slots {
    let subject = Vocabulary.record.slot("subject")
    let kind = Vocabulary.record.slot("kind")
    let group = Vocabulary.record.slot("group")
    let event = Vocabulary.record.slot("lastEvent")
    let events = Vocabulary.record.slot("events")
    let disposed = Vocabulary.record.slot("disposed")
    let reason = Vocabulary.record.slot("disposalAuthority")
    let born = Vocabulary.record.slot("born")
    let controller = Vocabulary.record.slot("controller")
  }

  init(_ terms: LinkingTerms) { self.terms = terms }

  /// The rows that come are of a dataset.
  func begin(_ dataset: InventoryNode) {
    system = dataset.system.map { SubjectKey(system: $0.path) }
    space = LinkSpace(of: dataset.system)
    datasetControllers = SubjectScope.controllers(system: dataset.system, dataset: dataset)
    areOfDataset = false
  }

  /// Takes note that a system has people.
  func note(system key: SubjectKey) { systems.insert(key) }

  /// The person that a record is about and what it says; `nil` for a record that names nobody.
  func facts(of record: FactObject) -> (SubjectKey, LinkedFacts)? {
    let subject = value(slots.subject, of: record)
    guard subject.tag == .string else { return nil }
    if let system {
      systems.insert(system)
      self.system = nil
    }
    let (key, spelling) = SubjectKey.reading(subject.asBytes)
    var facts = LinkedFacts.Reading()
    facts.spelling = spelling
    let born = value(slots.born, of: record)
    if born.tag == .date, let days = DateInterval(first: born.firstDay, last: born.lastDay) {
      facts.born = LinkedBirth(days)
    }
    let standing = standing(record)
    if standing != .no {
      useKinds(record)
      facts.event = event(record, isCertain: standing == .yes)
      facts.group = group(record, isCertain: standing == .yes)
      facts.undisposed = undisposed(record, standing)
    }
    return (space(key), LinkedFacts(facts))
  }

  /// What a record says of a field; unknown where it is before or after another that it cannot be
  /// before or after, or after the day of the facts of its file.
  ///
  /// What lies after the day of the check is found when it is asked for: what is read here may serve
  /// a check as of another day.
  @inline(__always)
  private func value(_ slot: Int, of record: FactObject) -> Value {
    if record.impossible.isEmpty { return record[slot] }
    guard record.impossible.contains(slot) else { return record[slot] }
    return Self.isOutOfOrder(slot, in: record) || isLater(record[slot]) ? .unknown : record[slot]
  }

  /// Whether a day, or the day of an item of a list, is after that of the facts.
  @inline(never)
  private func isLater(_ value: Value) -> Bool {
    guard let factsUntil else { return false }
    return switch value.tag {
    case .date: value.firstDay > factsUntil
    case .list:
      value.asList.contains { item in
        item.tag == .object && isLater(FactObject(item).value("date"))
      }
    default: false
    }
  }

  @inline(never)
  private static func isOutOfOrder(_ slot: Int, in record: FactObject) -> Bool {
    order.contains { pair in
      guard pair.later == slot || pair.earlier == slot else { return false }
      let (later, earlier) = (record[pair.later], record[pair.earlier])
      return later.tag == .date && earlier.tag == .date && later.lastDay < earlier.firstDay
    }
  }

  /// Fields of a record of which the first cannot be before the second.
  private static let order: [(later: Int, earlier: Int)] =
    Vocabulary.record.fields.enumerated().flatMap { slot, field in
      field.notBelow.map { (slot, Vocabulary.record.slot($0)) }
    }

  // MARK: What counts

  /// Whether a record makes its person known as offender or suspect.
  private func standing(_ record: FactObject) -> LinkedFacts.Count {
    let kind = value(slots.kind, of: record)
    var standing = LinkedFacts.Count.maybe
    if kind.tag == .string {
      if terms.recordKinds.contains(where: { kind.asBytes.isSame(as: $0) }) {
        standing = .yes
      } else if terms.otherKinds.contains(where: { kind.asBytes.isSame(as: $0) }) {
        return .no
      }
    }
    let disposed = value(slots.disposed, of: record)
    guard disposed.tag == .date || disposed.tag == .unknown, !terms.voidReasons.isEmpty else {
      return standing
    }
    let reason = value(slots.reason, of: record)
    guard reason.tag == .string else { return reason.tag == .notApplicable ? standing : .maybe }
    switch count(disposedFor: reason.asString) {
    case .yes: return standing
    case .no where disposed.tag == .date: return .no
    case .no, .maybe: return .maybe
    }
  }

  /// Whether a record that was disposed of for a reason counts; records state few.
  private func count(disposedFor reason: String) -> LinkedFacts.Count {
    if let known = reasons[reason] { return known }
    let count = terms.count(disposedFor: reason)
    if reasons.count < 256 { reasons[reason] = count }
    return count
  }

  private func undisposed(
    _ record: FactObject, _ standing: LinkedFacts.Count
  ) -> LinkedFacts.Count {
    switch value(slots.disposed, of: record).tag {
    case .date: .no
    case .unknown: .maybe
    default: standing
    }
  }

  private func group(_ record: FactObject, isCertain: Bool) -> LinkedFacts.Group {
    let group = value(slots.group, of: record)
    guard group.tag == .int, 1...4 ~= group.asInt else { return .unknown }
    return isCertain ? .certain(UInt8(group.asInt)) : .possible(UInt8(group.asInt))
  }

  // MARK: Events

  private func useKinds(_ record: FactObject) {
    let own = value(slots.controller, of: record)
    if own.tag == .string {
      areOfDataset = false
      useKinds(controllers: [own.asString])
    } else if !areOfDataset {
      useKinds(controllers: datasetControllers)
      areOfDataset = true
    }
  }

  private func useKinds(controllers names: [String]) {
    if names == controllers { return }
    controllers = names
    kinds = terms.eventKinds(controllers: names)
  }

  /// The days that the last event of a record could have been on: of its events that count, or
  /// else its `lastEvent`.
  private func event(_ record: FactObject, isCertain: Bool) -> LinkedFacts.Bound {
    var bound = lastEvent(record)
    let events = value(slots.events, of: record)
    switch events.tag {
    case .list: bound = bound.overridden(by: events.asList.lazy.map { self.event(FactObject($0)) })
    case .unknown: bound = LinkedFacts.Bound(first: nil, last: nil)
    default: break
    }
    if !isCertain { bound.first = nil }
    return bound
  }

  private func lastEvent(_ record: FactObject) -> LinkedFacts.Bound {
    let own = value(slots.event, of: record)
    guard own.tag == .date else { return LinkedFacts.Bound(first: nil, last: nil) }
    return LinkedFacts.Bound(first: own.firstDay, last: own.lastDay)
  }

  /// Whether an event counts, and on which days it could have been.
  private func event(
    _ event: FactObject
  ) -> (count: LinkedFacts.Count, bound: LinkedFacts.Bound) {
    var count = LinkedFacts.Count.maybe
    if let kind = event.text("kind") {
      let isPossible = kinds.possible.contains(kind)
      count = kinds.certain.contains(kind) ? .yes : isPossible ? .maybe : .no
    }
    let days = event.day("date")
    return (count, LinkedFacts.Bound(first: days?.first, last: days?.last))
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether it holds the same bytes.
  @inline(__always)
  fileprivate func isSame(as other: [UInt8]) -> Bool {
    guard count == other.count, let own = baseAddress else { return count == other.count }
    return other.withUnsafeBytes { bytes in
      bytes.baseAddress.map { memcmp(own, $0, count) == 0 } ?? true
    }
  }
}

extension LinkedFacts.Bound {
  /// The latest of the events that count; this where none does.
  fileprivate func overridden(
    by events: some Sequence<(count: LinkedFacts.Count, bound: LinkedFacts.Bound)>
  ) -> LinkedFacts.Bound {
    var certain: LinkedFacts.Bound?
    var possible: LinkedFacts.Bound?
    for (count, bound) in events {
      switch count {
      case .yes: certain = certain.map { $0.latest(bound) } ?? bound
      case .maybe: possible = possible.map { $0.latest(bound) } ?? bound
      case .no: break
      }
    }
    guard let possible else { return certain ?? self }
    let base = certain ?? self
    var latest = base.latest(possible)
    latest.first = certain?.first
    return latest
  }

  /// The later of two events.
  private func latest(_ other: LinkedFacts.Bound) -> LinkedFacts.Bound {
    let firsts = [first, other.first].compactMap(\.self)
    let lasts = [last, other.last].compactMap(\.self)
    return LinkedFacts.Bound(first: firsts.max(), last: lasts.count == 2 ? lasts.max() : nil)
  }
}

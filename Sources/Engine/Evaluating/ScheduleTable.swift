import CEL
import CivilTime
import Diagnostics
import Findings
public import Inventory
public import Rules
import Synchronization

/// The rows of the schedules as objects that conditions read, laid out once for each organisation.
///
/// A class has the row that its own organisation gave it, and otherwise that of a schedule which is
/// for organisations of this kind and place.
final class ScheduleTable {
  /// A row and the object that conditions read.
  ///
  /// A reference, since rules ask for it of each dataset and a row has many parts.
  final class Entry: Sendable {
    let row: Schedule.Row
    let object: Value
    /// Of an organisation's own row, what is not known of it, and where it is.
    let unknown: Set<String>
    let place: OwnSchedule.Place?

    fileprivate init(
      row: Schedule.Row, object: Value, unknown: Set<String> = [], place: OwnSchedule.Place? = nil
    ) {
      self.row = row
      self.object = object
      self.unknown = unknown
      self.place = place
    }
  }

  /// The rows that some organisations have.
  fileprivate struct Table {
    var entries: [String: Entry] = [:]
    var hasOwnRows = false
    /// Whether an organisation may have rows of its own of which nothing is known.
    var isOpen = false
    /// The rows of which it is not known which class they are about.
    var nameless: [OwnSchedule.Place] = []
    /// The classes of rows in the organisation's files that nobody has.
    var strays: Set<String> = []
    /// The classes for which several organisations have rows that contradict each other.
    var contested: Set<String> = []
  }

  private var arena = Arena()
  private let schedule: Schedule
  /// The classes of rows that organisations' files have, which nobody else has.
  let strays: Set<String>
  private let confirmed: ConfirmedFigures
  private let jurisdictions: Jurisdictions
  private var tables: [[String]: Table] = [:]
  private let sharedTables = Mutex<[[String]: Table]>([:])
  /// What is published for all.
  private var common = Table()
  /// What applies where nothing is known of the organisations, who may have rows of their own.
  private var ofNobodyKnown: Table {
    var table = common
    table.isOpen = true
    return table
  }

  init(_ library: RuleLibrary, _ tree: InventoryTree, confirmed: ConfirmedFigures = .none) {
    schedule = library.schedule
    strays = Set(library.strayRows(in: tree).map(\.code))
    self.confirmed = confirmed
    jurisdictions = Jurisdictions(library.codeLists["jurisdiction"])
    for code in schedule.codes {
      if let row = schedule[code] { common.entries[code] = entry(row, for: nil) }
    }
    common.hasOwnRows = common.entries.values.contains { $0.row.maker == .organisation }
    let organisations = Dictionary(
      tree.organisations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for (id, node) in organisations { tables[[id]] = table(of: node, tree) }
  }

  /// What the schedules of some organisations say of a class.
  final class Standing {
    /// Its row; `nil` if there is none, or if they have different ones.
    let entry: Entry?
    /// Whether they have rows of it that contradict each other.
    let isContested: Bool
    /// Whether one of them may have a row of its own for it, in the place of the known one.
    let mayBeOther: Bool
    /// The rows that may be for the class, because theirs is not known.
    let nameless: [OwnSchedule.Place]

    fileprivate init(_ code: String, in table: Table) {
      entry = table.entries[code]
      isContested = table.contested.contains(code)
      nameless = table.nameless
      let row = entry?.row
      let isOwn = row?.maker == .organisation
      // What a file has comes before what its inventory has, and only that has a place in a file.
      mayBeOther =
        table.isOpen && !isOwn
        || (!isOwn || row?.path.isEmpty != false)
          && nearestName(to: code, among: table.strays) != nil
    }
  }

  /// What the schedules of the organisations that answer for a subject say of a class.
  func standing(_ code: String, controllers: [String]) -> Standing {
    Standing(code, in: table(controllers))
  }

  /// The row of a class for the organisations that answer for a subject; `nil` if there is none, or
  /// if they have different ones.
  func entry(_ code: String, controllers: [String]) -> Entry? {
    table(controllers).entries[code]
  }

  /// Whether one of the organisations has rows of its own; `nil` where that is not known.
  func hasOwnRows(controllers: [String]) -> Bool? {
    let table = table(controllers)
    return table.hasOwnRows ? true : table.isOpen ? nil : false
  }

  /// Whether a class has a row, or there is no schedule that could have one.
  func knows(_ code: String, controllers: [String]) -> Bool {
    let table = table(controllers)
    return table.entries.isEmpty || table.entries[code] != nil || table.contested.contains(code)
  }

  /// The class of the row that conditions read at an address.
  func code(ofRowAt address: UInt) -> String? {
    for table in [common] + tables.sorted(by: { $0.key.joined() < $1.key.joined() }).map(\.value) {
      let found = table.entries.filter { UInt($0.value.object.bits) == address }.keys
      if let code = found.min() { return code }
    }
    return nil
  }

  /// The rows of a class that the row in use took the place of.
  func replaced(_ code: String, controllers: [String]) -> [Schedule.Row] {
    guard let used = entry(code, controllers: controllers)?.row else { return [] }
    return schedule.candidates(code).filter { !$0.isSame(as: used) }
  }

  /// Whether a row of some organisations does not count unless a profile confirms it.
  func hasOpenRow(controllers: [String]) -> Bool {
    table(controllers).entries.values.contains { $0.row.evidence?.counts == false }
  }

  /// The rows of some organisations. What several have together is put together when it is first
  /// asked for: a system that they share may stand behind records that are checked before it.
  private func table(_ controllers: [String]) -> Table {
    if let own = tables[controllers] { return own }
    guard controllers.count > 1 else { return ofNobodyKnown }
    return sharedTables.withLock { known in
      if let made = known[controllers] { return made }
      let made = shared(controllers.map { tables[[$0]] ?? ofNobodyKnown })
      known[controllers] = made
      return made
    }
  }

  private func table(of organisation: InventoryNode, _ tree: InventoryTree) -> Table {
    var table = Table()
    let own = OwnSchedule(organisation, tree)
    let given = Dictionary(grouping: own.rows, by: \.row.code)
    // Of rows that differ nothing says which one holds.
    table.contested = Set(
      given.filter { rows in rows.value.dropFirst().contains { !$0.isSame(as: rows.value[0]) } }
        .keys)
    table.isOpen = own.isOpen
    table.nameless = own.nameless
    for code in schedule.codes {
      let fitting = schedule.candidates(code).filter { applies($0, to: organisation) }
      // What a file of the organisation says comes before what its inventory says of it, and that
      // before what is published.
      if let row = fitting.first(where: { $0.maker == .organisation }) {
        // A row of a class that nobody has may be a slip for one of a like name.
        if strays.contains(code) { table.strays.insert(code) }
        table.entries[code] = entry(row, for: organisation.id)
      } else if let row = fitting.first {
        guard given[code] == nil else { continue }
        table.entries[code] = entry(row, for: organisation.id)
      }
    }
    for (code, rows) in given where table.entries[code] == nil && !table.contested.contains(code) {
      table.entries[code] = Entry(
        row: rows[0].row, object: object(rows[0].row, unknown: rows[0].unknown),
        unknown: rows[0].unknown, place: rows[0].place)
    }
    table.contested.subtract(table.entries.keys)
    table.hasOwnRows =
      !table.contested.isEmpty || table.entries.values.contains { $0.row.maker == .organisation }
    return table
  }

  private func applies(_ row: Schedule.Row, to organisation: InventoryNode) -> Bool {
    row.scope.covers(organisation, jurisdictions)
  }

  /// The rows of several organisations: those that do not contradict each other.
  private func shared(_ tables: [Table]) -> Table {
    var shared = Table()
    shared.hasOwnRows = tables.contains(where: \.hasOwnRows)
    shared.isOpen = tables.contains(where: \.isOpen)
    shared.strays = Set(tables.flatMap(\.strays))
    for code in Set(tables.flatMap(\.entries.keys)) {
      let entries = tables.compactMap { $0.entries[code] }
      let isOne = entries.dropFirst().allSatisfy { $0.row.isSame(as: entries[0].row) }
      if isOne {
        // What one of them confirmed is confirmed.
        shared.entries[code] = entries.first { $0.row.evidence?.counts == true } ?? entries[0]
      } else {
        shared.contested.insert(code)
      }
    }
    for code in Set(tables.flatMap(\.contested)) {
      shared.contested.insert(code)
      shared.entries[code] = nil
    }
    return shared
  }

  /// A row as an organisation read it, or all did.
  private func entry(_ row: Schedule.Row, for organisation: String?) -> Entry {
    let own = organisation.flatMap { confirmed.own[$0]?.row(row) }
    let row = own ?? confirmed.common.row(row) ?? row
    return Entry(row: row, object: object(row))
  }

  /// - Parameter unknown: The names of the fields of which it is not known what they say.
  private func object(_ row: Schedule.Row, unknown: Set<String> = []) -> Value {
    let actions = arena.list(copying: row.actions.map { arena.string(copying: $0) })
    let values = [
      text(row.code), text(row.row), text(row.title), period(row.period), period(row.minimum),
      period(row.maximum), text(row.trigger), actions, text(row.actions.first),
      text(row.counting.rawValue), text(row.authority.rawValue), text(row.evidence?.grade.rawValue),
      Value(row.maker == .national), period(row.also?.minimum), text(row.also?.trigger),
    ]
    let fields = arena.allocate(values: values.count)
    for (index, value) in values.enumerated() {
      let name = RuleTypes.scheduleRow.fields[index].name
      let isUnknown = unknown.contains(name) || name == "actions" && unknown.contains("action")
      fields[index] = isUnknown ? .unknown : value
    }
    return Value(object: fields, type: RuleTypes.scheduleRow.number)
  }

  private func text(_ text: String?) -> Value {
    text.map { arena.string(copying: $0) } ?? .absent
  }

  private func period(_ period: Period?) -> Value {
    period.map { Value($0) } ?? .absent
  }
}

extension OwnSchedule.Row {
  /// Whether another row says the same.
  fileprivate func isSame(as other: Self) -> Bool {
    row.isSame(as: other.row) && unknown == other.unknown
  }
}

extension InventoryNode {
  /// The jurisdictions that an organisation says it is under, the one of its seat first.
  var jurisdictions: [String] {
    [object.text("jurisdiction")].compactMap(\.self) + object.texts("jurisdictions")
  }
}

extension Schedule.Scope {
  /// Whether an organisation of an inventory is among those that the schedule is for.
  public func covers(_ organisation: InventoryNode, _ jurisdictions: Jurisdictions) -> Bool {
    covers(
      organisation.id, kind: organisation.object.text("kind"), places: organisation.jurisdictions,
      jurisdictions)
  }
}

extension Schedule.Row {
  /// Whether another row is this one with the same figures, whoever confirmed them; what organisations
  /// decided for themselves is the same if it comes to the same.
  fileprivate func isSame(as other: Schedule.Row) -> Bool {
    if maker == .organisation, other.maker == .organisation {
      return (period, minimum, maximum) == (other.period, other.minimum, other.maximum)
        && (trigger, actions, counting) == (other.trigger, other.actions, other.counting)
    }
    var (own, others) = (self, other)
    own.evidence?.confirmation = nil
    others.evidence?.confirmation = nil
    return own == others
  }
}

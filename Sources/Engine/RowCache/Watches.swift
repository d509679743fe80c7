import Rules

/// What is watched of the rows of one signature: rules to ask of which a field that the rows lack is
/// unknown, with the days on which the field is known not to matter.
struct Watches: @unchecked Sendable {
  /// A rule with a field.
  struct Watch {
    /// The number of the pair.
    let pair: Int
    let column: ColumnWatch.Pair
    var rule: OpenRule
  }

  /// A rule with a field before it is watched, and the fields whose days may decide it.
  typealias Wanted = (
    pair: Int, column: ColumnWatch.Pair, plan: RuleChoice.Plan, days: [Int]
  )

  let items: UnsafeMutableBufferPointer<Watch>
  /// The fields whose days may spare a row the asking.
  let days: DayFields

  /// Nothing to watch.
  static let none = Watches(items: .init(start: nil, count: 0), days: DayFields([]))

  private init(items: UnsafeMutableBufferPointer<Watch>, days: DayFields) {
    self.items = items
    self.days = days
  }

  init(_ wanted: [Wanted]) {
    guard !wanted.isEmpty else {
      self = .none
      return
    }
    let fields = DayFields(Set(wanted.flatMap(\.days)).sorted())
    let items = UnsafeMutableBufferPointer<Watch>.allocate(capacity: wanted.count)
    _ = items.initialize(
      from: wanted.map { pair, column, plan, days in
        let learns = !days.isEmpty && fields.lanes(of: days) != nil
        return Watch(pair: pair, column: column, rule: OpenRule(plan, learns: learns, waits: 0))
      })
    self.init(items: items, days: fields)
  }

  func deallocate() {
    guard items.baseAddress != nil else { return }
    for item in items { item.rule.deallocate() }
    items.deallocate()
    days.deallocate()
  }
}

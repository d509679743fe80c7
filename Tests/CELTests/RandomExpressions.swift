import CivilTime

@testable import CEL

/// Numbers that look random and are the same in every run (SplitMix64).
struct Randomness {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
  mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
}

/// Makes up conditions over a record with days, some of them missing, and data for them.
struct RandomExpressions {
  var random: Randomness
  let base = CivilDate(year: 2025, month: 2, day: 14) ?? CivilDate(dayNumber: 0)

  static let item = StructType(
    "Item", number: 2, fields: [.init("d", .date), .init("e", .date), .init("n", .int)])
  static let record = StructType(
    "Record", number: 1,
    fields: [
      .init("a", .date), .init("b", .date), .init("c", .date), .init("n", .int),
      .init("s", .string), .init("flag", .bool), .init("xs", .list(.object("Item"))),
      .init("item", .object("Item")),
    ])

  static var environment: Environment {
    var environment = Environment(libraries: .all)
    environment.declare(item)
    environment.declare(record)
    environment.declare(variable: "r", .object("Record"))
    return environment
  }

  // MARK: Data

  mutating func day() -> CivilDate { base.adding(days: random.below(500) - 250) }

  mutating func dateValue() -> Value {
    if random.chance(10) { return .absent }
    if random.chance(3) { return .unknown }
    let day = day()
    if random.chance(10) { return Value(first: day, last: day.adding(days: random.below(60))) }
    return Value(first: day, last: day)
  }

  mutating func itemValue(_ arena: inout Arena) -> Value {
    let fields = arena.allocate(values: 3)
    fields[0] = dateValue()
    fields[1] = dateValue()
    fields[2] = random.chance(10) ? .absent : Value(Int64(random.below(6)))
    return Value(object: fields, type: 2)
  }

  mutating func recordValue(_ arena: inout Arena) -> Value {
    let fields = arena.allocate(values: 8)
    for slot in 0..<3 { fields[slot] = dateValue() }
    fields[3] = random.chance(10) ? .absent : Value(Int64(random.below(6)))
    fields[4] =
      random.chance(10) ? .absent : arena.string(copying: random.pick(["open", "closed", ""]))
    fields[5] = random.chance(10) ? .absent : Value(random.chance(50))
    var items: [Value] = []
    for _ in 0..<random.below(4) { items.append(itemValue(&arena)) }
    fields[6] = random.chance(5) ? .absent : arena.list(copying: items)
    fields[7] = random.chance(10) ? .absent : itemValue(&arena)
    return Value(object: fields, type: 1)
  }

  // MARK: Expressions

  /// A condition, nested so deep at most.
  mutating func condition(_ depth: Int, _ local: String? = nil) -> String {
    if depth == 0 || random.chance(20) { return atom(local) }
    switch random.below(10) {
    case 0...2: return terms(depth, "&&", local)
    case 3...5: return terms(depth, "||", local)
    case 6: return "!(\(condition(depth - 1, local)))"
    case 9:
      let parts = (0..<3).map { _ in condition(depth - 1, local) }
      return "(\(parts[0]) ? \(parts[1]) : \(parts[2]))"
    default:
      guard local == nil else { return atom(local) }
      let macro = random.pick(["all", "exists", "exists", "exists_one"])
      return "r.xs.\(macro)(x, \(condition(depth - 1, "x")))"
    }
  }

  private mutating func terms(_ depth: Int, _ sign: String, _ local: String?) -> String {
    let count = 2 + random.below(3)
    let terms = (0..<count).map { _ in condition(depth - 1, local) }
    return "(\(terms.joined(separator: " \(sign) ")))"
  }

  private mutating func atom(_ local: String?) -> String {
    let order = random.pick(["<", "<=", ">", ">=", "==", "!="])
    switch random.below(20) {
    case 0...8: return "\(date(2, local)) \(order) \(date(2, local))"
    case 9: return "(\(date(1, local)) - \(date(1, local))) \(order) \(random.below(400) - 200)"
    case 10: return "age(\(date(1, local)), \(date(1, local))) \(order) \(random.below(3))"
    case 11: return "today.month() \(order) \(1 + random.below(12))"
    case 12: return "\(date(1, local)).year() \(order) \(2024 + random.below(3))"
    case 13: return "\(date(1, local)).day() \(order) \(1 + random.below(28))"
    case 14: return "has(\(local ?? "r").\(local == nil ? random.pick(["a", "n", "s"]) : "d"))"
    case 15: return "\(local ?? "r").n \(order) \(random.below(6))"
    case 16: return "r.s in ['open', 'closed']"
    case 17: return "r.flag"
    case 18: return "r.?item.?d.orValue(today) \(order) \(date(1, local))"
    default: return "r.n + \(random.below(3)) \(order) \(random.below(6))"
    }
  }

  private mutating func date(_ depth: Int, _ local: String?) -> String {
    if depth == 0 || random.chance(40) {
      switch random.below(6) {
      case 0, 1: return "today"
      case 2: return "date('\(day())')"
      case 3: return "r.item.\(random.pick(["d", "e"]))"
      default:
        return local.map { "\($0).\(random.pick(["d", "e"]))" }
          ?? "r.\(random.pick(["a", "b", "c"]))"
      }
    }
    let inner = date(depth - 1, local)
    let period = random.pick(["P1M", "P3M", "P30D", "P1Y", "P1M1D", "P0D", "P6M"])
    switch random.below(10) {
    case 8: return "cel.bind(v, \(inner), \(random.chance(50) ? "v" : "v + period('P1M')"))"
    case 0...1: return "(\(inner) + period('\(period)'))"
    case 2: return "(\(inner) - period('\(period)'))"
    case 3: return "\(inner).addDays(\(random.below(100) - 50))"
    case 4:
      let mode = random.pick(CountingMode.allCases).rawValue
      return "lastDay(\(inner), period('\(period)'), '\(mode)')"
    case 5: return "\(random.pick(["yearEnd", "monthEnd", "financialYearEnd"]))(\(inner))"
    case 9:
      return random.chance(50)
        ? "nextWorkingDay(\(inner), r.s)"
        : "nthWorkingDay(\(inner), \(random.below(3) + 1), r.s)"
    case 6: return "\(random.pick(["latest", "earliest"]))(\(inner), \(date(depth - 1, local)))"
    default: return "(r.flag ? \(inner) : \(date(depth - 1, local)))"
    }
  }
}

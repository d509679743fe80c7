import CEL

/// A record as a store would describe it, in the memory of a machine's host.
///
/// `Benchmarks/language.py` has the same one for other implementations of the language.
struct Facts: ~Copyable {
  private var arena = Arena()
  /// What the expressions may use.
  private(set) var environment = Environment()
  /// A value for each variable of ``environment``.
  private(set) var variables: [Value] = []

  init() {
    declareTypes()
    for name in ["closed", "created", "now"] { environment.declare(variable: name, .timestamp) }
    variables = [
      record(), Value(seconds: 1_427_760_000, nanoseconds: 0),
      Value(seconds: 1_388_651_400, nanoseconds: 0), Value(seconds: 1_767_225_600, nanoseconds: 0),
    ]
  }

  private mutating func declareTypes() {
    declare("Person", 1, [("id", .int), ("active", .bool)])
    declare("Owner", 2, [("dept", .string), ("country", .string), ("person", .object("Person"))])
    declare("Retention", 3, [("code", .string), ("years", .int)])
    declare("Class", 4, [("code", .string), ("retention", .object("Retention"))])
    declare(
      "Meta", 5,
      [
        ("pages", .int), ("archived", .bool), ("klass", .object("Class")), ("hold", .bool),
        ("review", .object("Review")),
      ])
    declare("Flags", 6, [("legal_hold", .bool), ("pii", .bool)])
    declare("Version", 7, [("no", .int), ("size", .int), ("state", .string)])
    declare("Review", 8, [("done", .bool)])
    declare(
      "Record", 9,
      [
        ("id", .string), ("title", .string), ("path", .string), ("status", .string),
        ("owner", .object("Owner")), ("meta", .object("Meta")), ("flags", .object("Flags")),
        ("closed", .string), ("created", .string), ("tags", .list(.string)),
        ("versions", .list(.object("Version"))),
      ])
    environment.declare(variable: "rec", .object("Record"))
  }

  private mutating func declare(
    _ name: String, _ number: UInt32, _ fields: [(String, CELType)]
  ) {
    environment.declare(
      StructType(name, number: number, fields: fields.map { StructType.Field($0.0, $0.1) }))
  }

  private mutating func record() -> Value {
    let person = object(1, [Value(Int64(4_711)), Value(true)])
    let owner = object(2, [text("FIN"), text("DE"), person])
    let retention = object(3, [text("HGB257"), Value(Int64(10))])
    let recordClass = object(4, [text("F.10"), retention])
    let meta = object(5, [Value(Int64(120)), Value(false), recordClass, .absent, .absent])
    let flags = object(6, [Value(false), Value(true)])
    var tags: [Value] = []
    for tag in ["finance", "invoice", "scan", "eu", "pii"] { tags.append(text(tag)) }
    var versions: [Value] = []
    for number in Int64(0)..<10 {
      let state = text(number % 2 == 1 ? "final" : "superseded")
      versions.append(object(7, [Value(number), Value(1_000 + number), state]))
    }
    return object(
      9,
      [
        text("R-000123"), text("INV-2019-004711 final"),
        text("/store/fin/2019/INV-2019-004711.xml"), text("closed"), owner, meta, flags,
        text("2015-03-31T00:00:00Z"), text("2014-01-02T08:30:00Z"), arena.list(copying: tags),
        arena.list(copying: versions),
      ])
  }

  private mutating func text(_ text: String) -> Value { arena.string(copying: text) }

  private mutating func object(_ type: UInt32, _ fields: [Value]) -> Value {
    let memory = arena.allocate(values: fields.count)
    for (index, field) in fields.enumerated() { memory[index] = field }
    return Value(object: UnsafePointer(memory), type: type)
  }
}

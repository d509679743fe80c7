import Bytes
import Diagnostics
import Findings

extension PartialForm {
  /// Reads the partial of a shard.
  ///
  /// - Parameter findings: An empty store, which says where findings are kept.
  /// - Throws: `shard.malformed` and what ``ShardFile`` throws.
  public init(
    reading path: String, findings: FindingStore = FindingStore()
  ) throws(ShardFailure) {
    var reader = Reader(store: findings)
    try ShardFile.read(path) { (line) throws(ShardFailure) in
      do throws(FormFailure) {
        try reader.read(line.bytes)
      } catch {
        throw ShardFailure(error, path: line.path, line: line.number)
      }
    }
    guard var partial = reader.partial, let expected = reader.expected else {
      throw ShardFailure(.malformed(0, "the file has no counts"), path: path, line: 1)
    }
    guard expected == (reader.problems.count, reader.faults.count) else {
      throw ShardFailure(
        .malformed(0, "the file does not list the problems that it counts"), path: path, line: 1)
    }
    if let problem = partial.findings.problem(listing: reader.subjectLists) {
      throw ShardFailure(.malformed(0, problem), path: path, line: 1)
    }
    for (place, finding) in reader.shared { partial.share(finding, at: place) }
    for (place, finding) in reader.ofDatasets { partial.add(finding, of: place) }
    let columns =
      (reader.columns + reader.postponed).map(\.0) + reader.postponedOfDatasets.map(\.0)
    for column in columns where !partial.byRule.indices.contains(column.rule) {
      throw ShardFailure(.malformed(0, "there is no rule \(column.rule)"), path: path, line: 1)
    }
    for (column, finding) in reader.columns { partial.miss(column, .finding(finding)) }
    for (column, finding) in reader.postponed {
      partial.postpone(PostponedBreach(.finding(finding), of: column))
    }
    for (column, (place, finding)) in reader.postponedOfDatasets {
      partial.postpone(finding, of: place, column)
    }
    partial.faults = reader.faults
    self.init(
      partial: partial, frame: reader.frame, outline: reader.outline, problems: reader.problems)
  }

  /// The lines so far.
  private struct Reader {
    let store: FindingStore
    var partial: Partial?
    /// How many problems and faults the counts say there are.
    var expected: (problems: Int, faults: Int)?
    var frame: RunFrame?
    var outline: Outline?
    var problems: [Diagnostic] = []
    var faults: [Diagnostic] = []
    var shared: [(SharedPlace, Finding)] = []
    var ofDatasets: [(SharedPlace, DatasetFinding)] = []
    var columns: [(MissingColumn, Finding)] = []
    var postponed: [(MissingColumn, Finding)] = []
    var postponedOfDatasets: [(MissingColumn, (SharedPlace, DatasetFinding))] = []
    var subjectLists: [SubjectList] = []

    init(store: FindingStore) { self.store = store }

    mutating func read(_ line: [UInt8]) throws(FormFailure) {
      var cursor = JSONCursor(line)
      let node = try cursor.value()
      try cursor.expectEnd()
      guard case .object(let members) = node.value, let member = members.first, members.count == 1
      else { throw .malformed(0, "expected an object with one member") }
      switch member.name {
      case "frame": frame = try RunFrame.read(member.node)
      case "outline": outline = try Outline.read(member.node)
      case "tally": (partial, expected) = try PartialForm.tally(member.node, store)
      case "problem": problems.append(try Diagnostic.read(member.node))
      case "fault": faults.append(try Diagnostic.read(member.node))
      case "shared": shared.append(try PartialForm.shared(member.node))
      case "ofDataset": ofDatasets.append(try PartialForm.ofDataset(member.node))
      case "column": columns.append(try PartialForm.column(member.node))
      case "postponed": postponed.append(try PartialForm.column(member.node))
      case "postponedOfDataset":
        postponedOfDatasets.append(try PartialForm.postponedOfDataset(member.node))
      case "subjectList":
        let list = try SubjectList.read(member.node)
        subjectLists.append(list)
        // Root causes are counted as findings come in, and name the systems of their lists.
        partial?.findings.add([list])
      case "finding":
        guard partial != nil else { throw .malformed(0, "expected the counts before this") }
        partial?.findings.append(try Finding.read(member.node))
      default: throw .malformed(0, "no line \"\(member.name)\" in a partial")
      }
    }
  }

  private static func tally(
    _ node: JSONNode, _ store: FindingStore
  ) throws(FormFailure) -> (Partial, expected: (problems: Int, faults: Int)) {
    try node.object { (json) throws(FormFailure) in
      let records = try count(json.required("records"))
      let holdings = try count(json.required("holdings"))
      let expected = (
        problems: try count(json.required("problems")), faults: try count(json.required("faults"))
      )
      let ruleCount = try json.number("ruleCount")
      guard 0...mostRules ~= ruleCount else { throw .malformed(0, "there are not so many rules") }
      var partial = Partial(rules: ruleCount, findings: store)
      partial.records = records
      partial.holdings = holdings
      for (number, counts) in try json.list("rules", numbered) {
        guard number < ruleCount else { throw .malformed(0, "there is no rule \(number)") }
        partial.byRule[number] = counts
      }
      let paths = try json.list("paths") { (node) throws(FormFailure) in
        try node.object { (json) throws(FormFailure) in
          (path: try json.text("path"), counts: try counts(json.required("counts")))
        }
      }
      for entry in paths { partial.byPath[entry.path] = entry.counts }
      let places = try json.list("places") { (node) throws(FormFailure) in
        try place(node, rules: ruleCount)
      }
      for entry in places { partial.byPlace[entry.path] = entry.tally }
      let given = try json.list("given") { (node) throws(FormFailure) in
        try node.object { (json) throws(FormFailure) in
          (path: try json.text("path"), fields: try json.texts("fields"))
        }
      }
      for entry in given { partial.give(entry.fields, path: entry.path) }
      return (partial, expected)
    }
  }

  private static func place(
    _ node: JSONNode, rules: Int
  ) throws(FormFailure) -> (path: String, tally: PlaceTally) {
    try node.object { (json) throws(FormFailure) in
      var tally = PlaceTally()
      let path = try json.text("path")
      tally.applied = try ExtentForm.counts(json.optional("applied"), rules: rules)
      tally.appliedToRows = try ExtentForm.counts(json.optional("appliedToRows"), rules: rules)
      let decided = try json.list("decided", count)
      let rows = try json.list("rows") { (node) throws(FormFailure) in try node.number() }
      guard rows.count == 5, decided.allSatisfy({ $0 < rules }) else {
        throw .malformed(node.offset, "expected the counts of a place")
      }
      tally.decided = RuleNumbers(decided)
      (tally.bands, tally.inBands, tally.inBirthBands) = (rows[0], rows[1], rows[2])
      (tally.records, tally.disposed) = (rows[3], rows[4])
      if let days = try json.optional("days")?.list(number) {
        guard let read = RecordDays(days) else {
          throw .malformed(node.offset, "expected the days of records")
        }
        tally.days = read
      }
      tally.marks = try json.optional("marks").map(RecordMarks.read)
      return (path, tally)
    }
  }

  /// A number that can be added up without end.
  private static func count(_ node: JSONNode) throws(FormFailure) -> Int {
    let number = try node.number()
    guard 0...(1 << 42) ~= number else {
      throw .malformed(node.offset, "expected a count from 0 to 4398046511104")
    }
    return number
  }

  /// More rules than anybody has.
  private static let mostRules = 1_000_000

  private static func numbered(
    _ node: JSONNode
  ) throws(FormFailure) -> (number: Int, counts: Summary.Counts) {
    let numbers = try node.list(count)
    guard numbers.count == 7 else {
      throw .malformed(node.offset, "expected a rule's number and six counts")
    }
    return (numbers[0], counts(numbers.dropFirst()))
  }

  private static func counts(_ node: JSONNode) throws(FormFailure) -> Summary.Counts {
    let numbers = try node.list(count)
    guard numbers.count == 6 else { throw .malformed(node.offset, "expected six counts") }
    return counts(numbers[...])
  }

  /// - Precondition: There are six.
  private static func counts(_ six: ArraySlice<Int>) -> Summary.Counts {
    let numbers = Array(six)
    var counts = Summary.Counts()
    counts.pass = numbers[0]
    counts.breach = numbers[1]
    counts.undetermined = numbers[2]
    counts.notApplicable = numbers[3]
    counts.waived = numbers[4]
    counts.provisional = numbers[5]
    return counts
  }

  private static func shared(_ node: JSONNode) throws(FormFailure) -> (SharedPlace, Finding) {
    try node.object { (json) throws(FormFailure) in
      (try place(&json), try countedFinding(&json))
    }
  }

  private static func place(_ json: inout ObjectReader) throws(FormFailure) -> SharedPlace {
    SharedPlace(
      file: try json.number("file"),
      origin: try json.list("origin") { (node) throws(FormFailure) in try node.number() })
  }

  private static func countedFinding(_ json: inout ObjectReader) throws(FormFailure) -> Finding {
    let finding = try Finding.read(json.required("finding"))
    if finding.count != nil, !(0...(1 << 42) ~= finding.count ?? 0) {
      throw .malformed(0, "expected a count from 0 to 4398046511104")
    }
    return finding
  }

  private static func ofDataset(
    _ node: JSONNode
  ) throws(FormFailure) -> (SharedPlace, DatasetFinding) {
    try node.object(ofDataset)
  }

  private static func ofDataset(
    _ json: inout ObjectReader
  ) throws(FormFailure) -> (SharedPlace, DatasetFinding) {
    let place = try place(&json)
    let (cause, remedy) = (try json.texts("cause"), try json.texts("remedy"))
    return (place, DatasetFinding(try countedFinding(&json), cause: cause, remedy: remedy))
  }

  private static func postponedOfDataset(
    _ node: JSONNode
  ) throws(FormFailure) -> (MissingColumn, (SharedPlace, DatasetFinding)) {
    try node.object { (json) throws(FormFailure) in
      (try missing(&json), try ofDataset(&json))
    }
  }

  private static func column(_ node: JSONNode) throws(FormFailure) -> (MissingColumn, Finding) {
    try node.object { (json) throws(FormFailure) in
      var column = try missing(&json)
      if let count = try json.optional("atLeast")?.number() { column.figure = .atLeast(count) }
      if let count = try json.optional("atMost")?.number() { column.figure = .atMost(count) }
      if let figure = try day("oldest", &json) {
        column.figure = .oldest(figure.day, count: figure.count)
      }
      if let figure = try day("newest", &json) {
        column.figure = .newest(figure.day, count: figure.count)
      }
      return (column, try Finding.read(json.required("finding")))
    }
  }

  private static func missing(_ json: inout ObjectReader) throws(FormFailure) -> MissingColumn {
    var column = MissingColumn(
      path: try json.text("path"), rule: try json.number("rule"), field: try json.text("field"))
    if json.has("others") { column.others = try json.texts("others") }
    if json.has("alternatives") {
      column.alternatives = try json.texts("alternatives").map {
        $0.split(separator: " ").map(String.init)
      }
    }
    return column
  }

  private static func number(_ node: JSONNode) throws(FormFailure) -> Int { try node.number() }

  /// A day that a dataset states, with the number of its records where that is known.
  private static func day(
    _ name: StaticString, _ json: inout ObjectReader
  ) throws(FormFailure) -> (day: RecordFigure.StatedDay, count: Int?)? {
    guard let numbers = try json.optional(name)?.list(number) else { return nil }
    guard 2...3 ~= numbers.count else {
      throw .malformed(0, "expected a day that a dataset states")
    }
    return (
      RecordFigure.StatedDay(first: numbers[0], last: numbers[1]),
      numbers.count == 3 ? numbers[2] : nil
    )
  }
}

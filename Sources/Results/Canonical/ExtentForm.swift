import Bytes
import CivilTime
import Findings

/// The canonical form of what was checked.
///
/// The checks of a place are a list of numbers: that of a rule, how many checks it made, and so on. Where
/// the checks are those of an earlier place, `as` gives its number in their stead: many places have the
/// same.
enum ExtentForm {
  /// - Parameter breaksLines: Whether each place has a line of its own.
  static func write(_ extent: Extent, breaksLines: Bool = true, to json: inout JSONWriter) {
    json.object { json in
      json.member("rules", extent.rules)
      json.array("places") { json in
        var earlier: [Checks: Int] = [:]
        for (number, place) in extent.places.enumerated() {
          if breaksLines { json.breakLine("  ") }
          let checks = Checks(place)
          let same = earlier[checks]
          if same == nil, !checks.isShort { earlier[checks] = number }
          write(place, sameAs: same, to: &json)
        }
      }
    }
  }

  /// What is written of a place once for all that have the same.
  private struct Checks: Hashable {
    var applied: RuleCounts
    var toRows: RuleCounts

    init(_ place: Extent.Place) {
      applied = place.applied
      toRows = place.appliedToRows
    }

    /// Whether the number of a place would hardly be shorter.
    var isShort: Bool { applied.count + toRows.count < 4 }
  }

  private static func write(
    _ place: Extent.Place, sameAs number: Int?, to json: inout JSONWriter
  ) {
    json.object { json in
      json.member("path", place.path)
      if let number {
        json.member("as", number)
      } else {
        write("applied", place.applied, to: &json)
        write("appliedToRows", place.appliedToRows, to: &json)
      }
      guard let population = place.population else { return }
      json.name("population")
      population.write(to: &json)
    }
  }

  static func write(_ name: StaticString, _ counts: RuleCounts, to json: inout JSONWriter) {
    guard !counts.isEmpty else { return }
    json.list(name, counts.numbers) { $0.value($1) }
  }

  static func read(_ node: JSONNode) throws(FormFailure) -> Extent {
    try node.object { (json) throws(FormFailure) in
      let rules = try json.texts("rules")
      var places: [Extent.Place] = []
      _ = try json.list("places") { (node) throws(FormFailure) in
        places.append(try place(node, rules: rules.count, after: places))
      }
      return Extent(rules: rules, places: places)
    }
  }

  private static func place(
    _ node: JSONNode, rules: Int, after places: [Extent.Place]
  ) throws(FormFailure) -> Extent.Place {
    try node.object { (json) throws(FormFailure) in
      if let same = json.optional("as") {
        let number = try same.number()
        guard places.indices.contains(number) else {
          throw .malformed(same.offset, "expected the number of an earlier place")
        }
        return Extent.Place(
          path: try json.text("path"), applied: places[number].applied,
          appliedToRows: places[number].appliedToRows,
          population: try json.optional("population").map(Extent.Population.read))
      }
      return Extent.Place(
        path: try json.text("path"), applied: try counts(json.optional("applied"), rules: rules),
        appliedToRows: try counts(json.optional("appliedToRows"), rules: rules),
        population: try json.optional("population").map(Extent.Population.read))
    }
  }

  /// Reads pairs of a rule's number and a count.
  static func counts(_ node: JSONNode?, rules: Int) throws(FormFailure) -> RuleCounts {
    guard let node else { return [:] }
    let numbers = try node.list { (node) throws(FormFailure) in try node.number() }
    guard numbers.count.isMultiple(of: 2) else {
      throw .malformed(node.offset, "expected pairs of a rule's number and a count")
    }
    var counts = RuleCounts()
    for index in stride(from: 0, to: numbers.count, by: 2) {
      guard 0..<rules ~= numbers[index], 0...(1 << 42) ~= numbers[index + 1] else {
        throw .malformed(node.offset, "there is no such rule, or its count is too large")
      }
      counts[numbers[index]] = numbers[index + 1]
    }
    return counts
  }
}

extension Extent.Population: Formed {
  static let formName: StaticString = "population"
  static let blank = Extent.Population()

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("stated", &stated, .number)
    try form.field("bands", &bands, .count)
    try form.field("inBands", &inBands, .number)
    try form.field("records", &records, .count)
    try form.field("disposed", &disposed, .count)
    try form.field("certified", &certified, .number)
    try form.field("disposals", &disposals, mayBeMissing: true)
    try form.field("marks", &marks)
  }
}

extension Extent.Disposal: Formed {
  static let formName: StaticString = "disposal"
  static let blank = Extent.Disposal(
    first: CivilDate(dayNumber: 0), last: CivilDate(dayNumber: 0), count: 0)

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("first", &first)
    try form.field("last", &last)
    try form.field("count", &count, .count)
  }
}

extension RecordMarks: Formed {
  static let formName: StaticString = "recordMarks"
  static let blank = RecordMarks()

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try Self.field("present", &present, &form)
    try Self.field("disposed", &disposed, &form)
  }

  /// Marks as one text of twelve hexadecimal digits each, which is shorter than a list.
  private static func field<Form: FieldVisitor>(
    _ name: StaticString, _ marks: inout [UInt64], _ form: inout Form
  ) throws(Form.Failure) {
    var text = marks.map { Fingerprint.digits(ofMark: $0) }.joined()
    try form.field(name, &text)
    marks = Fingerprint.marks(inDigits: text)
  }
}

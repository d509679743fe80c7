import CEL
import Inventory

/// The fields of a row that streams, in the form in which they are given fastest.
///
/// Whatever a step does not know is given as the fields of any other row are: by evaluating their
/// expressions.
final class PlainFields {
  /// How a field gets its value.
  enum Way {
    case text, list, day, number
    /// A value that JSON has already.
    case value
    /// An expression over one column, whose values are remembered.
    case remembered
    case general
  }

  struct Step {
    var way: Way
    var slot: Int
    /// The index of the column, or of the member in ``FlatRow/members``.
    var column: Int
    /// The index of the field in its block.
    var field: Int
    /// The first pattern of its days, where its parts have one length.
    var day: FixedDay?
    /// Whether sums show the text that the value was read from.
    var hasOriginal: Bool
    /// Whether the file has nowhere what the field needs; `nil` until a row lacked it.
    var isNowhere: Bool?
  }

  let steps: UnsafeMutableBufferPointer<Step>
  /// How days are read, by the index of the field.
  let readings: [DayReading?]
  /// What is remembered of expressions, by the index of the field.
  let memos: [ExpressionMemo?]

  /// - Parameter members: The members of rows in JSON; `nil` of a table.
  init(_ block: CompiledBlock, members: [String]?) {
    var readings: [DayReading?] = []
    var memos: [ExpressionMemo?] = []
    var steps: [Step] = []
    for (index, field) in block.fields.enumerated() {
      var step = Step(
        way: .general, slot: field.slot, column: 0, field: index, hasOriginal: Self.isShown(field))
      var reading: DayReading?
      if case .expression(let expression) = field.content {
        let shortcut =
          members.map { MemberShortcut.of(expression.program.source, $0) } ?? expression.shortcut
        reading = Self.set(&step, shortcut, field, isMember: members != nil)
        if step.way == .general { Self.setRemembered(&step, expression, members) }
      }
      memos.append(step.way == .remembered ? ExpressionMemo() : nil)
      steps.append(step)
      readings.append(reading)
    }
    self.readings = readings
    self.memos = memos
    self.steps = .allocate(capacity: steps.count)
    _ = self.steps.initialize(from: steps)
  }

  deinit { steps.deallocate() }

  private static func set(
    _ step: inout Step, _ shortcut: CompiledExpression.Shortcut?, _ field: CompiledField,
    isMember: Bool
  ) -> DayReading? {
    switch (shortcut, field.field.kind) {
    case (.column(let column)?, .codes):
      (step.way, step.column) = (.list, column)
    case (.column(let column)?, .integer) where isMember,
      (.column(let column)?, .boolean) where isMember:
      (step.way, step.column) = (.value, column)
    case (.column(let column)?, .object), (.column(let column)?, .objects):
      (step.way, step.column) = (isMember ? .general : .text, column)
    case (.column(let column)?, _): (step.way, step.column) = (.text, column)
    case (.number(let column)?, .integer): (step.way, step.column) = (.number, column)
    case (.day(let column, let days)?, .date):
      (step.way, step.column) = (.day, column)
      step.day = days.patterns.first?.fixed
      return days
    default: break
    }
    return nil
  }

  private static func setRemembered(
    _ step: inout Step, _ expression: CompiledExpression, _ members: [String]?
  ) {
    guard ExpressionMemo.isPossible(expression), let name = expression.scan.members.first else {
      return
    }
    let column = members.map { $0.firstIndex(of: name) } ?? expression.columns.first
    guard let column else { return }
    (step.way, step.column) = (.remembered, column)
  }

  /// The text of a name or of prose is its value.
  private static func isShown(_ field: CompiledField) -> Bool {
    switch field.field.kind {
    case .text, .prose: false
    default: true
    }
  }
}

/// Finds expressions over a row in JSON that need no evaluation.
enum MemberShortcut {
  static func of(_ source: String, _ members: [String]) -> CompiledExpression.Shortcut? {
    if let name = ReferenceScan.plainMember(source), let index = members.firstIndex(of: name) {
      return .column(index)
    }
    if let (name, patterns) = ReferenceScan.plainDay(source),
      let index = members.firstIndex(of: name)
    {
      return .day(index, DayReading(patterns: patterns.compactMap { DayPattern($0) }))
    }
    if let name = ReferenceScan.plainNumber(source), let index = members.firstIndex(of: name) {
      return .number(index)
    }
    return nil
  }
}

import Inventory

/// The fields of a row of a table in the form in which they are given fastest.
final class PlainFields {
  /// How a field gets its value.
  enum Way {
    case text, list, day, general
  }

  struct Step {
    var way: Way
    var slot: Int
    var column: Int
    /// The index of the field in its block.
    var field: Int
  }

  let steps: UnsafeMutableBufferPointer<Step>
  /// How days are read, by the index of the field.
  let readings: [DayReading?]

  init(_ block: CompiledBlock) {
    var readings: [DayReading?] = []
    var steps: [Step] = []
    for (index, field) in block.fields.enumerated() {
      var step = Step(way: .general, slot: field.slot, column: 0, field: index)
      var reading: DayReading?
      if case .expression(let expression) = field.content {
        switch expression.shortcut {
        case .column(let column)?:
          step.column = column
          if case .codes = field.field.kind { step.way = .list } else { step.way = .text }
        case .day(let column, let days)?:
          step.column = column
          step.way = .day
          reading = days
        case nil: break
        }
      }
      steps.append(step)
      readings.append(reading)
    }
    self.readings = readings
    self.steps = .allocate(capacity: steps.count)
    _ = self.steps.initialize(from: steps)
  }

  deinit { steps.deallocate() }
}

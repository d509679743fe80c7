public import Inventory

extension RuleTypes {
  /// What people call a value that the vocabulary does not have.
  public struct Label: Sendable {
    /// The label, such as `highest review group`.
    public let text: String
    /// What the value is.
    public let kind: FieldDefinition.Kind
  }

  /// The labels of what conditions ask about linked people and schedule rows, by path.
  public static let labels: [String: Label] = {
    let related: [(String, String, FieldDefinition.Kind)] = [
      ("group", "highest review group", .integer), ("lastEvent", "latest event", .date),
      ("records", "number of records", .integer),
      ("undisposed", "records not disposed of", .integer),
      ("groupAtMost", "highest review group or a higher one", .integer),
      ("undisposedAtLeast", "records certainly not disposed of", .integer),
    ]
    let row: [(String, String, FieldDefinition.Kind)] = [
      ("code", "class", .text), ("row", "row", .text), ("title", "title", .text),
      ("period", "period in the schedule", .period),
      ("minimum", "minimum in the schedule", .period),
      ("maximum", "maximum in the schedule", .period),
      ("trigger", "trigger in the schedule", .text),
      ("actions", "actions that the schedule allows", .text),
      ("action", "action in the schedule", .text),
      ("counting", "counting in the schedule", .text),
      ("authority", "authority of the schedule row", .text),
      ("evidence", "evidence for the schedule row", .text),
      ("national", "row of the national schedule", .boolean),
    ]
    var labels: [String: Label] = [:]
    for (name, text, kind) in related {
      labels["related(record).\(name)"] = Label(text: text, kind: kind)
    }
    let rows = [
      "scheduleRow", "schedule(dataset.category)", "schedule(record.category)",
      "ownSchedule(dataset.category)",
    ]
    for root in rows {
      for (name, text, kind) in row { labels["\(root).\(name)"] = Label(text: text, kind: kind) }
    }
    return labels
  }()
}

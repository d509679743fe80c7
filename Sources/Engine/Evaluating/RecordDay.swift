import CEL
import Inventory

/// Which day of a record its period runs from.
extension InventoryNode {
  /// The fields of the triggers that have a day of their own in a record; of all others the day is the
  /// record's last event.
  private static let fields = [
    "creation": "created", "recorded": "created", "reported": "reported", "requested": "reported",
    "taken": "taken", "conviction": "conviction", "release": "release",
    "sentence-end": "sentenceEnd", "resolved": "resolved", "purpose-met": "purposeMet",
    "authorisation-end": "authorisationEnd", "last-review": "reviewed", "consent": "consent",
    "birth": "born", "death": "died",
  ]

  /// Whether a dataset says of which day its oldest or its newest record is.
  var statesDays: Bool {
    object.value("oldest").tag == .date || object.value("newest").tag == .date
  }

  /// The slot of a record's day from which the period of a dataset runs; `nil` where the dataset does
  /// not say what starts it.
  var recordDaySlot: Int? {
    let retention = object.value("retention")
    guard retention.tag == .object, let trigger = FactObject(retention).text("trigger") else {
      return nil
    }
    return Vocabulary.record.slot(Self.fields[trigger] ?? "lastEvent")
  }
}

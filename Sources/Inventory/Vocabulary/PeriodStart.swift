package import CEL

/// The day of a record from which a period runs, by what starts it.
public enum PeriodStart {
  /// The fields of the events that have a day of their own in a record, by the codes of the list of
  /// triggers.
  private static let fields = [
    "creation": "created", "recorded": "created", "reported": "reported", "requested": "reported",
    "taken": "taken", "conviction": "conviction", "release": "release",
    "sentence-end": "sentenceEnd", "resolved": "resolved", "purpose-met": "purposeMet",
    "authorisation-end": "authorisationEnd", "last-review": "reviewed", "consent": "consent",
    "consent-withdrawal": "consentWithdrawn",
    "birth": "born", "death": "died",
  ]

  /// The events of the list of triggers that may still be to come while there are data already, such as
  /// the end of a tenancy.
  public static let possiblyToCome: Set<String> = [
    "account-closure", "audit", "authorisation-end", "closure", "consent-withdrawal",
    "contract-end",
    "conviction", "death", "decision", "decommissioning", "deployment-end", "determination",
    "discharge", "disposal", "election", "employment-end", "exmatriculation", "expiry",
    "graduation",
    "inquest-end", "processing-end", "project-end", "publication", "purpose-met", "release",
    "release-of-hold", "resolved", "school-leaving", "sentence-end", "supersession", "tenancy-end",
  ]

  /// The events of that list without which there are no data, or whose absence says nothing of when a
  /// period begins: the making of the record, the last contact, the end of a year.
  public static let alwaysPast: Set<String> = [
    "birth", "calendar-year-end", "capture", "consent", "creation", "financial-year-end",
    "last-contact", "last-event", "last-login", "last-purchase", "last-review", "last-treatment",
    "payment", "receipt", "recorded", "reported", "requested", "school-year-end", "taken",
    "tax-year-end",
  ]

  /// The field of a record that is the day of a kind of event: of most, the record's last event.
  public static func field(of trigger: String) -> String { fields[trigger] ?? "lastEvent" }

  /// The slot of that field.
  public static func slot(of trigger: String) -> Int { slots[trigger] ?? lastEvent }

  private static let lastEvent = InventoryTree.slot("lastEvent", of: Vocabulary.record)
  private static let slots = fields.mapValues { InventoryTree.slot($0, of: Vocabulary.record) }
  private static let bandSlots = ["from", "to"].map {
    InventoryTree.slot($0, of: Vocabulary.holding)
  }
  private static let datasetSlots = [InventoryTree.slot("oldest", of: Vocabulary.dataset)]
  private static let types = [Vocabulary.holding, Vocabulary.dataset].map {
    Vocabulary.structType($0.name)?.number
  }

  /// Whether what starts a period has not happened yet, as `not-applicable` in the place of its day says.
  ///
  /// - Parameters:
  ///   - object: A record; an age band, which says it of both its days; or a dataset, of its oldest record.
  ///   - trigger: The code of the event, as text.
  /// - Returns: A Boolean; false where a day is given or none is, and where the event cannot be to come;
  ///   an error where the day is said to be not known.
  package static func isToCome(_ object: Value, _ trigger: Value) -> Value {
    guard object.tag == .object, trigger.tag == .string else {
      return Value(error: .noMatchingOverload)
    }
    let event = trigger.asString
    let slots =
      switch types.firstIndex(of: object.aux) {
      case 0: bandSlots
      case 1: datasetSlots
      default: [slot(of: event)]
      }
    let days = slots.map { object.asFields[$0].tag }
    if days.contains(.unknown) { return Value(error: .unknownField) }
    let isSaid = days.allSatisfy { $0 == .notApplicable }
    return Value(isSaid && possiblyToCome.contains(event))
  }
}

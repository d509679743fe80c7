extension Vocabulary {
  /// A controller or processor.
  public static let organisation = ObjectDefinition(
    "Organisation", "A controller or processor that answers for systems.",
    [
      FieldDefinition("id", .text, "Its identifier, unique in the inventory."),
      FieldDefinition("name", .text, "Its name."),
      FieldDefinition("kind", .code("organisation-kind"), "What it is in law."),
      FieldDefinition("jurisdiction", .code("jurisdiction"), "Whose law it is under."),
      FieldDefinition(
        "jurisdictions", .codes("jurisdiction"), "The other places whose law it is under.",
        absence: .none),
      FieldDefinition(
        "holdsReviewed", .date, "When the register of holds was last reviewed.",
        change: .renewal("review the register of holds")),
      FieldDefinition("recordsPolicy", .object(recordsPolicy), "Its records policy."),
      FieldDefinition("schedule", .object(schedule), "Its retention schedule."),
      FieldDefinition(
        "dataProtectionOfficer", .object(dataProtectionOfficer), "Its data protection officer."),
      FieldDefinition("privacyNotice", .object(privacyNotice), "Its privacy notice."),
      FieldDefinition(
        "complaints", .object(complaints), "How data-protection complaints reach it."),
      FieldDefinition("inquiries", .object(inquiries), "Its register of public inquiries."),
      FieldDefinition(
        "policyDocuments", .objects(policyDocument, singular: "policyDocument"),
        "Appropriate policy documents."),
      FieldDefinition(
        "processingRecords", .objects(processingRecord, singular: "processingRecord"),
        "Entries of its record of processing activities."),
      FieldDefinition(
        "approvers", .objects(approver, singular: "approver"), "Who may approve disposals of what."),
      FieldDefinition(
        "holds", .objects(hold, singular: "hold"), "Legal holds that stop disposal.", absence: .none
      ),
      FieldDefinition(
        "requests", .objects(request, singular: "request"), "Rights requests and complaints.",
        absence: .none),
      FieldDefinition(
        "incidents", .objects(incident, singular: "incident"), "Personal data breaches.",
        absence: .none),
      properties,
    ])

  static let recordsPolicy = ObjectDefinition(
    "RecordsPolicy", "The policy on managing records.",
    [
      FieldDefinition("owner", .text, "The role that owns it."),
      FieldDefinition("approved", .date, "When it was approved."),
      FieldDefinition(
        "reviewed", .date, "When it was last reviewed.", change: .renewal("review the policy"),
        notBelow: ["approved"]),
    ])

  static let schedule = ObjectDefinition(
    "Schedule", "The retention schedule in use.",
    [
      FieldDefinition("edition", .text, "Its edition."),
      FieldDefinition("owner", .text, "The role that owns it."),
      FieldDefinition("approved", .date, "When it was approved."),
      FieldDefinition(
        "reviewed", .date, "When it was last reviewed.", change: .renewal("review the schedule"),
        notBelow: ["approved"]),
      FieldDefinition(
        "reviewInterval", .period, "How often it has to be reviewed.", change: .setting),
      FieldDefinition(
        "rows", .objects(scheduleRow, singular: "row"),
        "Its rows, where they differ from the published schedule's.", absence: .none),
    ])

  static let scheduleRow = ObjectDefinition(
    "ScheduleRow", "A row of a retention schedule.",
    [
      FieldDefinition("category", .code("category"), "The class of records."),
      FieldDefinition("period", .period, "How long they are kept."),
      FieldDefinition("minimum", .period, "At least how long.", absence: .none),
      FieldDefinition("maximum", .period, "At most how long.", absence: .none),
      FieldDefinition(
        "counting", .code("counting"), "How the last day is counted.", absence: .none),
      FieldDefinition(
        "trigger", .code("trigger"), "What starts the period; the setting may say it instead.",
        absence: .none),
      FieldDefinition("action", .code("disposal-action"), "What happens at its end."),
      FieldDefinition("authority", .text, "The law or policy behind it."),
      FieldDefinition("reason", .prose, "Why that long."),
    ])

  static let dataProtectionOfficer = ObjectDefinition(
    "DataProtectionOfficer", "The officer designated under DPA 2018 s.69 or Article 37.",
    [
      FieldDefinition("name", .text, "Name or role."),
      FieldDefinition(
        "published", .boolean, "Whether the contact details are published.", change: .setting),
      FieldDefinition("notified", .boolean, "Whether the regulator was told.", change: .setting),
    ])

  static let privacyNotice = ObjectDefinition(
    "PrivacyNotice", "What people are told.",
    [
      FieldDefinition("url", .text, "Where it is."),
      FieldDefinition(
        "statesRetention", .boolean, "Whether it says how long data are kept.", change: .setting),
      FieldDefinition(
        "reviewed", .date, "When it was last reviewed.", change: .renewal("review the notice")),
      FieldDefinition(
        "periods", .objects(statedPeriod, singular: "statedPeriod"),
        "The periods that it states.", absence: .none),
    ])

  /// How long a class of data is kept, as a document says.
  static let statedPeriod = ObjectDefinition(
    "StatedPeriod", "How long a class of records is kept, as a document says.",
    [
      FieldDefinition("category", .code("category"), "The class of records."),
      FieldDefinition("period", .period, "How long, in the words of the document."),
    ])

  static let complaints = ObjectDefinition(
    "Complaints", "How complaints to the controller are handled.",
    [
      FieldDefinition(
        "electronicForm", .boolean, "Whether there is an electronic form.", change: .setting),
      FieldDefinition(
        "routes", .codes("complaint-route"), "The other ways that make complaining easy.",
        change: .setting),
      FieldDefinition(
        "acknowledgeWithin", .period, "How soon a complaint is acknowledged.", change: .setting),
    ])

  static let inquiries = ObjectDefinition(
    "InquiryRegister", "The register of inquiries that may require preservation.",
    [
      FieldDefinition(
        "reviewed", .date, "When it was last reviewed.",
        change: .renewal("review the register of inquiries")),
      FieldDefinition("includes", .codes("inquiry"), "The inquiries it lists.", change: .setting),
    ])

  static let policyDocument = ObjectDefinition(
    "PolicyDocument", "An appropriate policy document (DPA 2018 s.42, Schedule 1 Part 4).",
    [
      FieldDefinition("id", .text, "Its identifier."),
      FieldDefinition("regime", .code("regime"), "The regime it is for."),
      FieldDefinition("covers", .codes("system-id"), "The systems it covers.", refersTo: .system),
      FieldDefinition(
        "statesRetention", .boolean, "Whether it says how long data are kept.", change: .setting),
      FieldDefinition(
        "reviewed", .date, "When it was last reviewed.", change: .renewal("review the document")),
      FieldDefinition("withdrawn", .date, "When the processing ended.", absence: .none),
      FieldDefinition("keptUntil", .date, "Until when it is kept."),
    ])

  static let processingRecord = ObjectDefinition(
    "ProcessingRecord", "An entry of the record of processing (DPA 2018 s.61, Article 30).",
    [
      FieldDefinition("id", .text, "Its reference."),
      FieldDefinition("regime", .code("regime"), "The regime it is for."),
      FieldDefinition(
        "states", .codes("processing-record-item"), "The items it states.", change: .setting),
      FieldDefinition(
        "notApplicable", .codes("processing-record-item"), "The items that do not apply.",
        absence: .none),
      FieldDefinition("reason", .prose, "Why they do not apply."),
      FieldDefinition(
        "periods", .objects(statedPeriod, singular: "statedPeriod"),
        "The time limits for erasure that it states.", absence: .none),
    ])

  static let approver = ObjectDefinition(
    "Approver", "Who may approve the disposal of classes of records.",
    [
      FieldDefinition("name", .text, "The role."),
      FieldDefinition(
        "covers", .codes("category"), "The classes of records.", refersTo: .recordClass),
    ])

  static let hold = ObjectDefinition(
    "Hold", "An instruction that stops disposal.",
    [
      FieldDefinition("id", .text, "Its identifier."),
      FieldDefinition("authority", .text, "Who or what requires it."),
      FieldDefinition("kind", .code("hold-kind"), "What kind of hold it is."),
      FieldDefinition(
        "scope", .codes("hold-scope"), "The systems, datasets or categories it covers.",
        refersTo: .scope),
      FieldDefinition("from", .date, "Its first day."),
      FieldDefinition(
        "reviewDue", .date, "When it must be reviewed.", change: .nextDay("review it")),
      FieldDefinition("owner", .text, "The role that owns it."),
      FieldDefinition("released", .date, "Its last day.", absence: .none, notBelow: ["from"]),
      FieldDefinition("reason", .prose, "Why it was made."),
    ])

  static let request = ObjectDefinition(
    "Request", "A rights request or complaint.",
    [
      FieldDefinition("id", .text, "Its reference.", privacy: .identifying),
      FieldDefinition("kind", .code("request-kind"), "What was asked."),
      FieldDefinition("regime", .code("regime"), "The regime it is under."),
      FieldDefinition("received", .date, "When it came in.", isPast: true),
      FieldDefinition(
        "started", .date, "When the time limit began, where it waited for identity or a fee.",
        absence: .none),
      FieldDefinition(
        "clarificationAsked", .date, "When information needed to find the data was asked for.",
        absence: .none, isPast: true),
      FieldDefinition(
        "clarificationReceived", .date, "When that information came.", absence: .none,
        isPast: true),
      FieldDefinition("decided", .date, "When the decision that it is about was taken."),
      FieldDefinition(
        "acknowledged", .date, "When it was acknowledged.", absence: .none,
        change: .deed("acknowledge it"), notBelow: ["received"]),
      FieldDefinition(
        "extension", .period, "By how much the time limit was extended.", absence: .none),
      FieldDefinition(
        "extensionTold", .date, "When the person was told of the extension and why.",
        absence: .none),
      FieldDefinition(
        "responded", .date, "When it was answered.", absence: .none, change: .deed("answer it"),
        notBelow: ["received"]),
      FieldDefinition("outcome", .code("request-outcome"), "How it was answered.", absence: .none),
      FieldDefinition("restricted", .boolean, "Whether data were restricted instead of erased."),
      FieldDefinition("disclosed", .boolean, "Whether the data had been disclosed to recipients."),
      FieldDefinition(
        "recipientsTold", .date, "When recipients of the data were told.", absence: .none,
        change: .deed("tell the recipients")),
      FieldDefinition(
        "fromAuthority", .boolean, "Whether the data came from another competent authority."),
      FieldDefinition(
        "originTold", .date, "When the authority that they came from was told.", absence: .none,
        change: .deed("tell the authority")),
      FieldDefinition("reason", .prose, "Why it was refused or restricted."),
      FieldDefinition(
        "reasonTold", .date, "When the person was told so, with the reasons.", absence: .none,
        change: .deed("tell the person")),
      FieldDefinition(
        "reasonWithheld", .boolean, "Whether telling the reasons would defeat the restriction."),
      FieldDefinition(
        "accuracyContested", .boolean, "Whether the data were restricted because of a dispute."),
      FieldDefinition(
        "restrictionLifted", .date, "When the restriction was lifted.", absence: .none),
      FieldDefinition(
        "liftingTold", .date, "When the person was told that it would be.", absence: .none),
    ])

  static let incident = ObjectDefinition(
    "Incident", "A personal data breach (DPA 2018 s.67, Article 33).",
    [
      FieldDefinition("id", .text, "Its reference."),
      FieldDefinition("aware", .instant, "When the controller became aware.", isPast: true),
      FieldDefinition("notifiable", .boolean, "Whether the regulator had to be told."),
      FieldDefinition(
        "highRisk", .boolean, "Whether it is likely a high risk to the people concerned."),
      FieldDefinition(
        "peopleTold", .date, "When the people concerned were told.", absence: .none,
        change: .deed("tell the people concerned")),
      FieldDefinition(
        "peopleExempt", .prose, "Why they need not be told one by one.", absence: .none),
      FieldDefinition(
        "controllersTold", .instant, "When a processor told its controllers.",
        change: .deed("tell the controllers")),
      FieldDefinition(
        "notified", .instant, "When the regulator was told.", absence: .none,
        change: .deed("notify the regulator"), notBelow: ["aware"]),
      FieldDefinition("recorded", .boolean, "Whether it is in the register.", change: .setting),
      FieldDefinition(
        "facts", .boolean, "Whether the register states the facts.", change: .setting),
      FieldDefinition(
        "effects", .boolean, "Whether the register states the effects.", change: .setting),
      FieldDefinition(
        "remedy", .boolean, "Whether the register states what was done.", change: .setting),
      FieldDefinition(
        "delayReason", .prose, "Why the notification was late.", absence: .none, change: .setting),
    ])
}

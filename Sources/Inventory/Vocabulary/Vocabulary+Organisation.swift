extension Vocabulary {
  /// A controller or processor.
  public static let organisation = ObjectDefinition(
    "Organisation", "A controller or processor that answers for systems.",
    [
      FieldDefinition("id", "identifier", .text, "Its identifier, unique in the inventory."),
      FieldDefinition("name", "name", .text, "Its name."),
      FieldDefinition(
        "kind", "kind of organisation", .code("organisation-kind"), "What it is in law."),
      FieldDefinition(
        "jurisdiction", "jurisdiction", .code("jurisdiction"), "Whose law it is under."),
      FieldDefinition(
        "jurisdictions", "other jurisdictions", .codes("jurisdiction"),
        "The other places whose law it is under.",
        absence: .none),
      FieldDefinition(
        "financialYearEnd", "end of the financial year", .date,
        "The day on which one of its financial years ends; all others end on the same day of their year. "
          + "Where it is not given, 31 March in the United Kingdom and 31 December elsewhere.",
        absence: .none),
      FieldDefinition(
        "taxYearEnd", "end of the tax year", .date,
        "The day on which one of its tax years ends; all others end on the same day of their year. "
          + "Where it is not given, 5 April in the United Kingdom and 31 December elsewhere.",
        absence: .none),
      FieldDefinition(
        "schoolYearEnd", "end of the school year", .date,
        "The day on which one of its school years ends; all others end on the same day of their year."
      ),
      FieldDefinition(
        "holdsReviewed", "last review of the hold register", .date,
        "When the register of holds was last reviewed.",
        change: .renewal("review the register of holds")),
      FieldDefinition(
        "recordsPolicy", "records policy", .object(recordsPolicy), "Its records policy."),
      FieldDefinition(
        "schedule", "retention schedule", .object(schedule), "Its retention schedule."),
      FieldDefinition(
        "dataProtectionOfficer", "data protection officer", .object(dataProtectionOfficer),
        "Its data protection officer."),
      FieldDefinition(
        "privacyNotice", "privacy notice", .object(privacyNotice), "Its privacy notice."),
      FieldDefinition(
        "complaints", "data protection complaints", .object(complaints),
        "How data-protection complaints reach it."),
      FieldDefinition(
        "inquiries", "register of inquiries", .object(inquiries),
        "Its register of public inquiries."),
      FieldDefinition(
        "policyDocuments", "appropriate policy documents",
        .objects(policyDocument, singular: "policyDocument"),
        "Appropriate policy documents."),
      FieldDefinition(
        "processingRecords", "records of processing activities",
        .objects(processingRecord, singular: "processingRecord"),
        "Entries of its record of processing activities."),
      FieldDefinition(
        "approvers", "disposal approvers", .objects(approver, singular: "approver"),
        "Who may approve disposals of what."),
      FieldDefinition(
        "holds", "legal holds", .objects(hold, singular: "hold"), "Legal holds that stop disposal.",
        absence: .none
      ),
      FieldDefinition(
        "requests", "rights requests and complaints", .objects(request, singular: "request"),
        "Rights requests and complaints.",
        absence: .none),
      FieldDefinition(
        "requestFigures", "figures of requests",
        .objects(requestFigures, singular: "figures"),
        "How many requests were answered in time, by kind and time.",
        absence: .none),
      FieldDefinition(
        "incidents", "personal data breaches", .objects(incident, singular: "incident"),
        "Personal data breaches.",
        absence: .none),
      properties,
    ])

  static let recordsPolicy = ObjectDefinition(
    "RecordsPolicy", "The policy on managing records.",
    [
      FieldDefinition("owner", "owner of the records policy", .text, "The role that owns it."),
      FieldDefinition(
        "approved", "records policy approved", .date, "When it was approved.", isPast: true),
      FieldDefinition(
        "reviewed", "last review of the records policy", .date, "When it was last reviewed.",
        change: .renewal("review the policy"),
        notBelow: ["approved"]),
    ])

  static let schedule = ObjectDefinition(
    "Schedule", "The retention schedule in use.",
    [
      FieldDefinition("edition", "edition of the retention schedule", .text, "Its edition."),
      FieldDefinition("owner", "owner of the retention schedule", .text, "The role that owns it."),
      FieldDefinition(
        "approved", "retention schedule approved", .date, "When it was approved.", isPast: true),
      FieldDefinition(
        "reviewed", "last review of the retention schedule", .date, "When it was last reviewed.",
        change: .renewal("review the schedule"),
        notBelow: ["approved"]),
      FieldDefinition(
        "reviewInterval", "review interval of the retention schedule", .period,
        "How often it has to be reviewed.", change: .setting, mostYears: longestInterval),
      FieldDefinition(
        "rows", "rows of the retention schedule", .objects(scheduleRow, singular: "row"),
        "Its rows, where they differ from the published schedule's.", absence: .none),
    ])

  public static let scheduleRow = ObjectDefinition(
    "ScheduleRow", "A row of a retention schedule.",
    [
      FieldDefinition(
        "category", "schedule row", .code("category"), "The class of records.",
        refersTo: .ownClass),
      FieldDefinition(
        "period", "retention period", .period, "How long they are kept.", notBelow: ["minimum"]),
      FieldDefinition("minimum", "minimum period", .period, "At least how long.", absence: .none),
      FieldDefinition(
        "maximum", "maximum period", .period, "At most how long.", absence: .none,
        notBelow: ["period", "minimum"]),
      FieldDefinition(
        "counting", "counting of the last day", .code("counting"), "How the last day is counted.",
        absence: .none),
      FieldDefinition(
        "trigger", "trigger of the period", .code("trigger"),
        "What starts the period; the setting may say it instead.", absence: .none),
      FieldDefinition(
        "action", "disposal action", .code("disposal-action"), "What happens at its end."),
      FieldDefinition(
        "authority", "authority for the period", .text, "The law or policy behind it."),
      FieldDefinition("reason", "reason for the period", .prose, "Why that long."),
      FieldDefinition(
        "source", "source of the period", .text,
        "The document that the period was taken from, where it is not the organisation's own decision.",
        absence: .none),
      FieldDefinition(
        "at", "place in the source", .text, "The section or page of that document.", absence: .none),
      FieldDefinition(
        "evidence", "evidence for the period", .code("evidence"),
        "How well it is known that the document says so.", absence: .none),
      FieldDefinition(
        "ownClass", "class of its own", .boolean,
        "Whether the class is the organisation's own, where no published schedule and no dataset of the "
          + "inventory has it.", absence: .none),
    ])

  static let dataProtectionOfficer = ObjectDefinition(
    "DataProtectionOfficer", "The officer designated under DPA 2018 s.69 or Article 37.",
    [
      FieldDefinition("name", "data protection officer", .text, "Name or role."),
      FieldDefinition(
        "published", "contact details published", .boolean,
        "Whether the contact details are published.", change: .setting),
      FieldDefinition(
        "notified", "regulator notified of the officer", .boolean,
        "Whether the regulator was told.", change: .setting),
    ])

  static let privacyNotice = ObjectDefinition(
    "PrivacyNotice", "What people are told.",
    [
      FieldDefinition("url", "address of the privacy notice", .text, "Where it is."),
      FieldDefinition(
        "statesRetention", "privacy notice states retention periods", .boolean,
        "Whether it says how long data are kept.", change: .setting),
      FieldDefinition(
        "reviewed", "last review of the privacy notice", .date, "When it was last reviewed.",
        change: .renewal("review the notice")),
      FieldDefinition(
        "periods", "periods in the privacy notice",
        .objects(statedPeriod, singular: "statedPeriod"),
        "The periods that it states.", absence: .none),
    ])

  /// How long a class of data is kept, as a document says.
  static let statedPeriod = ObjectDefinition(
    "StatedPeriod", "How long a class of records is kept, as a document says.",
    [
      FieldDefinition(
        "category", "class of records", .code("category"), "The class of records.",
        refersTo: .listedClass),
      FieldDefinition(
        "period", "stated period", .period, "How long, in the words of the document."),
      FieldDefinition(
        "ownClass", "class of its own", .boolean,
        "Whether the class is the organisation's own, where no published schedule and no dataset of the "
          + "inventory has it.", absence: .none),
    ])

  static let complaints = ObjectDefinition(
    "Complaints", "How complaints to the controller are handled.",
    [
      FieldDefinition(
        "electronicForm", "electronic complaint form", .boolean,
        "Whether there is an electronic form.", change: .setting),
      FieldDefinition(
        "routes", "other complaint routes", .codes("complaint-route"),
        "The other ways that make complaining easy.",
        change: .setting),
      FieldDefinition(
        "acknowledgeWithin", "time to acknowledge a complaint", .period,
        "How soon a complaint is acknowledged.", change: .setting),
    ])

  static let inquiries = ObjectDefinition(
    "InquiryRegister", "The register of inquiries that may require preservation.",
    [
      FieldDefinition(
        "reviewed", "last review of the inquiry register", .date, "When it was last reviewed.",
        change: .renewal("review the register of inquiries")),
      FieldDefinition(
        "includes", "inquiries on the register", .codes("inquiry"), "The inquiries it lists.",
        change: .setting),
    ])

  static let policyDocument = ObjectDefinition(
    "PolicyDocument", "An appropriate policy document (DPA 2018 s.42, Schedule 1 Part 4).",
    [
      FieldDefinition("id", "policy document", .text, "Its identifier."),
      FieldDefinition(
        "regime", "regime of the policy document", .code("regime"), "The regime it is for."),
      FieldDefinition(
        "covers", "systems covered", .codes("system-id"), "The systems it covers.",
        refersTo: .system),
      FieldDefinition(
        "statesRetention", "policy document states retention periods", .boolean,
        "Whether it says how long data are kept.", change: .setting),
      FieldDefinition(
        "reviewed", "last review of the policy document", .date, "When it was last reviewed.",
        change: .renewal("review the document")),
      FieldDefinition(
        "withdrawn", "processing ended", .date, "When the processing ended.", absence: .none,
        isPast: true),
      FieldDefinition(
        "keptUntil", "policy document kept until", .date, "Until when it is kept.",
        notBelow: ["withdrawn"]),
    ])

  static let processingRecord = ObjectDefinition(
    "ProcessingRecord", "An entry of the record of processing (DPA 2018 s.61, Article 30).",
    [
      FieldDefinition("id", "reference of the entry", .text, "Its reference."),
      FieldDefinition("regime", "regime of the entry", .code("regime"), "The regime it is for."),
      FieldDefinition(
        "states", "items stated", .codes("processing-record-item"), "The items it states.",
        change: .setting),
      FieldDefinition(
        "notApplicable", "items that do not apply", .codes("processing-record-item"),
        "The items that do not apply.",
        absence: .none),
      FieldDefinition("reason", "reason that items do not apply", .prose, "Why they do not apply."),
      FieldDefinition(
        "periods", "stated time limits for erasure",
        .objects(statedPeriod, singular: "statedPeriod"),
        "The time limits for erasure that it states.", absence: .none),
    ])
}

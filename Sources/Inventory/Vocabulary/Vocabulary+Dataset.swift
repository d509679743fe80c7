extension Vocabulary {
  /// A class of records in a system.
  public static let dataset = ObjectDefinition(
    "Dataset", "A class of records in a system.",
    [
      FieldDefinition("id", .text, "Its identifier, unique in a file."),
      FieldDefinition("name", .text, "Its name."),
      FieldDefinition(
        "category", .code("category"), "The row of a schedule that it belongs to.",
        refersTo: .recordClass),
      FieldDefinition("regime", .code("regime"), "Its regime, where it differs from the system's."),
      FieldDefinition("purposes", .codes("purpose"), "Its purposes, where they differ."),
      FieldDefinition("legalBasis", .codes("legal-basis"), "Its legal basis, where it differs."),
      FieldDefinition("sensitive", .boolean, "Whether it holds special categories of data."),
      FieldDefinition("subjects", .codes("subject-category"), "Whose data, where it differs."),
      FieldDefinition(
        "controller", .code("organisation-id"), "The organisation that answers for it.",
        refersTo: .organisation),
      FieldDefinition("medium", .code("medium"), "What form the data have."),
      FieldDefinition(
        "groupMode", .code("group-mode"), "How group 3 is disposed of.", change: .setting),
      FieldDefinition(
        "count", .integer, "How many records there are.",
        notBelow: ["missingTrigger", "missingGroup"]),
      FieldDefinition(
        "missingTrigger", .integer, "How many records lack the trigger date.",
        change: .falling("record the trigger date of records")),
      FieldDefinition(
        "missingGroup", .integer, "How many records lack a review group.",
        change: .falling("give records a review group")),
      FieldDefinition("oldest", .date, "The trigger date of the oldest record."),
      FieldDefinition(
        "newest", .date, "The trigger date of the newest record.", notBelow: ["oldest"]),
      FieldDefinition(
        "duplicateOf", .text, "The dataset it is a copy of.", absence: .none, refersTo: .dataset),
      FieldDefinition("archive", .boolean, "Whether it is an archive outside operational use."),
      FieldDefinition("archivePurpose", .text, "Why it is archived."),
      FieldDefinition(
        "accessLimited", .boolean, "Whether access is limited to archive users.", change: .setting),
      FieldDefinition(
        "deleteRoute", .boolean, "Whether people can apply for deletion.", change: .setting),
      FieldDefinition(
        "underTen", .boolean, "Whether children under ten are handled apart.", change: .setting),
      FieldDefinition("irrelevantPurge", .date, "When irrelevant extracted data are purged."),
      FieldDefinition("evidential", .boolean, "Whether it is kept as evidence."),
      FieldDefinition("retention", .object(retention), "How long it is kept."),
      FieldDefinition("review", .object(datasetReview), "Its reviews."),
      FieldDefinition(
        "anonymisation", .object(anonymisation), "How data are made anonymous at the end."),
      FieldDefinition(
        "retentions", .objects(retention, singular: "retentionRule"),
        "Several rules, one per medium, subject or group.", absence: .none),
      FieldDefinition(
        "disposals", .objects(disposal, singular: "disposal"), "Disposals that were carried out.",
        absence: .none),
      properties,
      FieldDefinition(
        "holdings", .objects(holding, singular: "holding"),
        "Counts of records by age; none where records are given."),
      FieldDefinition(
        "records", .objects(record, singular: "record"),
        "Rows of an extract; none where holdings are given."),
    ])

  static let retention = ObjectDefinition(
    "Retention", "A retention rule as the organisation has set it.",
    [
      FieldDefinition(
        "appliesTo", .codes("retention-scope"), "What it applies to.", absence: .none),
      FieldDefinition("kind", .code("retention-kind"), "What kind of rule it is."),
      FieldDefinition(
        "period", .period, "How long.", change: .setting, notBelow: ["minimum"]),
      FieldDefinition("minimum", .period, "At least how long.", absence: .none),
      FieldDefinition(
        "maximum", .period, "At most how long, where the period is a minimum.", change: .setting),
      FieldDefinition("trigger", .code("trigger"), "What starts the period.", change: .setting),
      FieldDefinition(
        "action", .code("disposal-action"), "What happens at its end.", change: .setting),
      FieldDefinition(
        "automatic", .boolean, "Whether it happens without a person.", change: .setting),
      FieldDefinition(
        "counting", .code("counting"), "How the last day is counted.", absence: .none),
      FieldDefinition(
        "bound", .code("bound"), "Whether it is a minimum, a maximum or exact; exact unless said.",
        absence: .none),
      FieldDefinition("authority", .text, "The law or policy behind it."),
      FieldDefinition("justification", .prose, "Why that long.", change: .setting),
      FieldDefinition("originalText", .prose, "The words of the source.", absence: .none),
    ])

  static let datasetReview = ObjectDefinition(
    "DatasetReview", "Reviews of a class of records.",
    [
      FieldDefinition("interval", .period, "How often it is reviewed.", change: .setting),
      FieldDefinition("last", .date, "When it was last reviewed.", change: .renewal("review it")),
      FieldDefinition("next", .date, "When it is next reviewed.", change: .nextDay("review it")),
    ])

  static let anonymisation = ObjectDefinition(
    "Anonymisation", "How data are changed so that nobody can be identified.",
    [
      FieldDefinition("method", .text, "The method."),
      FieldDefinition(
        "tested", .date, "When somebody last tried to identify people in the outcome.",
        change: .renewal("test whether people can be identified")),
      FieldDefinition("reidentified", .boolean, "Whether that test identified anybody."),
    ])

  static let disposal = ObjectDefinition(
    "Disposal", "A disposal that was carried out.",
    [
      FieldDefinition("id", .text, "Its reference."),
      FieldDefinition("date", .date, "When."),
      FieldDefinition("count", .integer, "How many records."),
      FieldDefinition("authority", .text, "The schedule row or order behind it."),
      FieldDefinition("approver", .text, "The role that approved it."),
      FieldDefinition("method", .code("disposal-method"), "How."),
      FieldDefinition("certificate", .text, "The certificate."),
      FieldDefinition(
        "copiesConfirmed", .boolean, "Whether copies are confirmed gone.", change: .setting),
      FieldDefinition("holdsChecked", .boolean, "Whether holds were checked first."),
    ])

  /// Counts of records in one age band.
  public static let holding = ObjectDefinition(
    "Holding", "Counts of records in one age band.",
    [
      FieldDefinition("id", .text, "Its identifier, where it has one.", absence: .none),
      FieldDefinition("group", .integer, "The review group, 1 to 4.", range: 1...4),
      FieldDefinition("subject", .code("subject-category"), "Whose data."),
      FieldDefinition("from", .date, "The first trigger date of the band."),
      FieldDefinition(
        "to", .date, "The last trigger date of the band.", notBelow: ["from"]),
      FieldDefinition(
        "bornFrom", .date, "The earliest birth in the band, if it is by birth.", absence: .none,
        privacy: .personal, isPast: true),
      FieldDefinition(
        "bornTo", .date, "The latest birth in the band, if it is by birth.", absence: .none,
        privacy: .personal,
        notBelow: ["bornFrom"]),
      FieldDefinition(
        "count", .integer, "How many records.", change: .falling("dispose of records"),
        notBelow: ["reviewed", "held", "pastPeriod"]),
      FieldDefinition(
        "reviewed", .integer, "How many have a recorded decision to retain.", absence: .none,
        change: .rising("review records and record the decisions to retain")),
      FieldDefinition("held", .integer, "How many are under a hold.", absence: .none),
      FieldDefinition("reviewedAndHeld", .integer, "How many are counted in both."),
      FieldDefinition(
        "pastPeriod", .integer,
        "How many are past the end of their period, where the system can say.",
        change: .falling("dispose of records")),
    ])
}

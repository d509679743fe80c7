extension Vocabulary {
  /// A class of records in a system.
  public static let dataset = ObjectDefinition(
    "Dataset", "A class of records in a system.",
    [
      FieldDefinition("id", "dataset", .text, "Its identifier, unique in a file."),
      FieldDefinition("name", "name", .text, "Its name."),
      FieldDefinition(
        "category", "schedule row", .code("category"), "The row of a schedule that it belongs to.",
        refersTo: .recordClass),
      FieldDefinition(
        "regime", "data protection regime", .code("regime"),
        "Its regime, where it differs from the system's."),
      FieldDefinition(
        "purposes", "purposes", .codes("purpose"), "Its purposes, where they differ."),
      FieldDefinition(
        "legalBasis", "legal basis", .codes("legal-basis"), "Its legal basis, where it differs."),
      FieldDefinition(
        "sensitive", "special category data", .boolean,
        "Whether it holds special categories of data."),
      FieldDefinition(
        "subjects", "data subjects", .codes("subject-category"), "Whose data, where it differs."),
      FieldDefinition(
        "controller", "controller", .code("organisation-id"),
        "The organisation that answers for it.",
        refersTo: .controller),
      FieldDefinition("medium", "medium", .code("medium"), "What form the data have."),
      FieldDefinition(
        "groupMode", "group 3 disposal mode", .code("group-mode"), "How group 3 is disposed of.",
        change: .setting),
      FieldDefinition(
        "count", "number of records", .integer, "How many records there are.",
        absence: .noneBeside("records"), notBelow: ["missingTrigger", "missingGroup"]),
      FieldDefinition(
        "missingTrigger", "records without a trigger date", .integer,
        "How many records lack the trigger date. Those whose period has not begun lack none.",
        change: .falling("record the trigger date of records")),
      FieldDefinition(
        "missingGroup", "records without a review group", .integer,
        "How many records lack a review group.",
        change: .falling("give records a review group")),
      FieldDefinition(
        "oldest", "oldest trigger date", .date,
        "The trigger date of the oldest record. Where the trigger is the end of a year, any day of that "
          + "year says the same. not-applicable: no period has begun.",
        isPast: true),
      FieldDefinition(
        "newest", "newest trigger date", .date,
        "The trigger date of the newest record, as with the oldest.",
        isPast: true, notBelow: ["oldest"]),
      FieldDefinition(
        "duplicateOf", "copy of", .text, "The dataset it is a copy of.", absence: .none,
        refersTo: .original),
      FieldDefinition(
        "archive", "archive", .boolean, "Whether it is an archive outside operational use."),
      FieldDefinition("archivePurpose", "purpose of the archive", .text, "Why it is archived."),
      FieldDefinition(
        "accessLimited", "access limited to archive users", .boolean,
        "Whether access is limited to archive users.", change: .setting),
      FieldDefinition(
        "deleteRoute", "people can apply for deletion", .boolean,
        "Whether people can apply for deletion.", change: .setting),
      FieldDefinition(
        "underTen", "children under ten handled separately", .boolean,
        "Whether children under ten are handled apart.", change: .setting),
      FieldDefinition(
        "irrelevantPurge", "purge of irrelevant extracted data", .date,
        "When irrelevant extracted data are purged."),
      FieldDefinition(
        "evidential", "kept as evidence", .boolean, "Whether it is kept as evidence."),
      FieldDefinition(
        "recordFields", "columns of the extract", .codes("record-field"),
        "The facts of records that its extract can give. Where a record lacks one of these, there is "
          + "none, even if no other record gives it either."),
      FieldDefinition("retention", "retention rule", .object(retention), "How long it is kept."),
      FieldDefinition(
        "review", "reviews", .object(datasetReview), "Its reviews, where any are planned.",
        absence: .none),
      FieldDefinition(
        "anonymisation", "anonymisation", .object(anonymisation),
        "How data are made anonymous at the end."),
      FieldDefinition(
        "retentions", "retention rules", .objects(retention, singular: "retentionRule"),
        "Several rules, one per medium, subject or group.", absence: .none),
      FieldDefinition(
        "disposals", "disposals", .objects(disposal, singular: "disposal"),
        "Disposals that were carried out.",
        absence: .none),
      properties,
      FieldDefinition(
        "holdings", "counts of records", .objects(holding, singular: "holding"),
        "Counts of records by age.", absence: .noneBeside("records")),
      FieldDefinition(
        "records", "records", .objects(record, singular: "record"),
        "Rows of an extract.", absence: .noneBeside("holdings")),
    ])

  static let retention = ObjectDefinition(
    "Retention", "A retention rule as the organisation has set it.",
    [
      FieldDefinition(
        "appliesTo", "retention rule applies to", .codes("retention-scope"), "What it applies to.",
        absence: .none),
      FieldDefinition(
        "kind", "kind of retention rule", .code("retention-kind"), "What kind of rule it is."),
      FieldDefinition(
        "period", "retention period", .period, "How long.", change: .setting, endsRecords: true,
        notBelow: ["minimum"]),
      FieldDefinition(
        "minimum", "minimum retention period", .period, "At least how long.", absence: .none),
      FieldDefinition(
        "maximum", "maximum retention period", .period,
        "At most how long, where the period is a minimum.", change: .setting, endsRecords: true,
        notBelow: ["period", "minimum"]),
      FieldDefinition(
        "trigger", "trigger of the period", .code("trigger"), "What starts the period.",
        change: .setting),
      FieldDefinition(
        "action", "disposal action", .code("disposal-action"), "What happens at its end.",
        change: .setting),
      FieldDefinition(
        "automatic", "automatic disposal", .boolean, "Whether it happens without a person.",
        change: .setting),
      FieldDefinition(
        "counting", "counting of the last day", .code("counting"), "How the last day is counted.",
        absence: .none),
      FieldDefinition(
        "bound", "kind of limit", .code("bound"),
        "Whether it is a minimum, a maximum or exact; exact unless said.",
        absence: .none),
      FieldDefinition(
        "authority", "authority for the retention period", .text, "The law or policy behind it."),
      FieldDefinition(
        "justification", "justification of the retention period", .prose, "Why that long.",
        change: .setting),
      FieldDefinition(
        "originalText", "words of the source", .prose, "The words of the source.", absence: .none),
    ])

  static let datasetReview = ObjectDefinition(
    "DatasetReview", "Reviews of a class of records.",
    [
      FieldDefinition(
        "interval", "review interval", .period, "How often it is reviewed.", change: .setting,
        mostYears: longestInterval),
      FieldDefinition(
        "last", "last review", .date, "When it was last reviewed.", change: .renewal("review it")),
      FieldDefinition(
        "next", "next review", .date, "When it is next reviewed.", change: .nextDay("review it")),
    ])

  /// The most years between two reviews: whoever plans one for later plans none.
  static let longestInterval = 150

  static let anonymisation = ObjectDefinition(
    "Anonymisation", "How data are changed so that nobody can be identified.",
    [
      FieldDefinition("method", "anonymisation method", .text, "The method."),
      FieldDefinition(
        "tested", "last re-identification test", .date,
        "When somebody last tried to identify people in the outcome.",
        change: .renewal("test whether people can be identified")),
      FieldDefinition(
        "reidentified", "people re-identified in the test", .boolean,
        "Whether that test identified anybody."),
    ])

  static let disposal = ObjectDefinition(
    "Disposal", "A disposal that was carried out.",
    [
      FieldDefinition("id", "reference of the disposal", .text, "Its reference."),
      FieldDefinition("date", "date of the disposal", .date, "When.", isPast: true),
      FieldDefinition("count", "number of records disposed of", .integer, "How many records."),
      FieldDefinition(
        "authority", "authority for the disposal", .text, "The schedule row or order behind it.",
        refersTo: .disposalAuthority),
      FieldDefinition(
        "approver", "approver of the disposal", .text, "The role that approved it.",
        refersTo: .approver),
      FieldDefinition("method", "disposal method", .code("disposal-method"), "How."),
      FieldDefinition("certificate", "disposal certificate", .text, "The certificate."),
      FieldDefinition(
        "copiesConfirmed", "copies confirmed deleted", .boolean,
        "Whether copies are confirmed gone.", change: .setting),
      FieldDefinition(
        "holdsChecked", "holds checked first", .boolean, "Whether holds were checked first."),
    ])

  /// Counts of records in one age band.
  public static let holding = ObjectDefinition(
    "Holding", "Counts of records in one age band.",
    [
      FieldDefinition("id", "band", .text, "Its identifier, where it has one.", absence: .none),
      FieldDefinition("group", "review group", .integer, "The review group, 1 to 4.", range: 1...4),
      FieldDefinition("subject", "data subjects", .code("subject-category"), "Whose data."),
      FieldDefinition(
        "from", "first trigger date", .date,
        "The first trigger date of the band. not-applicable here and in the last: their periods have not "
          + "begun.", isPast: true),
      FieldDefinition(
        "to", "last trigger date", .date, "The last trigger date of the band.",
        notBelow: ["from", "bornFrom"]),
      FieldDefinition(
        "bornFrom", "earliest date of birth", .date,
        "The earliest birth in the band, if it is by birth.", absence: .none,
        privacy: .personal, isPast: true),
      FieldDefinition(
        "bornTo", "latest date of birth", .date, "The latest birth in the band, if it is by birth.",
        absence: .none,
        privacy: .personal,
        notBelow: ["bornFrom"]),
      FieldDefinition(
        "count", "number of records", .integer, "How many records.",
        change: .falling("dispose of records"),
        endsRecords: true,
        notBelow: ["reviewed", "held", "pastPeriod"]),
      FieldDefinition(
        "reviewed", "records reviewed and retained", .integer,
        "How many have a recorded decision to retain.", absence: .none,
        change: .rising("review records and record the decisions to retain"),
        notBelow: ["reviewedAndHeld"]),
      FieldDefinition(
        "held", "records on hold", .integer, "How many are under a hold.", absence: .none,
        notBelow: ["reviewedAndHeld"]),
      FieldDefinition(
        "reviewedAndHeld", "records reviewed and on hold", .integer, "How many are counted in both."
      ),
      FieldDefinition(
        "pastPeriod", "records past their period", .integer,
        "How many are past the end of their period, where the system can say.",
        change: .falling("dispose of records"), endsRecords: true),
    ])
}

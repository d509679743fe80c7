extension Vocabulary {
  /// One row of an extract.
  public static let record = ObjectDefinition(
    "Record", "One row of an extract.",
    [
      FieldDefinition(
        "id", "record", .text,
        "Its identifier, unique in the dataset. Where it is not given, the place of the record stands for it.",
        privacy: .identifying),
      FieldDefinition(
        "subject", "person", .text,
        "The person's key, the same across systems that have the same link key; a record without one "
          + "stands alone.",
        absence: .none, privacy: .identifying),
      FieldDefinition("kind", "kind of record", .code("record-kind"), "What the record is about."),
      FieldDefinition(
        "group", "review group", .integer, "The review group, 1 to 4.", change: .setting,
        range: 1...4),
      FieldDefinition(
        "formerGroup", "former review group", .integer, "The review group before it was changed.",
        absence: .noneBesideOthers,
        range: 1...4),
      FieldDefinition(
        "category", "schedule row", .code("category"), "Its schedule row, where it differs.",
        refersTo: .recordClass),
      FieldDefinition(
        "controller", "controller", .code("organisation-id"),
        "The organisation that answers for it.",
        refersTo: .controller),
      FieldDefinition(
        "born", "date of birth", .date, "When the person was born.", privacy: .personal,
        isPast: true),
      FieldDefinition(
        "died", "date of death", .date, "When the person died.", absence: .noneBesideOthers,
        privacy: .personal,
        isPast: true, notBelow: ["born", "conviction", "sentenced", "release"]),
      FieldDefinition(
        "created", "record created", .date, "When the record was made.", isPast: true,
        notBelow: ["born"]),
      FieldDefinition(
        "lastEvent", "last event", .date,
        "The latest event that starts the period; where the end of a year starts it, the event of that "
          + "year. not-applicable here, or in the day of another event: it has not happened, and the "
          + "period has not begun.", isPast: true,
        notBelow: ["born"]),
      FieldDefinition(
        "reported", "date reported", .date, "When the matter was reported or requested.",
        isPast: true),
      FieldDefinition(
        "resolved", "date resolved", .date, "When the matter was resolved.",
        absence: .noneBesideOthers, isPast: true, notBelow: ["reported"]),
      FieldDefinition(
        "reviewed", "last review", .date, "When it was last reviewed.", absence: .noneBesideOthers,
        change: .renewal("review it"), notBelow: ["created"]),
      FieldDefinition(
        "outcome", "review outcome", .code("review-outcome"), "How the review ended.",
        absence: .noneBesideOthers,
        change: .setting),
      FieldDefinition("reviewer", "reviewer", .text, "Who reviewed it.", privacy: .personal),
      FieldDefinition(
        "rationale", "review rationale recorded", .boolean, "Whether the reason was recorded.",
        change: .setting),
      FieldDefinition(
        "nextReview", "next review", .date, "When it is next reviewed, if that was set.",
        absence: .noneBesideOthers, notBelow: ["created"]),
      FieldDefinition(
        "unresolved", "person still missing", .boolean,
        "Whether the person is missing and still sought."),
      FieldDefinition(
        "serious", "serious specified offence", .boolean,
        "Whether it is a serious specified offence."),
      FieldDefinition(
        "hold", "hold", .text, "The hold it is under.", absence: .noneBesideOthers, refersTo: .hold),
      FieldDefinition(
        "disposed", "date of disposal", .date, "When it was disposed of.",
        absence: .noneBesideOthers,
        change: .deed("dispose of it"), endsRecords: true, isPast: true,
        notBelow: ["created", "reviewed", "lastEvent"]),
      FieldDefinition(
        "disposalAuthority", "authority for disposal", .text, "The authority for its disposal."),
      FieldDefinition(
        "copiesRemain", "copies remain", .boolean, "Whether copies remain.", change: .setting,
        endsRecords: true),
      FieldDefinition(
        "necessity", "purpose and necessity recorded", .boolean,
        "Whether purpose and necessity were recorded.", change: .setting),
      FieldDefinition(
        "restricted", "processing restricted", .boolean, "Whether processing is restricted.",
        change: .setting),
      FieldDefinition(
        "erasureRefused", "erasure refused to keep evidence", .date,
        "When erasure was refused to keep evidence.",
        absence: .noneBesideOthers, isPast: true, notBelow: ["created"]),
      FieldDefinition(
        "recipientsTold", "recipients told of the correction", .date,
        "When recipients were told of a correction.",
        absence: .noneBesideOthers,
        change: .deed("tell the recipients"), isPast: true, notBelow: ["corrected"]),
      FieldDefinition(
        "corrected", "erased or rectified", .date, "When it was erased or rectified.",
        absence: .noneBesideOthers, isPast: true, notBelow: ["created"]),
      FieldDefinition(
        "deletionRequested", "deletion applied for", .date, "When its deletion was applied for.",
        absence: .noneBesideOthers, isPast: true, notBelow: ["created"]),
      FieldDefinition(
        "exceptionalReason", "exceptional reason recorded", .boolean,
        "Whether an exceptional reason to keep it was recorded."),
      FieldDefinition(
        "authorisationEnd", "end of the authorisation", .date, "When the authorisation ended."),
      FieldDefinition(
        "material", "kind of biometric material", .code("biometric-material"),
        "What biometric material it is."),
      FieldDefinition(
        "taken", "date taken", .date,
        "When the fingerprints were taken; of a profile, when the first of its samples was.",
        isPast: true, notBelow: ["born"]),
      FieldDefinition(
        "disposition", "disposition", .code("disposition"), "How the matter ended for the person."),
      FieldDefinition(
        "qualifying", "qualifying offence", .boolean,
        "Whether the offence, or another of the same course of action for which the person was "
          + "arrested or charged, is a qualifying offence."),
      FieldDefinition(
        "securityRelated", "terrorism or national security offence", .boolean,
        "Whether it is a qualifying offence related to terrorism or national security."),
      FieldDefinition(
        "ageAtEvent", "age at the event", .integer, "The person's age at the event.",
        privacy: .personal, range: ages),
      FieldDefinition(
        "priorConviction", "prior conviction", .boolean,
        "Whether the person had been convicted before of a recordable offence that is not an "
          + "excluded offence, cautions and convictions abroad included."),
      FieldDefinition(
        "custodial", "custodial sentence", .boolean, "Whether the sentence is custodial."),
      FieldDefinition(
        "hospitalOrder", "hospital order", .boolean, "Whether the court made a hospital order.",
        absence: .noneBesideOthers),
      FieldDefinition(
        "sentence", "length of the sentence", .period,
        "The length of a custodial sentence, of detention and training without the supervision."),
      FieldDefinition(
        "sentenced", "start of the sentence", .date, "When the sentence began.", isPast: true,
        notBelow: ["born"]),
      FieldDefinition(
        "sentenceEnd", "end of the sentence", .date, "When the sentence ended or ends.",
        notBelow: ["sentenced", "conviction"]),
      FieldDefinition(
        "conviction", "date of conviction", .date, "When the person was convicted.",
        absence: .noneBesideOthers,
        isPast: true, notBelow: ["born"]),
      FieldDefinition(
        "release", "date of release", .date,
        "When the person was released from the sentence, or discharged from hospital; not a release on "
          + "bail or from remand.",
        absence: .noneBesideOthers, isPast: true, notBelow: ["sentenced", "conviction"]),
      FieldDefinition(
        "inCustody", "in custody", .boolean,
        "Whether the person is in custody or hospital under the sentence or order."),
      FieldDefinition(
        "appealEnd", "appeal decided", .date, "When an appeal or referral was decided.",
        absence: .noneBesideOthers, isPast: true, notBelow: ["conviction", "appealOpened"]),
      FieldDefinition(
        "appealOpen", "appeal open", .boolean, "Whether an appeal or referral is open."),
      FieldDefinition(
        "appealOpened", "appeal started", .date,
        "When the appeal, or the application to the Commission, began.", isPast: true,
        notBelow: ["conviction"]),
      FieldDefinition(
        "consent", "date of consent", .date,
        "When somebody consented to its being kept; `biometric` says whether the Commissioner "
          + "or the person.", absence: .noneBesideOthers, isPast: true),
      FieldDefinition(
        "consentUntil", "consent lasts until", .date,
        "The last day of the consent on which its use rests.",
        absence: .noneBesideOthers, notBelow: ["consent"]),
      FieldDefinition(
        "consentWithdrawn", "consent withdrawn", .date, "When consent was withdrawn.",
        absence: .noneBesideOthers, notBelow: ["consent"]),
      FieldDefinition(
        "extension", "court extended retention", .date, "When a court extended retention.",
        absence: .noneBesideOthers, isPast: true),
      FieldDefinition(
        "extensionApplied", "extension applied for", .date, "When the extension was applied for.",
        absence: .noneBesideOthers, isPast: true),
      FieldDefinition(
        "determination", "national security determination", .date,
        "When a national security determination was made in writing.",
        absence: .noneBesideOthers, isPast: true),
      FieldDefinition(
        "profiled", "DNA profile derived", .date, "When a DNA profile was derived.",
        absence: .noneBesideOthers,
        isPast: true, notBelow: ["taken"]),
      FieldDefinition(
        "concluded", "proceedings concluded", .date, "When investigation and proceedings ended.",
        absence: .noneBesideOthers, notBelow: ["reported", "born"]),
      FieldDefinition(
        "purposeMet", "purpose met", .date, "When the purpose was met.", absence: .noneBesideOthers,
        notBelow: ["taken"]),
      FieldDefinition(
        "disclosable", "disclosable under CPIA 1996", .boolean,
        "Whether it may have to be disclosed under CPIA 1996."),
      FieldDefinition(
        "pseudonymised", "pseudonymised", .boolean, "Whether foreign material is pseudonymised."),
      FieldDefinition(
        "reidentified", "ceased to be pseudonymised", .date, "When it ceased to be pseudonymised.",
        absence: .noneBesideOthers, isPast: true, notBelow: ["created"]),
      FieldDefinition(
        "interpolCancelled", "Interpol notice cancelled", .date,
        "When the notice was cancelled or withdrawn.",
        absence: .noneBesideOthers),
      FieldDefinition(
        "biometric", "biometric details", .object(biometric),
        "How biometric material was taken, and what keeps it."),
      FieldDefinition(
        "events", "events", .objects(event, singular: "event"), "The events of the person.",
        absence: .none),
      FieldDefinition(
        "offences", "offences", .objects(offence, singular: "offence"),
        "The offences of the person.",
        absence: .noneBesideOthers),
      properties,
    ])

  /// The ages that somebody can have, in years: nobody is known to have lived for 130.
  static let ages: ClosedRange<Int64> = 0...130

  static let event = ObjectDefinition(
    "Event", "Something that happened.",
    [
      FieldDefinition("kind", "kind of event", .code("event-kind"), "What happened."),
      FieldDefinition("date", "date of the event", .date, "When.", isPast: true),
    ])

  static let offence = ObjectDefinition(
    "Offence", "An offence the person was linked to.",
    [
      FieldDefinition(
        "group", "review group of the offence", .integer, "The review group of the offence.",
        range: 1...4),
      FieldDefinition(
        "role", "role in the offence", .code("offence-role"), "How the person was linked to it."),
      FieldDefinition("date", "date of the offence", .date, "When.", isPast: true),
    ])
}

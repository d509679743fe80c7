extension Vocabulary {
  /// One row of an extract.
  public static let record = ObjectDefinition(
    "Record", "One row of an extract.",
    [
      FieldDefinition("id", .text, "Its identifier, unique in the dataset.", privacy: .identifying),
      FieldDefinition(
        "subject", .text,
        "The person's key, the same across systems; a record without one stands alone.",
        absence: .none, privacy: .identifying),
      FieldDefinition("kind", .code("record-kind"), "What the record is about."),
      FieldDefinition(
        "group", .integer, "The review group, 1 to 4.", change: .setting, range: 1...4),
      FieldDefinition(
        "formerGroup", .integer, "The review group before it was changed.", absence: .none,
        range: 1...4),
      FieldDefinition(
        "category", .code("category"), "Its schedule row, where it differs.",
        refersTo: .recordClass),
      FieldDefinition(
        "controller", .code("organisation-id"), "The organisation that answers for it.",
        refersTo: .organisation),
      FieldDefinition("born", .date, "When the person was born.", privacy: .personal, isPast: true),
      FieldDefinition(
        "died", .date, "When the person died.", absence: .noneBesideOthers, privacy: .personal,
        isPast: true, notBelow: ["born"]),
      FieldDefinition(
        "created", .date, "When the record was made.", isPast: true, notBelow: ["born"]),
      FieldDefinition(
        "lastEvent", .date, "The latest event that starts the period.", isPast: true,
        notBelow: ["born"]),
      FieldDefinition(
        "reported", .date, "When the matter was reported or requested.", isPast: true),
      FieldDefinition(
        "resolved", .date, "When the matter was resolved.", absence: .noneBesideOthers,
        notBelow: ["reported"]),
      FieldDefinition(
        "reviewed", .date, "When it was last reviewed.", absence: .none,
        change: .renewal("review it"), notBelow: ["created"]),
      FieldDefinition(
        "outcome", .code("review-outcome"), "How the review ended.", absence: .none,
        change: .setting),
      FieldDefinition("reviewer", .text, "Who reviewed it.", privacy: .personal),
      FieldDefinition("rationale", .boolean, "Whether the reason was recorded.", change: .setting),
      FieldDefinition(
        "nextReview", .date, "When it is next reviewed, if that was set.", absence: .none),
      FieldDefinition("unresolved", .boolean, "Whether the person is missing and still sought."),
      FieldDefinition("serious", .boolean, "Whether it is a serious specified offence."),
      FieldDefinition("hold", .text, "The hold it is under.", absence: .none, refersTo: .hold),
      FieldDefinition(
        "disposed", .date, "When it was disposed of.", absence: .none,
        change: .deed("dispose of it"), isPast: true, notBelow: ["created", "reviewed"]),
      FieldDefinition("disposalAuthority", .text, "The authority for its disposal."),
      FieldDefinition("copiesRemain", .boolean, "Whether copies remain.", change: .setting),
      FieldDefinition(
        "necessity", .boolean, "Whether purpose and necessity were recorded.", change: .setting),
      FieldDefinition(
        "restricted", .boolean, "Whether processing is restricted.", change: .setting),
      FieldDefinition(
        "erasureRefused", .date, "When erasure was refused to keep evidence.",
        absence: .none),
      FieldDefinition(
        "recipientsTold", .date, "When recipients were told of a correction.",
        absence: .none,
        change: .deed("tell the recipients"), notBelow: ["corrected"]),
      FieldDefinition(
        "corrected", .date, "When it was erased or rectified.", absence: .noneBesideOthers),
      FieldDefinition(
        "deletionRequested", .date, "When its deletion was applied for.",
        absence: .noneBesideOthers),
      FieldDefinition(
        "exceptionalReason", .boolean, "Whether an exceptional reason to keep it was recorded."),
      FieldDefinition("authorisationEnd", .date, "When the authorisation ended."),
      FieldDefinition("material", .code("biometric-material"), "What biometric material it is."),
      FieldDefinition(
        "taken", .date,
        "When the fingerprints were taken; of a profile, when the first of its samples was.",
        isPast: true, notBelow: ["born"]),
      FieldDefinition("disposition", .code("disposition"), "How the matter ended for the person."),
      FieldDefinition(
        "qualifying", .boolean,
        "Whether the offence, or another of the same course of action for which the person was "
          + "arrested or charged, is a qualifying offence."),
      FieldDefinition(
        "securityRelated", .boolean,
        "Whether it is a qualifying offence related to terrorism or national security."),
      FieldDefinition(
        "ageAtEvent", .integer, "The person's age at the event.", privacy: .personal),
      FieldDefinition(
        "priorConviction", .boolean,
        "Whether the person had been convicted before of a recordable offence that is not an "
          + "excluded offence, cautions and convictions abroad included."),
      FieldDefinition("custodial", .boolean, "Whether the sentence is custodial."),
      FieldDefinition(
        "hospitalOrder", .boolean, "Whether the court made a hospital order.", absence: .none),
      FieldDefinition(
        "sentence", .period,
        "The length of a custodial sentence, of detention and training without the supervision."),
      FieldDefinition("sentenced", .date, "When the sentence began."),
      FieldDefinition("sentenceEnd", .date, "When the sentence ended or ends."),
      FieldDefinition(
        "conviction", .date, "When the person was convicted.", absence: .noneBesideOthers,
        notBelow: ["born"]),
      FieldDefinition(
        "release", .date, "When the person was released, or discharged from hospital.",
        absence: .noneBesideOthers, notBelow: ["sentenced"]),
      FieldDefinition(
        "inCustody", .boolean,
        "Whether the person is in custody or hospital under the sentence or order."),
      FieldDefinition(
        "appealEnd", .date, "When an appeal or referral was decided.", absence: .noneBesideOthers),
      FieldDefinition("appealOpen", .boolean, "Whether an appeal or referral is open."),
      FieldDefinition(
        "appealOpened", .date, "When the appeal, or the application to the Commission, began."),
      FieldDefinition(
        "consent", .date,
        "When somebody consented to its being kept; `biometric` says whether the Commissioner "
          + "or the person.", absence: .none),
      FieldDefinition(
        "consentUntil", .date, "The last day of the consent on which its use rests.",
        absence: .none),
      FieldDefinition(
        "consentWithdrawn", .date, "When consent was withdrawn.", absence: .noneBesideOthers,
        notBelow: ["consent"]),
      FieldDefinition(
        "extension", .date, "When a court extended retention.", absence: .none),
      FieldDefinition(
        "extensionApplied", .date, "When the extension was applied for.",
        absence: .none),
      FieldDefinition(
        "determination", .date, "When a national security determination was made in writing.",
        absence: .none),
      FieldDefinition(
        "profiled", .date, "When a DNA profile was derived.", absence: .noneBesideOthers,
        notBelow: ["taken"]),
      FieldDefinition(
        "concluded", .date, "When investigation and proceedings ended.", absence: .noneBesideOthers),
      FieldDefinition(
        "purposeMet", .date, "When the purpose was met.", absence: .noneBesideOthers),
      FieldDefinition(
        "disclosable", .boolean, "Whether it may have to be disclosed under CPIA 1996."),
      FieldDefinition("pseudonymised", .boolean, "Whether foreign material is pseudonymised."),
      FieldDefinition(
        "reidentified", .date, "When it ceased to be pseudonymised.", absence: .noneBesideOthers),
      FieldDefinition(
        "interpolCancelled", .date, "When the notice was cancelled or withdrawn.",
        absence: .noneBesideOthers),
      FieldDefinition(
        "biometric", .object(biometric), "How biometric material was taken, and what keeps it."),
      FieldDefinition(
        "events", .objects(event, singular: "event"), "The events of the person.", absence: .none),
      FieldDefinition(
        "offences", .objects(offence, singular: "offence"), "The offences of the person.",
        absence: .none),
      properties,
    ])

  static let event = ObjectDefinition(
    "Event", "Something that happened.",
    [
      FieldDefinition("kind", .code("event-kind"), "What happened."),
      FieldDefinition("date", .date, "When.", isPast: true),
    ])

  static let offence = ObjectDefinition(
    "Offence", "An offence the person was linked to.",
    [
      FieldDefinition("group", .integer, "The review group of the offence.", range: 1...4),
      FieldDefinition("role", .code("offence-role"), "How the person was linked to it."),
      FieldDefinition("date", .date, "When.", isPast: true),
    ])
}

extension Vocabulary {
  /// One row of an extract.
  public static let record = ObjectDefinition(
    "Record", "One row of an extract.",
    [
      FieldDefinition("id", .text, "Its identifier, unique in the dataset.", privacy: .identifying),
      FieldDefinition(
        "subject", .text, "The person's key, the same across systems.", privacy: .identifying),
      FieldDefinition("kind", .code("record-kind"), "What the record is about."),
      FieldDefinition("group", .integer, "The review group, 1 to 4.", change: .setting),
      FieldDefinition(
        "formerGroup", .integer, "The review group before it was changed.", absence: .none),
      FieldDefinition("category", .code("category"), "Its schedule row, where it differs."),
      FieldDefinition(
        "controller", .code("organisation-id"), "The organisation that answers for it."),
      FieldDefinition("born", .date, "When the person was born.", privacy: .personal),
      FieldDefinition("died", .date, "When the person died.", absence: .none, privacy: .personal),
      FieldDefinition("created", .date, "When the record was made."),
      FieldDefinition("lastEvent", .date, "The latest event that starts the period."),
      FieldDefinition("reported", .date, "When the matter was reported or requested."),
      FieldDefinition("resolved", .date, "When the matter was resolved.", absence: .none),
      FieldDefinition(
        "reviewed", .date, "When it was last reviewed.", absence: .none,
        change: .renewal("review it")),
      FieldDefinition(
        "outcome", .code("review-outcome"), "How the review ended.", absence: .none,
        change: .setting),
      FieldDefinition("reviewer", .text, "Who reviewed it.", privacy: .personal),
      FieldDefinition("rationale", .boolean, "Whether the reason was recorded.", change: .setting),
      FieldDefinition("nextReview", .date, "When it is next reviewed."),
      FieldDefinition("unresolved", .boolean, "Whether the person is missing and still sought."),
      FieldDefinition("serious", .boolean, "Whether it is a serious specified offence."),
      FieldDefinition("hold", .text, "The hold it is under.", absence: .none),
      FieldDefinition(
        "disposed", .date, "When it was disposed of.", absence: .none,
        change: .deed("dispose of it")),
      FieldDefinition("disposalAuthority", .text, "The authority for its disposal."),
      FieldDefinition("copiesRemain", .boolean, "Whether copies remain.", change: .setting),
      FieldDefinition(
        "necessity", .boolean, "Whether purpose and necessity were recorded.", change: .setting),
      FieldDefinition(
        "restricted", .boolean, "Whether processing is restricted.", change: .setting),
      FieldDefinition(
        "erasureRefused", .date, "When erasure was refused to keep evidence.", absence: .none),
      FieldDefinition(
        "recipientsTold", .date, "When recipients were told of a correction.", absence: .none,
        change: .deed("tell the recipients")),
      FieldDefinition("corrected", .date, "When it was erased or rectified.", absence: .none),
      FieldDefinition(
        "deletionRequested", .date, "When its deletion was applied for.", absence: .none),
      FieldDefinition(
        "exceptionalReason", .boolean, "Whether an exceptional reason to keep it was recorded."),
      FieldDefinition("authorisationEnd", .date, "When the authorisation ended."),
      FieldDefinition("material", .code("biometric-material"), "What biometric material it is."),
      FieldDefinition(
        "taken", .date,
        "When the fingerprints were taken; of a profile, when the first of its samples was."),
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
      FieldDefinition("conviction", .date, "When the person was convicted.", absence: .none),
      FieldDefinition(
        "release", .date, "When the person was released, or discharged from hospital.",
        absence: .none),
      FieldDefinition(
        "inCustody", .boolean,
        "Whether the person is in custody or hospital under the sentence or order."),
      FieldDefinition(
        "appealEnd", .date, "When an appeal or referral was decided.", absence: .none),
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
      FieldDefinition("consentWithdrawn", .date, "When consent was withdrawn.", absence: .none),
      FieldDefinition("extension", .date, "When a court extended retention.", absence: .none),
      FieldDefinition(
        "extensionApplied", .date, "When the extension was applied for.", absence: .none),
      FieldDefinition(
        "determination", .date, "When a national security determination was made in writing.",
        absence: .none),
      FieldDefinition("profiled", .date, "When a DNA profile was derived.", absence: .none),
      FieldDefinition(
        "concluded", .date, "When investigation and proceedings ended.", absence: .none),
      FieldDefinition("purposeMet", .date, "When the purpose was met.", absence: .none),
      FieldDefinition(
        "disclosable", .boolean, "Whether it may have to be disclosed under CPIA 1996."),
      FieldDefinition("pseudonymised", .boolean, "Whether foreign material is pseudonymised."),
      FieldDefinition("reidentified", .date, "When it ceased to be pseudonymised.", absence: .none),
      FieldDefinition(
        "interpolCancelled", .date, "When the notice was cancelled or withdrawn.", absence: .none),
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
      FieldDefinition("date", .date, "When."),
    ])

  static let offence = ObjectDefinition(
    "Offence", "An offence the person was linked to.",
    [
      FieldDefinition("group", .integer, "The review group of the offence."),
      FieldDefinition("role", .code("offence-role"), "How the person was linked to it."),
      FieldDefinition("date", .date, "When."),
    ])
}

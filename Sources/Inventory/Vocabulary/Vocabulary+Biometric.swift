extension Vocabulary {
  /// What the law asks of biometric material beside the facts that every record has.
  static let biometric = ObjectDefinition(
    "Biometric", "How biometric material was taken, and what lets it be kept.",
    takingFields + convictionFields + consentFields + orderFields + otherLawFields)

  /// By which power, from whom and in which matter.
  private static let takingFields = [
    FieldDefinition(
      "takenUnder", .code("taking-power"), "The power or consent under which it was taken."),
    FieldDefinition(
      "powerRecorded", .boolean,
      "Whether the power is on record, where this inventory does not state it."),
    FieldDefinition("takenFrom", .code("taken-from"), "Whom or what it was taken from."),
    FieldDefinition(
      "arrested", .boolean,
      "Whether the person was arrested for or charged with the offence; being told that one will "
        + "be reported counts, an arrest under section 41 of the Terrorism Act 2000 does not."),
    FieldDefinition(
      "suspected", .boolean, "Whether the person was suspected of the offence under investigation."
    ),
    FieldDefinition(
      "live", .boolean, "Whether the investigation or the proceedings against the person go on."),
    FieldDefinition(
      "purposeOpen", .boolean, "Whether the purpose for which it was given is still to be met."),
    FieldDefinition(
      "laterMatters", .objects(laterMatter, singular: "laterMatter"),
      "Different offences for which the person was later arrested, charged, convicted or given a "
        + "penalty notice, and later convictions abroad; an empty list says that there are none."),
    FieldDefinition(
      "searchUntil", .date,
      "Until when a speculative search that the chief officer considers desirable is to be done.",
      absence: .none),
    FieldDefinition(
      "stillNeeded", .boolean,
      "Whether it is still necessary for preventing or detecting crime, investigating an offence "
        + "or conducting a prosecution."),
    FieldDefinition(
      "usedOtherwise", .boolean,
      "Whether a sample was used for anything but the proceedings for its offence."),
    FieldDefinition(
      "destructionRequired", .boolean, "Whether the law required the destruction of the original."),
    FieldDefinition(
      "copiesAnonymous", .boolean,
      "Whether nothing in the copies that remain identifies the person."),
  ]

  /// Earlier convictions of each sort; admitted cautions, warnings and reprimands, findings of
  /// insanity or unfitness, spent convictions and convictions abroad count, disregarded ones do not.
  private static let convictionFields = [
    FieldDefinition(
      "anyPriorConviction", .boolean,
      "Whether the person had been convicted before of any recordable offence, cautions and "
        + "convictions abroad included."),
    FieldDefinition(
      "priorNotExempt", .boolean,
      "Whether the person had earlier convictions of recordable offences other than a single one "
        + "that was not a qualifying offence and was committed under 18."),
  ]

  private static let consentFields = [
    FieldDefinition(
      "commissionerConsent", .date,
      "When the Commissioner consented to its being kept, PACE 1984 section 63G.", absence: .none),
    FieldDefinition(
      "personConsent", .date,
      "When the person consented to its being kept, PACE 1984 section 63O.", absence: .none),
    FieldDefinition("consentWritten", .boolean, "Whether the person's consent is in writing."),
    FieldDefinition(
      "purportedConsent", .boolean,
      "Whether the person gave purported consent when it was taken before 31 October 2013."),
    FieldDefinition(
      "forMissingPerson", .boolean,
      "Whether it is or may be required to identify a missing person."),
  ]

  /// Orders, determinations and decisions.
  private static let orderFields = [
    FieldDefinition(
      "extensionRefused", .date,
      "When a court finally refused to extend retention: no appeal was made or is left.",
      absence: .none),
    FieldDefinition(
      "orderEnd", .date, "The last day of a court's order to keep a sample, renewals included.",
      absence: .none),
    FieldDefinition(
      "determinationRenewed", .date,
      "When the national security determination was last renewed.", absence: .none),
    FieldDefinition(
      "determinationUntil", .date,
      "The last day of the determination, where it was made for less than the longest term.",
      absence: .none),
    FieldDefinition(
      "furtherPrints", .date,
      "When it was determined in writing that these further fingerprints stay with the original "
        + "ones.", absence: .none),
    FieldDefinition(
      "originalKept", .boolean, "Whether the original fingerprints are lawfully kept."),
    FieldDefinition(
      "adviceToKeep", .boolean,
      "Whether legal advice on a question that the law leaves open is to keep it: an order of an "
        + "inquiry, an application or appeal that waits, a search that is to be done."),
    FieldDefinition(
      "disclosableUntil", .date, "When it ceased to be disclosable under CPIA 1996.",
      absence: .none),
  ]

  /// What other laws than Part V of PACE ask for.
  private static let otherLawFields = [
    FieldDefinition("obtained", .date, "When the authority obtained it from somebody else."),
    FieldDefinition(
      "pseudonymisedPromptly", .boolean,
      "Whether it was pseudonymised as soon as reasonably practicable after it came from an "
        + "overseas law enforcement authority with the person's identity."),
    FieldDefinition(
      "anonymous", .boolean,
      "Whether it came and is held without anything that identifies the person, whose identity "
        + "was not known."),
    FieldDefinition(
      "identityKnown", .date, "When the identity of the person became known.", absence: .none),
    FieldDefinition(
      "interpolInformed", .date,
      "When the National Central Bureau informed the authority, or itself became aware, that the "
        + "request or notification was cancelled or withdrawn.", absence: .none),
    FieldDefinition(
      "detainedAgain", .date,
      "When the person was last detained again under Schedule 3 to the Counter-Terrorism and "
        + "Border Security Act 2019, within the period that ran.", absence: .none),
  ]

  static let laterMatter = ObjectDefinition(
    "LaterMatter", "A different offence for which material counts as also taken.",
    [
      FieldDefinition(
        "date", .date,
        "When the person was arrested for it; without an arrest, when charged or given the notice."),
      FieldDefinition("disposition", .code("disposition"), "How the matter ended for the person."),
      FieldDefinition("qualifying", .boolean, "Whether it is a qualifying offence."),
      FieldDefinition(
        "securityRelated", .boolean,
        "Whether it is a qualifying offence related to terrorism or national security."),
      FieldDefinition(
        "live", .boolean, "Whether its investigation or the proceedings for it go on."),
      FieldDefinition(
        "concluded", .date, "When its investigation and proceedings ended.", absence: .none),
      FieldDefinition(
        "commissionerConsent", .date, "When the Commissioner consented to keeping for it.",
        absence: .none),
      FieldDefinition("extension", .date, "When a court extended retention.", absence: .none),
      FieldDefinition(
        "ageAtEvent", .integer, "The person's age at the offence.", privacy: .personal),
      FieldDefinition("custodial", .boolean, "Whether the sentence is custodial."),
      FieldDefinition("sentence", .period, "The length of a custodial sentence."),
      FieldDefinition("sentenced", .date, "When the sentence began."),
    ])
}

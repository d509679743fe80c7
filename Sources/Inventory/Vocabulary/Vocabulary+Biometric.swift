extension Vocabulary {
  /// What the law asks of biometric material beside the facts that every record has.
  public static let biometric = ObjectDefinition(
    "Biometric", "How biometric material was taken, and what lets it be kept.",
    takingFields + convictionFields + consentFields + orderFields + otherLawFields)

  /// By which power, from whom and in which matter.
  private static let takingFields = [
    FieldDefinition(
      "takenUnder", "power under which it was taken", .code("taking-power"),
      "The power or consent under which it was taken."),
    FieldDefinition(
      "powerRecorded", "power on record", .boolean,
      "Whether the power is on record, where this inventory does not state it."),
    FieldDefinition(
      "takenFrom", "taken from", .code("taken-from"), "Whom or what it was taken from."),
    FieldDefinition(
      "arrested", "arrested or charged", .boolean,
      "Whether the person was arrested for or charged with the offence; being told that one will "
        + "be reported counts, an arrest under section 41 of the Terrorism Act 2000 and a charge after "
        + "it do not."),
    FieldDefinition(
      "arrestUnlawful", "arrest unlawful or mistaken", .boolean,
      "Whether the arrest was unlawful or based on mistaken identity, and not only the taking."),
    FieldDefinition(
      "suspected", "suspected of the offence", .boolean,
      "Whether the person was suspected of the offence under investigation."
    ),
    FieldDefinition(
      "live", "investigation or proceedings continue", .boolean,
      "Whether the investigation or the proceedings against the person go on."),
    FieldDefinition(
      "purposeOpen", "purpose still to be met", .boolean,
      "Whether the purpose for which it was given is still to be met."),
    FieldDefinition(
      "laterMatters", "later matters", .objects(laterMatter, singular: "laterMatter"),
      "Different offences for which the person was later arrested, charged, convicted or given a "
        + "penalty notice, and later convictions abroad; an arrest under section 41 of the Terrorism "
        + "Act 2000, and a charge after it, is left out. An empty list says that there are none."),
    FieldDefinition(
      "searchUntil", "speculative search until", .date,
      "Until when a speculative search that the chief officer considers desirable is to be done.",
      absence: .noneBesideOthers),
    FieldDefinition(
      "stillNeeded", "still necessary", .boolean,
      "Whether it is still necessary for preventing or detecting crime, investigating an offence "
        + "or conducting a prosecution."),
    FieldDefinition(
      "usedOtherwise", "sample used for another purpose", .boolean,
      "Whether a sample was used for anything but the proceedings for its offence."),
    FieldDefinition(
      "lastUsed", "last used in evidence or investigation", .date,
      "When it was last used in evidence against the person or to investigate an offence; a check "
        + "against it and its disclosure are uses.", absence: .noneBesideOthers, isPast: true),
    FieldDefinition(
      "usedFor", "used for", .codes("biometric-use"),
      "What it was used for; a check against it and its disclosure are uses."),
    FieldDefinition(
      "destructionRequired", "destruction of the original required", .boolean,
      "Whether the law required the destruction of the original."),
    FieldDefinition(
      "copiesAnonymous", "copies anonymous", .boolean,
      "Whether nothing in the copies that remain identifies the person."),
  ]

  /// Earlier convictions of each sort; admitted cautions, warnings and reprimands, findings of
  /// insanity or unfitness, spent convictions and convictions abroad count, disregarded ones do not.
  private static let convictionFields = [
    FieldDefinition(
      "anyPriorConviction", "any prior conviction", .boolean,
      "Whether the person had been convicted before of any recordable offence, cautions and "
        + "convictions abroad included."),
    FieldDefinition(
      "priorNotExempt", "prior convictions beyond one exempt conviction", .boolean,
      "Whether the person had earlier convictions of recordable offences other than a single one "
        + "that was not a qualifying offence and was committed under 18."),
    FieldDefinition(
      "convictionsAbroadOnly", "convictions abroad only", .boolean,
      "Whether all of these convictions are of courts outside England, Wales and Northern Ireland."),
  ]

  private static let consentFields = [
    FieldDefinition(
      "commissionerConsent", "Commissioner's consent", .date,
      "When the Commissioner consented to its being kept, PACE 1984 section 63G.",
      absence: .noneBesideOthers,
      isPast: true),
    FieldDefinition(
      "personConsent", "person's consent", .date,
      "When the person consented to its being kept, PACE 1984 section 63O.",
      absence: .noneBesideOthers,
      isPast: true),
    FieldDefinition(
      "consentWritten", "consent in writing", .boolean,
      "Whether the person's consent is in writing."),
    FieldDefinition(
      "purportedConsent", "purported consent before 31 October 2013", .boolean,
      "Whether the person gave purported consent when it was taken before 31 October 2013."),
    FieldDefinition(
      "forMissingPerson", "needed to identify a missing person", .boolean,
      "Whether it is or may be required to identify a missing person."),
  ]

  /// Orders, determinations and decisions.
  private static let orderFields = [
    FieldDefinition(
      "extensionRefused", "extension finally refused", .date,
      "When a court finally refused to extend retention: no appeal was made or is left.",
      absence: .noneBesideOthers, isPast: true),
    FieldDefinition(
      "orderEnd", "last day of the court's order", .date,
      "The last day of a court's order to keep a sample, renewals included.",
      absence: .noneBesideOthers, notBelow: ["orderRenewed"]),
    FieldDefinition(
      "orderRenewed", "court's order last renewed", .date,
      "When the order of a court to keep a sample was last renewed.", absence: .noneBesideOthers,
      isPast: true),
    FieldDefinition(
      "determinationRenewed", "determination last renewed", .date,
      "When the national security determination was last renewed.", absence: .noneBesideOthers,
      isPast: true),
    FieldDefinition(
      "determinationUntil", "last day of the determination", .date,
      "The last day of the determination, where it was made for less than the longest term.",
      absence: .noneBesideOthers, notBelow: ["determinationRenewed"]),
    FieldDefinition(
      "furtherPrints", "decision on further fingerprints", .date,
      "When it was determined in writing that these further fingerprints stay with the original "
        + "ones.", absence: .noneBesideOthers, isPast: true),
    FieldDefinition(
      "originalKept", "original fingerprints lawfully kept", .boolean,
      "Whether the original fingerprints are lawfully kept."),
    FieldDefinition(
      "adviceToKeep", "legal advice to keep", .boolean,
      "Whether legal advice on a question that the law leaves open is to keep it: an order of an "
        + "inquiry, an application or appeal that waits, a search that is to be done."),
    FieldDefinition(
      "disclosableUntil", "ceased to be disclosable", .date,
      "When it ceased to be disclosable under CPIA 1996.",
      absence: .noneBesideOthers),
  ]

  /// What other laws than Part V of PACE ask for.
  private static let otherLawFields = [
    FieldDefinition(
      "obtained", "obtained from another body", .date,
      "When the authority obtained it from somebody else.", isPast: true),
    FieldDefinition(
      "pseudonymisedPromptly", "pseudonymised promptly", .boolean,
      "Whether it was pseudonymised as soon as reasonably practicable after it came from an "
        + "overseas law enforcement authority with the person's identity; what was obtained in the "
        + "three years before 19 June 2025 and not held so on that day, as soon as practicable after it."
    ),
    FieldDefinition(
      "pseudonymisedSince", "pseudonymised since", .date,
      "Since when, without a break, it has been or was held in a pseudonymised form.", isPast: true),
    FieldDefinition(
      "anonymous", "held without identity", .boolean,
      "Whether it came and is held without anything that identifies the person, whose identity "
        + "was not known."),
    FieldDefinition(
      "identityKnown", "identity became known", .date,
      "When the identity of the person became known.", absence: .noneBesideOthers, isPast: true),
    FieldDefinition(
      "interpolInformed", "informed of Interpol's cancellation", .date,
      "When the National Central Bureau informed the authority, or itself became aware, that the "
        + "request or notification was cancelled or withdrawn.", absence: .noneBesideOthers),
    FieldDefinition(
      "detainedAgain", "last detained again", .date,
      "When the person was last detained again under the same power at a port, for terrorism or for "
        + "state threats, within the period that ran.", absence: .noneBesideOthers,
      isPast: true),
    FieldDefinition(
      "portDetention", "detained at a port", .boolean,
      "Whether the person was detained under Schedule 7 to the Terrorism Act 2000, at a port or "
        + "border, and not arrested under section 41."),
    FieldDefinition(
      "measuresInForce", "prevention measures in force", .boolean,
      "Whether the notice of prevention and investigation measures under which it was taken, or a "
        + "revived or new one, is in force."),
    FieldDefinition(
      "measuresEnded", "prevention measures ended", .date,
      "When the last such notice ceased to be in force.", isPast: true),
    FieldDefinition(
      "transmitted", "transmitted to the court", .date,
      "When it was transmitted to the International Criminal Court.", isPast: true),
    FieldDefinition(
      "measuresQuashed", "notice of measures quashed", .boolean,
      "Whether a court quashed that notice within six months of its end."),
    FieldDefinition(
      "appealsEnded", "no appeal possible since", .date,
      "Since when no appeal against quashing the notice, or against a decision on such an appeal, "
        + "is possible.", isPast: true),
  ]

  static let laterMatter = ObjectDefinition(
    "LaterMatter", "A different offence for which material counts as also taken.",
    [
      FieldDefinition(
        "date", "arrest or charge in the later matter", .date,
        "When the person was arrested for it; without an arrest, when charged or given the notice.",
        isPast: true),
      FieldDefinition(
        "decided", "outcome day of the later matter", .date,
        "When the person was charged, convicted or given the notice; needed where the arrest was "
          + "before the material was taken.", isPast: true, notBelow: ["date"]),
      FieldDefinition(
        "disposition", "disposition of the later matter", .code("disposition"),
        "How the matter ended for the person."),
      FieldDefinition(
        "qualifying", "later qualifying offence", .boolean, "Whether it is a qualifying offence."),
      FieldDefinition(
        "securityRelated", "later terrorism or national security offence", .boolean,
        "Whether it is a qualifying offence related to terrorism or national security."),
      FieldDefinition(
        "live", "later matter continues", .boolean,
        "Whether its investigation or the proceedings for it go on."),
      FieldDefinition(
        "concluded", "later matter concluded", .date,
        "When its investigation and proceedings ended.", absence: .none,
        notBelow: ["date"]),
      FieldDefinition(
        "commissionerConsent", "Commissioner's consent for the later matter", .date,
        "When the Commissioner consented to keeping for it.",
        absence: .none, isPast: true),
      FieldDefinition(
        "extension", "court extended retention for the later matter", .date,
        "When a court extended retention.", absence: .none, isPast: true, notBelow: ["date"]),
      FieldDefinition(
        "ageAtEvent", "age at the later offence", .integer, "The person's age at the offence.",
        privacy: .personal, range: Vocabulary.ages),
      FieldDefinition(
        "custodial", "custodial sentence in the later matter", .boolean,
        "Whether the sentence is custodial."),
      FieldDefinition(
        "sentence", "length of the later sentence", .period, "The length of a custodial sentence."),
      FieldDefinition(
        "sentenced", "start of the later sentence", .date, "When the sentence began.",
        isPast: true, notBelow: ["date"]),
    ])
}

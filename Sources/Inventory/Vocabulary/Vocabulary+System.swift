extension Vocabulary {
  /// A system that holds data.
  public static let system = ObjectDefinition(
    "System", "A system that holds data.",
    [
      FieldDefinition("id", .text, "Its identifier, unique in a file."),
      FieldDefinition("name", .text, "Its name."),
      FieldDefinition("status", .code("system-status"), "Where it is in its life."),
      FieldDefinition("regime", .code("regime"), "The data-protection regime it is under."),
      FieldDefinition("owner", .text, "The information asset owner."),
      FieldDefinition("steward", .text, "The information asset steward."),
      FieldDefinition(
        "controllers", .codes("organisation-id"), "The organisations that control it.",
        refersTo: .organisation),
      FieldDefinition(
        "processingRecord", .text, "Its entry in the record of processing.",
        refersTo: .processingRecord),
      FieldDefinition("purposes", .codes("purpose"), "What it is used for."),
      FieldDefinition("legalBasis", .codes("legal-basis"), "The legal basis."),
      FieldDefinition(
        "publicTask", .boolean, "Whether a public authority processes in its tasks."),
      FieldDefinition("recipients", .codes("recipient"), "Who receives data from it."),
      FieldDefinition(
        "balancing", .text, "Where legitimate interests are weighed against those of people."),
      FieldDefinition("sensitive", .boolean, "Whether it holds special categories of data."),
      FieldDefinition(
        "sensitiveCondition", .codes("sensitive-condition"), "The condition relied on."),
      FieldDefinition("explicitConsent", .boolean, "Whether consent relied on is explicit."),
      FieldDefinition(
        "policyDocument", .text, "Its appropriate policy document.", refersTo: .policyDocument),
      FieldDefinition(
        "policyDocumentNeeded", .boolean, "Whether the condition needs a policy document."),
      FieldDefinition("subjects", .codes("subject-category"), "Whose data it holds."),
      FieldDefinition("categories", .codes("data-category"), "Which categories of data it holds."),
      FieldDefinition(
        "subjectsDistinguished", .boolean, "Whether categories of people can be told apart.",
        change: .setting),
      FieldDefinition(
        "assessmentDistinguished", .boolean, "Whether fact and assessment can be told apart.",
        change: .setting),
      FieldDefinition("goLive", .date, "When it went live."),
      FieldDefinition("changed", .date, "When its processing last changed in substance."),
      FieldDefinition("retired", .date, "When it was taken out of use.", absence: .none),
      FieldDefinition("earliestRecord", .date, "The earliest day a record in it can have."),
      FieldDefinition("highRisk", .boolean, "Whether the processing is likely a high risk."),
      FieldDefinition("automated", .boolean, "Whether it is an automated processing system."),
      FieldDefinition("hosting", .code("hosting"), "Where it runs."),
      FieldDefinition("locations", .codes("country"), "The countries in which data are held."),
      FieldDefinition(
        "classification", .code("classification"), "Its security classification.", change: .setting),
      FieldDefinition("linkKey", .text, "The key that links its people to other systems."),
      FieldDefinition("linkGapAccepted", .date, "When the lack of a link was accepted as a risk."),
      FieldDefinition("description", .prose, "What it is."),
      FieldDefinition(
        "jointArrangement", .object(jointArrangement), "The arrangement between joint controllers."),
      FieldDefinition("dpia", .object(dpia), "Its data protection impact assessment."),
      FieldDefinition("logging", .object(logging), "Its audit log."),
      FieldDefinition("review", .object(systemReview), "Its review function."),
      FieldDefinition("deletion", .object(deletion), "Its deletion function."),
      FieldDefinition("backup", .object(backup), "Its backups."),
      FieldDefinition("security", .object(security), "Its security measures."),
      FieldDefinition("testData", .object(testData), "Data in its test environment."),
      FieldDefinition(
        "automatedDecisions", .object(automatedDecisions), "Decisions without a human."),
      FieldDefinition("disposalPlan", .object(disposalPlan), "The plan for what it holds."),
      FieldDefinition(
        "processors", .objects(processor, singular: "processor"),
        "Who processes for the controller."),
      FieldDefinition(
        "transfers", .objects(transfer, singular: "transfer"), "Transfers to other countries.",
        absence: .none),
      properties,
      FieldDefinition("datasets", .objects(dataset, singular: "dataset"), "What it holds."),
    ])

  static let jointArrangement = ObjectDefinition(
    "JointArrangement", "An arrangement between joint controllers (DPA 2018 s.58, Article 26).",
    [
      FieldDefinition("reference", .text, "Where it is."),
      FieldDefinition("contactPoint", .text, "The contact point for people."),
      FieldDefinition(
        "enactment", .text, "The law that settles who answers for what.", absence: .none),
    ])

  static let dpia = ObjectDefinition(
    "ImpactAssessment", "A data protection impact assessment (DPA 2018 s.64, Article 35).",
    [
      FieldDefinition("date", .date, "When it was made.", isPast: true),
      FieldDefinition(
        "reviewed", .date, "When it was last reviewed.",
        change: .renewal("review the impact assessment"), notBelow: ["date"]),
      FieldDefinition("residualHigh", .boolean, "Whether a high risk remains."),
      FieldDefinition("consulted", .date, "When the regulator was consulted."),
    ])

  static let logging = ObjectDefinition(
    "Logging", "The audit log (DPA 2018 s.62).",
    [
      FieldDefinition(
        "operations", .codes("log-operation"), "The operations that are logged.", change: .setting),
      FieldDefinition(
        "consultationFields", .codes("log-field"), "What a consultation entry holds.",
        change: .setting),
      FieldDefinition(
        "disclosureFields", .codes("log-field"), "What a disclosure entry holds.", change: .setting),
      FieldDefinition(
        "identityPossible", .boolean, "Whether it is possible to log who is behind an entry."),
      FieldDefinition("uses", .codes("log-use"), "What the log is used for.", change: .setting),
      FieldDefinition(
        "exportable", .boolean, "Whether it can be given to the regulator.", change: .setting),
      FieldDefinition(
        "erasureContent", .boolean, "Whether an erasure entry holds what was erased.",
        change: .setting),
      FieldDefinition("retention", .period, "How long it is kept.", change: .setting),
    ])

  static let systemReview = ObjectDefinition(
    "ReviewFunction", "How records come up for review.",
    [
      FieldDefinition(
        "mechanism", .code("review-mechanism"), "How they come up.", change: .setting),
      FieldDefinition("interval", .period, "How often.", change: .setting),
    ])

  static let deletion = ObjectDefinition(
    "Deletion", "How records are deleted.",
    [
      FieldDefinition("kind", .code("deletion-kind"), "What deletion does.", change: .setting),
      FieldDefinition(
        "tested", .date, "When deletion was last tested.", change: .renewal("test the deletion")),
      FieldDefinition(
        "coversReplicas", .boolean, "Whether copies are deleted too.", change: .setting),
    ])

  static let backup = ObjectDefinition(
    "Backup", "Backups of the system.",
    [
      FieldDefinition("retention", .period, "How long a backup is kept.", change: .setting),
      FieldDefinition(
        "beyondUse", .codes("beyond-use"), "The conditions of beyond use that hold.",
        change: .setting),
      FieldDefinition(
        "reappliesDeletions", .boolean, "Whether a restore deletes again.", change: .setting),
      FieldDefinition(
        "restoreTested", .date, "When a restore was last tested.",
        change: .renewal("test a restore")),
    ])

  static let security = ObjectDefinition(
    "Security", "Security measures (DPA 2018 s.66, Article 32).",
    [
      FieldDefinition(
        "encryptedAtRest", .boolean, "Whether stored data are encrypted.", change: .setting),
      FieldDefinition(
        "accessControlled", .boolean, "Whether access is controlled by role.", change: .setting),
      FieldDefinition(
        "assessed", .date, "When security was last assessed.",
        change: .renewal("assess the security")),
    ])

  static let testData = ObjectDefinition(
    "TestData", "Data in test environments.",
    [
      FieldDefinition(
        "live", .boolean, "Whether live personal data are used for tests.", change: .setting),
      FieldDefinition("retention", .period, "How long they are kept there.", change: .setting),
    ])

  static let automatedDecisions = ObjectDefinition(
    "AutomatedDecisions", "Decisions made without meaningful human involvement.",
    [
      FieldDefinition("significant", .boolean, "Whether they have a significant effect."),
      FieldDefinition("sensitive", .boolean, "Whether they use special categories of data."),
      FieldDefinition(
        "legalBasis", .codes("legal-basis"), "The legal basis of the data that they use."),
      FieldDefinition(
        "explicitConsent", .boolean, "Whether all of the data are used with explicit consent."),
      FieldDefinition(
        "authority", .text, "The law that requires or authorises the decisions.", absence: .none),
      FieldDefinition(
        "exemption", .code("decision-exemption"), "Why safeguards are left out.", absence: .none),
      FieldDefinition(
        "safeguards", .codes("decision-safeguard"), "The safeguards that hold.", change: .setting),
    ])

  static let disposalPlan = ObjectDefinition(
    "DisposalPlan", "The plan to dispose of what a system holds.",
    [
      FieldDefinition("due", .date, "By when."),
      FieldDefinition("reference", .text, "Where it is."),
    ])

  static let processor = ObjectDefinition(
    "Processor", "A processor (DPA 2018 s.59, Article 28).",
    [
      FieldDefinition("name", .text, "Its name."),
      FieldDefinition("country", .code("country"), "Where it is."),
      FieldDefinition("contract", .text, "The contract."),
      FieldDefinition("terms", .codes("contract-term"), "The terms it contains.", change: .setting),
      FieldDefinition("ended", .date, "When it ended.", absence: .none),
      FieldDefinition("deletionEvidence", .text, "Evidence that data were deleted or returned."),
      FieldDefinition(
        "subprocessors", .objects(subprocessor, singular: "subprocessor"), "Its sub-processors.",
        absence: .none),
    ])

  static let subprocessor = ObjectDefinition(
    "Subprocessor", "A processor engaged by a processor.",
    [
      FieldDefinition("name", .text, "Its name."),
      FieldDefinition("authorised", .date, "When the controller authorised it in writing."),
    ])

  static let transfer = ObjectDefinition(
    "Transfer", "A transfer to another country (DPA 2018 s.73 to 78, Chapter V).",
    [
      FieldDefinition("country", .code("country"), "Where to."),
      FieldDefinition("regime", .code("regime"), "The regime of the data that are transferred."),
      FieldDefinition("mechanism", .code("transfer-mechanism"), "What permits it."),
      FieldDefinition("recipient", .code("transfer-recipient"), "What the recipient is."),
      FieldDefinition(
        "testMet", .boolean, "Whether protection there was considered not materially lower."),
      FieldDefinition(
        "ukClauses", .boolean, "Whether standard clauses are those issued for the UK.",
        absence: .none),
      FieldDefinition("date", .date, "When it was made or began."),
      FieldDefinition(
        "documented", .codes("transfer-record"), "What is documented of it.", change: .setting),
      FieldDefinition(
        "onwardCondition", .boolean, "Whether further transfers need leave.", change: .setting),
      FieldDefinition(
        "regulatorTold", .date, "When the regulator was told of it.", absence: .none,
        change: .deed("tell the regulator")),
      FieldDefinition(
        "authorityTold", .date, "When a law-enforcement authority there was told.",
        absence: .none, change: .deed("tell the authority there")),
      FieldDefinition(
        "authorityUnsuitable", .boolean, "Whether telling it would be ineffective or unsuitable."),
    ])
}

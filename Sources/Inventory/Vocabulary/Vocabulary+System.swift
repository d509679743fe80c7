extension Vocabulary {
  /// A system that holds data.
  public static let system = ObjectDefinition(
    "System", "A system that holds data.",
    [
      FieldDefinition("id", "system", .text, "Its identifier, unique in a file."),
      FieldDefinition("name", "name", .text, "Its name."),
      FieldDefinition("status", "status", .code("system-status"), "Where it is in its life."),
      FieldDefinition(
        "regime", "data protection regime", .code("regime"),
        "The data-protection regime it is under."),
      FieldDefinition("owner", "information asset owner", .text, "The information asset owner."),
      FieldDefinition(
        "steward", "information asset steward", .text, "The information asset steward."),
      FieldDefinition(
        "controllers", "controllers", .codes("organisation-id"),
        "The organisations that control it.",
        refersTo: .organisation),
      FieldDefinition(
        "processingRecord", "entry in the record of processing", .text,
        "Its entry in the record of processing.",
        refersTo: .processingRecord),
      FieldDefinition("purposes", "purposes", .codes("purpose"), "What it is used for."),
      FieldDefinition(
        "furtherUse", "use for another purpose", .object(furtherUse),
        "That data collected for one purpose are used for another.", absence: .none),
      FieldDefinition(
        "sharing", "data sent to others", .object(sharing),
        "What goes with law-enforcement data that are sent to others.", absence: .none),
      FieldDefinition("legalBasis", "legal basis", .codes("legal-basis"), "The legal basis."),
      FieldDefinition(
        "publicTask", "public authority's task", .boolean,
        "Whether a public authority processes in its tasks."),
      FieldDefinition(
        "recipients", "recipients", .codes("recipient"), "Who receives data from it."),
      FieldDefinition(
        "balancing", "legitimate interests assessment", .text,
        "Where legitimate interests are weighed against those of people."),
      FieldDefinition(
        "sensitive", "special category data", .boolean,
        "Whether it holds special categories of data."),
      FieldDefinition(
        "sensitiveCondition", "condition for special category data", .codes("sensitive-condition"),
        "The condition relied on."),
      FieldDefinition(
        "explicitConsent", "explicit consent", .boolean, "Whether consent relied on is explicit."),
      FieldDefinition(
        "policyDocument", "appropriate policy document", .text, "Its appropriate policy document.",
        refersTo: .policyDocument),
      FieldDefinition(
        "policyDocumentNeeded", "policy document needed", .boolean,
        "Whether the condition needs a policy document."),
      FieldDefinition(
        "subjects", "data subjects", .codes("subject-category"), "Whose data it holds."),
      FieldDefinition(
        "categories", "categories of data", .codes("data-category"),
        "Which categories of data it holds."),
      FieldDefinition(
        "subjectsDistinguished", "categories of people distinguished", .boolean,
        "Whether categories of people can be told apart.",
        change: .setting),
      FieldDefinition(
        "assessmentDistinguished", "fact and assessment distinguished", .boolean,
        "Whether fact and assessment can be told apart.",
        change: .setting),
      FieldDefinition("goLive", "went live", .date, "When it went live."),
      FieldDefinition(
        "changed", "processing last changed", .date,
        "When its processing last changed in substance.", isPast: true),
      FieldDefinition(
        "retired", "taken out of use", .date, "When it was taken out of use.", absence: .none,
        notBelow: ["goLive"]),
      FieldDefinition(
        "earliestRecord", "earliest possible record", .date,
        "The earliest day a record in it can have.", isPast: true),
      FieldDefinition(
        "highRisk", "high-risk processing", .boolean,
        "Whether the processing is likely a high risk."),
      FieldDefinition(
        "automated", "automated processing system", .boolean,
        "Whether it is an automated processing system."),
      FieldDefinition("hosting", "hosting", .code("hosting"), "Where it runs."),
      FieldDefinition(
        "locations", "countries of storage", .codes("country"),
        "The countries in which data are held."),
      FieldDefinition(
        "classification", "security classification", .code("classification"),
        "Its security classification.", change: .setting),
      FieldDefinition(
        "linkKey", "link key", .text,
        "The key that links its people to other systems; those of systems with another one are told apart.",
        refersTo: .linkKey),
      FieldDefinition(
        "linkGapAccepted", "missing link accepted as a risk", .date,
        "When the lack of a link was accepted as a risk.", isPast: true),
      FieldDefinition(
        "recordFields", "columns of the extracts", .codes("record-field"),
        "The facts of records that the extracts of all its datasets can give, where a dataset says no "
          + "other."),
      FieldDefinition("description", "description", .prose, "What it is."),
      FieldDefinition(
        "jointArrangement", "joint controller arrangement", .object(jointArrangement),
        "The arrangement between joint controllers."),
      FieldDefinition(
        "dpia", "impact assessment", .object(dpia), "Its data protection impact assessment."),
      FieldDefinition("logging", "audit log", .object(logging), "Its audit log."),
      FieldDefinition("review", "review function", .object(systemReview), "Its review function."),
      FieldDefinition("deletion", "deletion function", .object(deletion), "Its deletion function."),
      FieldDefinition("backup", "backups", .object(backup), "Its backups."),
      FieldDefinition("security", "security measures", .object(security), "Its security measures."),
      FieldDefinition("testData", "test data", .object(testData), "Data in its test environment."),
      FieldDefinition(
        "automatedDecisions", "automated decisions", .object(automatedDecisions),
        "Decisions without a human."),
      FieldDefinition(
        "disposalPlan", "disposal plan", .object(disposalPlan), "The plan for what it holds."),
      FieldDefinition(
        "processors", "processors", .objects(processor, singular: "processor"),
        "Who processes for the controller."),
      FieldDefinition(
        "transfers", "international transfers", .objects(transfer, singular: "transfer"),
        "Transfers to other countries.",
        absence: .none),
      properties,
      FieldDefinition(
        "datasets", "datasets", .objects(dataset, singular: "dataset"), "What it holds."),
    ])

  static let jointArrangement = ObjectDefinition(
    "JointArrangement", "An arrangement between joint controllers (DPA 2018 s.58, Article 26).",
    [
      FieldDefinition("reference", "reference of the joint arrangement", .text, "Where it is."),
      FieldDefinition(
        "contactPoint", "contact point for people", .text, "The contact point for people."),
      FieldDefinition(
        "enactment", "enactment that sets responsibilities", .text,
        "The law that settles who answers for what.", absence: .none),
    ])

  static let dpia = ObjectDefinition(
    "ImpactAssessment", "A data protection impact assessment (DPA 2018 s.64, Article 35).",
    [
      FieldDefinition(
        "date", "date of the impact assessment", .date, "When it was made.", isPast: true),
      FieldDefinition(
        "reviewed", "last review of the impact assessment", .date, "When it was last reviewed.",
        change: .renewal("review the impact assessment"), notBelow: ["date"]),
      FieldDefinition(
        "residualHigh", "high residual risk", .boolean, "Whether a high risk remains."),
      FieldDefinition(
        "consulted", "regulator consulted", .date, "When the regulator was consulted.", isPast: true
      ),
    ])

  static let logging = ObjectDefinition(
    "Logging", "The audit log (DPA 2018 s.62).",
    [
      FieldDefinition(
        "operations", "operations logged", .codes("log-operation"),
        "The operations that are logged.", change: .setting),
      FieldDefinition(
        "consultationFields", "details logged of a consultation", .codes("log-field"),
        "What a consultation entry holds.",
        change: .setting),
      FieldDefinition(
        "disclosureFields", "details logged of a disclosure", .codes("log-field"),
        "What a disclosure entry holds.", change: .setting),
      FieldDefinition(
        "identityPossible", "identity can be logged", .boolean,
        "Whether it is possible to log who is behind an entry."),
      FieldDefinition(
        "uses", "uses of the log", .codes("log-use"), "What the log is used for.", change: .setting),
      FieldDefinition(
        "exportable", "log can be given to the regulator", .boolean,
        "Whether it can be given to the regulator.", change: .setting),
      FieldDefinition(
        "erasureContent", "log keeps erased content", .boolean,
        "Whether an erasure entry holds what was erased.",
        change: .setting),
      FieldDefinition(
        "retention", "retention period of the log", .period, "How long it is kept.",
        change: .setting),
    ])

  static let systemReview = ObjectDefinition(
    "ReviewFunction", "How records come up for review.",
    [
      FieldDefinition(
        "mechanism", "review mechanism", .code("review-mechanism"), "How they come up.",
        change: .setting),
      FieldDefinition(
        "interval", "review interval", .period, "How often.", change: .setting,
        mostYears: longestInterval),
      FieldDefinition(
        "last", "last review of the system", .date, "When the system was last reviewed as a whole.",
        change: .renewal("review the system")),
      FieldDefinition(
        "next", "next review of the system", .date, "By when it is to be reviewed again."),
    ])

  static let deletion = ObjectDefinition(
    "Deletion", "How records are deleted.",
    [
      FieldDefinition(
        "kind", "kind of deletion", .code("deletion-kind"), "What deletion does.", change: .setting),
      FieldDefinition(
        "tested", "last test of deletion", .date, "When deletion was last tested.",
        change: .renewal("test the deletion")),
      FieldDefinition(
        "coversReplicas", "deletion covers replicas", .boolean, "Whether copies are deleted too.",
        change: .setting),
    ])

  static let backup = ObjectDefinition(
    "Backup", "Backups of the system.",
    [
      FieldDefinition(
        "retention", "retention period of backups", .period, "How long a backup is kept.",
        change: .setting),
      FieldDefinition(
        "beyondUse", "conditions of beyond use", .codes("beyond-use"),
        "The conditions of beyond use that hold.",
        change: .setting),
      FieldDefinition(
        "reappliesDeletions", "restore reapplies deletions", .boolean,
        "Whether a restore deletes again.", change: .setting),
      FieldDefinition(
        "restoreTested", "last test of a restore", .date, "When a restore was last tested.",
        change: .renewal("test a restore")),
    ])

  static let security = ObjectDefinition(
    "Security", "Security measures (DPA 2018 s.66, Article 32).",
    [
      FieldDefinition(
        "encryptedAtRest", "encrypted at rest", .boolean, "Whether stored data are encrypted.",
        change: .setting),
      FieldDefinition(
        "accessControlled", "access controlled by role", .boolean,
        "Whether access is controlled by role.", change: .setting),
      FieldDefinition(
        "assessed", "last security assessment", .date, "When security was last assessed.",
        change: .renewal("assess the security")),
    ])

  static let testData = ObjectDefinition(
    "TestData", "Data in test environments.",
    [
      FieldDefinition(
        "live", "live data used for tests", .boolean,
        "Whether live personal data are used for tests.", change: .setting),
      FieldDefinition(
        "retention", "retention period of test data", .period, "How long they are kept there.",
        change: .setting),
    ])

  static let automatedDecisions = ObjectDefinition(
    "AutomatedDecisions", "Decisions made without meaningful human involvement.",
    [
      FieldDefinition(
        "significant", "significant effect", .boolean, "Whether they have a significant effect."),
      FieldDefinition(
        "sensitive", "decisions use special category data", .boolean,
        "Whether they use special categories of data."),
      FieldDefinition(
        "legalBasis", "legal basis of the data used", .codes("legal-basis"),
        "The legal basis of the data that they use."),
      FieldDefinition(
        "explicitConsent", "explicit consent for all data used", .boolean,
        "Whether all of the data are used with explicit consent."),
      FieldDefinition(
        "authority", "law that authorises the decisions", .text,
        "The law that requires or authorises the decisions.", absence: .none),
      FieldDefinition(
        "exemption", "exemption from safeguards", .code("decision-exemption"),
        "Why safeguards are left out.", absence: .none),
      FieldDefinition(
        "safeguards", "safeguards", .codes("decision-safeguard"), "The safeguards that hold.",
        change: .setting),
    ])

  static let disposalPlan = ObjectDefinition(
    "DisposalPlan", "The plan to dispose of what a system holds.",
    [
      FieldDefinition("due", "disposal plan due", .date, "By when."),
      FieldDefinition("reference", "reference of the disposal plan", .text, "Where it is."),
    ])
}

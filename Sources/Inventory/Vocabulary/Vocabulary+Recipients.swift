/// Who receives data from a system: processors, and recipients in other countries.
extension Vocabulary {
  static let furtherUse = ObjectDefinition(
    "FurtherUse", "Use for another purpose than that of the collection (DPA 2018 s.36(3), (4)).",
    [
      FieldDefinition(
        "purposes", "other purposes", .codes("purpose"), "What else the data are used for."),
      FieldDefinition(
        "lawEnforcement", "for law enforcement", .boolean,
        "Whether all of these are law-enforcement purposes."),
      FieldDefinition(
        "authority", "law that authorises it", .prose, "The law that authorises the other use."),
      FieldDefinition(
        "assessed", "found necessary and proportionate", .date,
        "When the other use was found necessary and proportionate.", absence: .none,
        change: .deed("assess the other use"), isPast: true),
    ])

  static let sharing = ObjectDefinition(
    "Sharing", "What goes with data that are sent to others (DPA 2018 s.38(4), (5)).",
    [
      FieldDefinition(
        "qualityVerified", "quality verified before sending", .boolean,
        "Whether the quality of data is verified before they are sent.", change: .setting),
      FieldDefinition(
        "qualityIncluded", "information on quality sent along", .boolean,
        "Whether what recipients need to judge accuracy, completeness, reliability and age goes along.",
        change: .setting),
      FieldDefinition(
        "correctionsSent", "recipients told of errors", .boolean,
        "Whether recipients are told without delay where data sent were incorrect or sent unlawfully.",
        change: .setting),
    ])

  static let processor = ObjectDefinition(
    "Processor", "A processor (DPA 2018 s.59, Article 28).",
    [
      FieldDefinition("name", "processor", .text, "Its name."),
      FieldDefinition("country", "country of the processor", .code("country"), "Where it is."),
      FieldDefinition("contract", "contract", .text, "The contract."),
      FieldDefinition(
        "terms", "contract terms", .codes("contract-term"), "The terms it contains.",
        change: .setting),
      FieldDefinition(
        "ended", "contract ended", .date, "When it ended.", absence: .none),
      FieldDefinition(
        "deletionEvidence", "evidence of deletion or return", .text,
        "Evidence that data were deleted or returned."),
      FieldDefinition(
        "subprocessors", "sub-processors", .objects(subprocessor, singular: "subprocessor"),
        "Its sub-processors.",
        absence: .none),
    ])

  static let subprocessor = ObjectDefinition(
    "Subprocessor", "A processor engaged by a processor.",
    [
      FieldDefinition("name", "sub-processor", .text, "Its name."),
      FieldDefinition("country", "country of the sub-processor", .code("country"), "Where it is."),
      FieldDefinition(
        "authorised", "sub-processor authorised", .date,
        "When the controller authorised it in writing.", isPast: true),
      FieldDefinition(
        "authorisedInWriting", "sub-processor authorised in writing", .boolean,
        "Whether the controller authorised it in writing, where the day is not known.",
        change: .setting),
    ])

  static let transfer = ObjectDefinition(
    "Transfer", "A transfer to another country (DPA 2018 s.73 to 78, Chapter V).",
    [
      FieldDefinition("country", "destination country", .code("country"), "Where to."),
      FieldDefinition(
        "regime", "regime of the transferred data", .code("regime"),
        "The regime of the data that are transferred."),
      FieldDefinition(
        "mechanism", "transfer mechanism", .code("transfer-mechanism"), "What permits it."),
      FieldDefinition(
        "recipient", "kind of recipient", .code("transfer-recipient"), "What the recipient is."),
      FieldDefinition(
        "testMet", "data protection test met", .boolean,
        "Whether protection there was considered not materially lower."),
      FieldDefinition(
        "withinApproval", "recipient within the approval", .boolean,
        "Whether the recipient is one that a partial approval covers, such as one on the list of "
          + "the Data Privacy Framework."),
      FieldDefinition(
        "bindingInstrument", "binding instrument", .boolean,
        "Whether a legally binding instrument with appropriate safeguards binds the recipient."),
      FieldDefinition(
        "ukClauses", "UK standard clauses", .boolean,
        "Whether standard clauses are those issued for the UK.",
        absence: .none),
      FieldDefinition(
        "date", "date of the transfer", .date, "When it was made or began.", isPast: true),
      FieldDefinition(
        "continues", "transfer continues", .boolean,
        "Whether data are still sent, or it was made once and is over."),
      FieldDefinition(
        "documented", "details documented", .codes("transfer-record"), "What is documented of it.",
        change: .setting),
      FieldDefinition(
        "onwardCondition", "onward transfers need authorisation", .boolean,
        "Whether further transfers need leave.", change: .setting),
      FieldDefinition(
        "regulatorTold", "regulator told", .date, "When the regulator was told of it.",
        absence: .none,
        change: .deed("tell the regulator"), isPast: true),
      FieldDefinition(
        "authorityTold", "authority abroad told", .date,
        "When a law-enforcement authority there was told.",
        absence: .none, change: .deed("tell the authority there"), isPast: true),
      FieldDefinition(
        "authorityUnsuitable", "telling the authority unsuitable", .boolean,
        "Whether telling it would be ineffective or unsuitable."),
    ])
}

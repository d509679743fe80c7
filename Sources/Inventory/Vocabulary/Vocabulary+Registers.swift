/// What an organisation keeps registers of: approvers, holds, requests and personal data breaches.
extension Vocabulary {
  static let approver = ObjectDefinition(
    "Approver", "Who may approve the disposal of classes of records.",
    [
      FieldDefinition("name", "approver", .text, "The role."),
      FieldDefinition(
        "covers", "classes of records covered", .codes("category"), "The classes of records.",
        refersTo: .listedClass),
      FieldDefinition(
        "ownClass", "classes of its own", .boolean,
        "Whether those of the classes are the organisation's own that no published schedule and no dataset "
          + "of the inventory has.", absence: .none),
    ])

  static let hold = ObjectDefinition(
    "Hold", "An instruction that stops disposal.",
    [
      FieldDefinition("id", "hold", .text, "Its identifier."),
      FieldDefinition("authority", "authority for the hold", .text, "Who or what requires it."),
      FieldDefinition("kind", "kind of hold", .code("hold-kind"), "What kind of hold it is."),
      FieldDefinition(
        "scope", "scope of the hold", .codes("hold-scope"),
        "The systems, datasets or categories it covers.",
        refersTo: .scope),
      FieldDefinition("from", "hold in force from", .date, "Its first day."),
      FieldDefinition(
        "reviewDue", "hold review due", .date, "When it must be reviewed.",
        change: .nextDay("review it")),
      FieldDefinition("owner", "owner of the hold", .text, "The role that owns it."),
      FieldDefinition(
        "released", "hold released", .date, "Its last day.", absence: .none, notBelow: ["from"]),
      FieldDefinition("reason", "reason for the hold", .prose, "Why it was made."),
    ])

  static let requestFigures = ObjectDefinition(
    "RequestFigures", "How many requests of a kind were answered in time.",
    [
      FieldDefinition("kind", "kind of request", .code("request-kind"), "Which requests."),
      FieldDefinition(
        "from", "first day of the figures", .date, "The first day of the time.", isPast: true),
      FieldDefinition(
        "until", "last day of the figures", .date, "The last day of the time.", notBelow: ["from"]),
      FieldDefinition(
        "due", "requests that fell due", .integer, "How many had to be answered in this time.",
        notBelow: ["inTime"]),
      FieldDefinition(
        "inTime", "requests answered in time", .integer, "How many of them were answered in time."),
    ])

  static let request = ObjectDefinition(
    "Request", "A rights request or complaint.",
    [
      FieldDefinition(
        "id", "reference of the request", .text, "Its reference.", privacy: .identifying),
      FieldDefinition("kind", "kind of request", .code("request-kind"), "What was asked."),
      FieldDefinition(
        "regime", "regime of the request", .code("regime"), "The regime it is under."),
      FieldDefinition(
        "received", "request received", .date, "When it came in.", isPast: true,
        notBelow: ["decided"]),
      FieldDefinition(
        "started", "time limit started", .date,
        "When the time limit began, where it waited for identity or a fee.",
        absence: .none, isPast: true, notBelow: ["received"]),
      FieldDefinition(
        "clarificationAsked", "clarification asked for", .date,
        "When information needed to find the data was asked for.",
        absence: .none, isPast: true, notBelow: ["received"]),
      FieldDefinition(
        "clarificationReceived", "clarification received", .date, "When that information came.",
        absence: .none, isPast: true, notBelow: ["clarificationAsked"]),
      FieldDefinition(
        "decided", "decision taken", .date, "When the decision that it is about was taken.",
        isPast: true),
      FieldDefinition(
        "acknowledged", "request acknowledged", .date, "When it was acknowledged.", absence: .none,
        change: .deed("acknowledge it"), isPast: true, notBelow: ["received"]),
      FieldDefinition(
        "extension", "extension of the time limit", .period,
        "By how much the time limit was extended by notice to the person.", absence: .none),
      FieldDefinition(
        "extensionTold", "person told of the extension", .date,
        "When the person was told of the extension and why.",
        isPast: true, notBelow: ["received"]),
      FieldDefinition(
        "responded", "request answered", .date, "When it was answered.", absence: .none,
        change: .deed("answer it"), isPast: true, notBelow: ["received", "acknowledged"]),
      FieldDefinition(
        "outcome", "outcome of the request", .code("request-outcome"), "How it was answered.",
        absence: .none),
      FieldDefinition(
        "unfounded", "refused as unfounded or excessive", .boolean,
        "Whether it was refused because it was manifestly unfounded or excessive."),
      FieldDefinition(
        "restricted", "restricted instead of erased", .boolean,
        "Whether data were restricted instead of erased."),
      FieldDefinition(
        "disclosed", "disclosed to recipients", .boolean,
        "Whether the data had been disclosed to recipients."),
      FieldDefinition(
        "recipientsTold", "recipients told", .date, "When recipients of the data were told.",
        absence: .none,
        change: .deed("tell the recipients"), isPast: true, notBelow: ["received"]),
      FieldDefinition(
        "concernsFootage", "about video footage", .boolean,
        "Whether it asks for video footage or complains of what it shows.", absence: .none),
      FieldDefinition(
        "footageSecured", "footage secured", .date,
        "When the footage was taken out of automatic deletion.", absence: .none,
        change: .deed("secure the footage"), isPast: true, notBelow: ["received"]),
      FieldDefinition(
        "fromAuthority", "obtained from another authority", .boolean,
        "Whether the data came from another competent authority."),
      FieldDefinition(
        "originTold", "originating authority told", .date,
        "When the authority that they came from was told.", absence: .none,
        change: .deed("tell the authority"), isPast: true, notBelow: ["received"]),
      FieldDefinition(
        "reason", "reason for refusal or restriction", .prose, "Why it was refused or restricted."),
      FieldDefinition(
        "reasonTold", "person told the reasons", .date,
        "When the person was told so, with the reasons.", absence: .none,
        change: .deed("tell the person"), isPast: true, notBelow: ["received"]),
      FieldDefinition(
        "reasonWithheld", "reasons withheld lawfully", .boolean,
        "Whether telling the reasons would defeat the restriction."),
      FieldDefinition(
        "accuracyContested", "restricted because accuracy is disputed", .boolean,
        "Whether the data were restricted because of a dispute."),
      FieldDefinition(
        "restrictionLifted", "restriction lifted", .date, "When the restriction was lifted.",
        absence: .none, isPast: true, notBelow: ["received"]),
      FieldDefinition(
        "liftingTold", "person told of the lifting", .date,
        "When the person was told that it would be.", absence: .none, isPast: true,
        notBelow: ["received"]),
    ])

  static let incident = ObjectDefinition(
    "Incident", "A personal data breach (DPA 2018 s.67, Article 33).",
    [
      FieldDefinition("id", "reference of the breach", .text, "Its reference."),
      FieldDefinition(
        "aware", "controller became aware", .instant, "When the controller became aware.",
        isPast: true),
      FieldDefinition(
        "notifiable", "notifiable to the regulator", .boolean,
        "Whether the regulator had to be told."),
      FieldDefinition(
        "highRisk", "high risk to people", .boolean,
        "Whether it is likely a high risk to the people concerned."),
      FieldDefinition(
        "peopleTold", "people told", .date, "When the people concerned were told.", absence: .none,
        change: .deed("tell the people concerned"), isPast: true, notBelow: ["aware"]),
      FieldDefinition(
        "peopleExempt", "reason people need not be told", .prose,
        "Why they need not be told one by one.", absence: .none),
      FieldDefinition(
        "controllersTold", "controllers told", .instant, "When a processor told its controllers.",
        change: .deed("tell the controllers"), isPast: true),
      FieldDefinition(
        "notified", "regulator notified", .instant, "When the regulator was told.", absence: .none,
        change: .deed("notify the regulator"), isPast: true, notBelow: ["aware"]),
      FieldDefinition(
        "adviceInTime", "legal advice on the time", .boolean,
        "Whether legal advice is that a notice is in time by the second working day, where the 72 "
          + "hours hold fewer than two."),
      FieldDefinition(
        "recorded", "recorded in the breach register", .boolean, "Whether it is in the register.",
        change: .setting),
      FieldDefinition(
        "facts", "facts recorded", .boolean, "Whether the register states the facts.",
        change: .setting),
      FieldDefinition(
        "effects", "effects recorded", .boolean, "Whether the register states the effects.",
        change: .setting),
      FieldDefinition(
        "remedy", "remedial action recorded", .boolean,
        "Whether the register states what was done.", change: .setting),
      FieldDefinition(
        "delayReason", "reason for late notification", .prose, "Why the notification was late.",
        absence: .none, change: .setting),
    ])
}

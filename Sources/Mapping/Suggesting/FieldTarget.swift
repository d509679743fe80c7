import Inventory

/// A field of the vocabulary that a column may be, with the names that files give it.
struct FieldTarget {
  /// What the rows of a file are.
  enum Level: String {
    case system, dataset, record, scheduleRow
  }

  var level: Level
  /// The path in the block, such as `retention` or `dpia.date`.
  var path: String
  /// Names without regard to case and punctuation.
  var names: [String]

  /// The field itself.
  var field: FieldDefinition? {
    var definition = definition
    var found: FieldDefinition?
    for step in path.split(separator: ".") {
      guard let field = definition.fields.first(where: { $0.name == step }) else { return nil }
      found = field
      if let child = field.kind.child { definition = child }
    }
    return found
  }

  private var definition: ObjectDefinition {
    switch level {
    case .system: Vocabulary.system
    case .dataset: Vocabulary.dataset
    case .record: Vocabulary.record
    case .scheduleRow: Vocabulary.scheduleRow
    }
  }

  private static func target(_ level: Level, _ path: String, _ names: String) -> FieldTarget {
    FieldTarget(level: level, path: path, names: names.split(separator: "|").map { String($0) })
  }

  /// All that are looked for; where two fit as well, the first counts.
  static let all: [FieldTarget] =
    [
      target(
        .system, "id", "system id|asset id|sys id|ci id|application id|id|reference|ref|uid|uuid"),
      target(
        .system, "name",
        "system|system name|application|application name|name|asset|asset name|service|service name|tool|platform|database|title|display name|software"
      ),
      target(
        .system, "owner",
        "owner|information asset owner|iao|business owner|system owner|asset owner|owned by|data owner|business function|responsible officer"
      ),
      target(
        .system, "steward",
        "steward|information asset steward|data steward|managed by|technical owner|custodian|administrator|information asset administrator|iaa"
      ),
      target(
        .system, "status",
        "status|life cycle|lifecycle|operational status|state|stage|install status"),
      target(.system, "description", "description|short description|summary|comments"),
      target(
        .system, "goLive",
        "go live|went live|go live date|live date|live since|in service|install date|installed|implementation date"
      ),
      target(
        .system, "retired", "retired|decommissioned|decommission date|retired date|end of life"),
      target(
        .system, "purposes",
        "purpose|purposes|purpose of processing|purposes of processing|used for"),
      target(
        .system, "legalBasis",
        "legal basis|lawful basis|article 6 lawful basis|article 6 lawful basis for processing personal data"
      ),
      target(
        .system, "subjects",
        "data subjects|subjects|categories of individuals|categories of data subjects|individuals"),
      target(
        .system, "categories",
        "categories of personal data|personal data|data categories|categories of data|categories"),
      target(.system, "recipients", "recipients|categories of recipients|shared with"),
      target(
        .system, "processors.name",
        "supplier|vendor|processor|data processor|contractor|supplied by|supplier name|third party"),
      target(.system, "hosting", "hosting|hosted|hosting type|deployment"),
      target(
        .system, "locations",
        "location|locations|country|countries|data location|location of personal data"),
      target(
        .system, "classification",
        "classification|protective marking|security classification|gsc|marking"),
      target(.system, "regime", "regime|data protection regime"),
      target(.system, "highRisk", "high risk"),
      target(.system, "dpia.date", "dpia date|dpia|dpia completed|date of dpia|impact assessment"),
      target(
        .dataset, "name",
        "record type|records|class of records|record class|class of record|record series|series|dataset|data set|dataset name|information held|type of record|document type|record category|information"
      ),
      target(
        .dataset, "category",
        "schedule reference|schedule ref|schedule code|class code|retention code"),
      target(
        .dataset, "retention",
        "retention|retention period|retention schedule|keep for|how long kept|how long|retention rule|disposal period|time limit|kept for|period of retention"
      ),
      target(
        .dataset, "retention.trigger",
        "retention trigger|trigger|keep from|starts from|retention starts|from when|trigger event|start of retention"
      ),
      target(
        .dataset, "retention.action",
        "disposal action|action|disposal|final action|then|at the end|action at end|disposition|disposal method"
      ),
      target(
        .dataset, "sensitive",
        "special category|special category data|special categories|sensitive|sensitive data|contains special category data"
      ),
      target(
        .dataset, "review.last",
        "date last reviewed|last reviewed|last review|last review date|reviewed|date reviewed"),
      target(
        .dataset, "review.next", "next review|review due|next review date|date of next review"),
      target(
        .dataset, "count",
        "count|volume|number of records|record count|row count|records held|quantity"),
      target(.dataset, "oldest", "oldest|oldest record|earliest record|date of oldest record"),
      target(.dataset, "newest", "newest|newest record|latest record"),
      target(.dataset, "medium", "medium|media|record medium"),
    ] + records + schedule

  private static let records = [
    target(
      .record, "id",
      "record id|reference|ref|id|case number|case reference|crime number|record number|reference number|urn|case id|case ref|case no|file ref|file reference|file number|client id|application number|ticket|application ref|customer ref"
    ),
    target(
      .record, "created",
      "created|date created|creation date|recorded|date recorded|opened|date opened|received|start date"
    ),
    target(
      .record, "lastEvent",
      "last event|closed|date closed|closure|closure date|last activity|last updated|last modified|end date|case closed|last contact"
    ),
    target(.record, "reviewed", "reviewed|last review|review date|date reviewed|last reviewed"),
    target(.record, "nextReview", "next review|review due|next review date"),
    target(
      .record, "disposed", "disposed|date disposed|disposal date|deleted|destroyed|date destroyed"),
    target(.record, "hold", "hold|legal hold|hold reference|hold id"),
    target(.record, "group", "group|mopi group|review group"),
    target(.record, "kind", "kind|type|record type|role|nominal type"),
    target(.record, "born", "born|date of birth|dob|birth date"),
    target(.record, "subject", "subject|person id|nominal|nominal id|person|subject id|pnc id"),
  ]

  private static let schedule = [
    target(
      .scheduleRow, "category",
      "category|class|record class|code|item|item number|series|record type|records|reference|ref"),
    target(.scheduleRow, "period", "retention|retention period|keep for|period|retain for"),
    target(.scheduleRow, "trigger", "trigger|keep from|from|start|event|trigger event"),
    target(.scheduleRow, "action", "action|disposal action|disposal|final action|outcome"),
    target(
      .scheduleRow, "authority",
      "authority|statute|legislation|legal authority|source|reason|justification"),
  ]
}

/// Compares names of columns with those of fields.
enum NameMatch {
  /// A name as words in lower case: `goLive` and `Go-live_` are `go live`.
  static func words(_ name: String) -> String {
    var words = ""
    var wasLower = false
    for scalar in name.unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        if scalar.properties.isUppercase, wasLower { words += " " }
        wasLower = scalar.properties.isLowercase
        words += scalar.properties.lowercaseMapping
      } else {
        wasLower = false
        if !words.hasSuffix(" "), !words.isEmpty { words += " " }
      }
    }
    while words.hasSuffix(" ") { words.removeLast() }
    return words
  }

  /// Names of one word that say what a column is even beside other words. Others, such as count or
  /// status, do not: cpu_count counts no records.
  private static let telling: Set<String> = [
    "retention", "owner", "steward", "custodian", "purpose", "purposes", "recipients",
    "classification", "dob", "decommissioned",
  ]

  /// How well a name fits a field, and why; 0 where it does not.
  static func score(_ name: String, _ target: FieldTarget) -> (score: Int, reason: String) {
    let words = words(name)
    guard let field = target.field else { return (0, "") }
    if words == Self.words(field.name) { return (12, "its name is that of the field") }
    if words == field.label, field.name != "id" {
      return (11, "its name is the label of the field")
    }
    if let place = target.names.firstIndex(of: words) {
      return (10 - min(place, 4), "its name is a usual one for \(field.label)")
    }
    let spaced = " \(words) "
    let close = target.names.first { name in
      (name.contains(" ") || telling.contains(name)) && spaced.contains(" \(name) ")
    }
    if let close { return (4, "its name has \"\(close)\" in it") }
    return (0, "")
  }
}

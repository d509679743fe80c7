import Bytes
import CivilTime
import Findings

extension FindingCount: Formed {
  static let formName: StaticString = "findingCount"
  static let blank = FindingCount(
    rule: "", severity: .info, verdict: .pass, isProvisional: false, count: 0)

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("rule", &rule)
    try form.field("severity", &severity)
    try form.field("verdict", &verdict)
    try form.field("isProvisional", &isProvisional)
    try form.field("count", &count, .count)
  }
}

extension SystemCounts: Formed {
  static let formName: StaticString = "systemCounts"
  static let blank = SystemCounts(systems: [], counts: [])

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("systems", &systems)
    try form.field("counts", &counts)
  }

  /// Reads a list of them, also one of counts of one kind in one system, as results had it before.
  static func readList(_ node: JSONNode) throws(FormFailure) -> [SystemCounts] {
    var former = SystemCounting()
    let groups = try node.list { (node) throws(FormFailure) -> SystemCounts? in
      try node.object { (json) throws(FormFailure) in
        guard json.has("system") else {
          var group = blank
          try group.fields(&json)
          return group
        }
        let system = try json.required("system").text()
        var count = FindingCount.blank
        try count.fields(&json)
        former.add(count, in: system)
        return nil
      }
    }
    return groups.compactMap(\.self) + former.gathered
  }
}

extension RootCause: Formed {
  static let formName: StaticString = "rootCause"
  static let blank = RootCause(
    key: "", title: "", fix: "", findings: 0, severity: .info, rules: [], systems: [])

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("key", &key)
    try form.field("title", &title)
    try form.field("fix", &fix)
    try form.field("findings", &findings, .count)
    try form.field("severity", &severity)
    try form.field("rules", &rules)
    try form.field("systems", &systems)
  }
}

extension Coverage: Formed {
  static let formName: StaticString = "coverage"
  static let blank = Coverage(
    system: "", dataset: nil, category: nil, standing: .noRule, counts: Summary.Counts())

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("system", &system)
    try form.field("dataset", &dataset)
    try form.field("name", &name)
    try form.field("category", &category)
    try form.field("standing", &standing)
    try form.field("counts", &counts)
  }
}

extension Summary: Formed {
  static let formName: StaticString = "summary"
  static let blank = Summary()

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("verdict", &verdict)
    try form.field("exitCode", &exitCode, .count)
    try form.field("total", &total)
    try form.field("bySeverity", &bySeverity)
    try form.field("byPack", &byPack)
    try form.field("bySystem", &bySystem)
    try form.field("organisations", &organisations, .count)
    try form.field("systems", &systems, .count)
    try form.field("datasets", &datasets, .count)
    try form.field("holdings", &holdings, .count)
    try form.field("records", &records, .count)
    try form.field("rules", &rules, .count)
    try form.field("older", &older, .count)
    try form.field("errors", &errors, .count)
  }
}

extension Summary.Row: Formed {
  static let formName: StaticString = "row"
  static let blank = Summary.Row(key: "", counts: Summary.Counts())

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("key", &key)
    try form.field("name", &name)
    try form.field("counts", &counts)
  }
}

extension Summary.Counts: Formed {
  static let formName: StaticString = "counts"
  static let blank = Summary.Counts()

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("pass", &pass, .count)
    try form.field("breach", &breach, .count)
    try form.field("undetermined", &undetermined, .count)
    try form.field("not-applicable", &notApplicable, .count)
    try form.field("waived", &waived, .count)
    try form.field("provisional", &provisional, .count)
  }
}

extension WaiverStanding: Formed {
  static let formName: StaticString = "waiverStanding"
  static let blank = WaiverStanding(
    id: "", rule: "", subject: "", reason: "", owner: "", approver: "", ticket: nil,
    from: CivilDate(dayNumber: 0), until: CivilDate(dayNumber: 0), states: [], findings: 0)

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("id", &id)
    try form.field("rule", &rule)
    try form.field("subject", &subject)
    try form.field("reason", &reason)
    try form.field("owner", &owner)
    try form.field("approver", &approver)
    try form.field("ticket", &ticket)
    try form.field("from", &from)
    try form.field("until", &until)
    try form.field("states", &states)
    try form.field("findings", &findings, .count)
  }
}

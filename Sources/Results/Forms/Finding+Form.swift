import CivilTime
import Findings

extension Finding: Formed {
  static let formName: StaticString = "finding"
  static let blank = Finding(
    id: "", rule: "", catalogue: [], title: "", verdict: .pass, severity: .info,
    authority: .local, citations: [], isProvisional: false, subject: .blank, locations: [],
    causeCode: "", cause: "", derivation: Derivation(), remedy: "")

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("id", &id)
    try form.field("rule", &rule)
    try form.field("catalogue", &catalogue)
    try form.field("title", &title)
    try form.field("verdict", &verdict)
    try form.field("originalVerdict", &originalVerdict)
    try form.derived("word") { word }
    try form.field("severity", &severity)
    try form.field("authority", &authority)
    try form.field("citations", &citations)
    try form.field("isProvisional", &isProvisional)
    try form.derived("evidence") { evidence?.grade }
    try form.field("subject", &subject)
    try form.field("owner", &owner)
    try form.field("steward", &steward)
    try form.field("locations", &locations)
    try form.field("causeCode", &causeCode)
    try form.field("cause", &cause)
    try form.field("causeOnTheDay", &comingCause)
    try form.field("derivation", &derivation)
    try form.field("since", &since)
    try form.field("dueDate", &dueDate)
    try form.field("daysOver", &daysOver, .number)
    try form.field("endedOn", &endedOn)
    try form.field("remedy", &remedy)
    try form.field("smallestFix", &smallestFix)
    try form.field("fix", &fix, mayBeMissing: true)
    try form.field("noFix", &noFix)
    try form.field("rootCause", &rootCause)
    try form.field("count", &count, .count)
    try form.field("checks", &checks, .count)
    try form.field("others", &others)
    try form.field("state", &state)
    try form.field("waiver", &waiver)
  }
}

extension SubjectList: Formed {
  static let formName: StaticString = "subjectList"
  static let blank = SubjectList([])

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    var key = key
    try form.field("key", &key)
    var entries = entries
    try form.field("subjects", &entries)
    self = SubjectList(entries, key: key)
  }
}

extension SubjectList.Entry: Formed {
  static let formName: StaticString = "listedSubject"
  static let blank = SubjectList.Entry(id: "", name: nil, location: nil)

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("id", &id)
    try form.field("name", &name)
    try form.field("location", &location)
  }
}

extension FixStep: Formed {
  static let formName: StaticString = "fixStep"
  static let blank = FixStep(.record, "")

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("kind", &kind)
    try form.field("path", &path)
    try form.field("value", &value)
  }
}

extension Citation: Formed {
  static let formName: StaticString = "citation"
  static let blank = Citation(title: "", at: "", evidence: .blank)

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("title", &title)
    try form.field("at", &at)
    try form.field("url", &url)
    try form.field("edition", &edition)
    try form.field("checked", &checked)
    try form.members(of: &evidence)
  }
}

extension Evidence: Formed {
  static let formName: StaticString = "evidence"
  static let blank = Evidence(.unread)

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    // Results of before there were grades say only whether somebody had read the figure in the
    // document.
    if let isVerified = try form.formerFlag("isVerified") {
      self = Evidence(isVerified ? .read : .unread)
      return
    }
    try form.field("evidence", &grade)
    try form.field("publications", &publications, .count)
    try form.field("differs", &differs)
    try form.field("confirmed", &confirmation)
  }
}

extension Subject: Formed {
  static let formName: StaticString = "subject"
  static let blank = Subject(links: [])

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.derived("path") { path }
    try form.field("links", &links)
    try form.field("controllers", &controllers)
  }
}

extension Subject.Link: Formed {
  static let formName: StaticString = "link"
  static let blank = Subject.Link(level: .organisation, id: nil)

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("level", &level)
    try form.field("kind", &kind)
    try form.field("id", &id)
    try form.field("name", &name)
  }
}

extension Location: Formed {
  static let formName: StaticString = "location"
  static let blank = Location(path: "", line: 0, column: 0)

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("path", &path)
    try form.field("line", &line, .position)
    try form.field("column", &column, .position)
    try form.field("pointer", &pointer)
  }
}

extension Finding.Waiver: Formed {
  static let formName: StaticString = "waiver"
  static let blank = Finding.Waiver(
    id: "", reason: "", owner: "", until: CivilDate(dayNumber: 0))

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("id", &id)
    try form.field("reason", &reason)
    try form.field("owner", &owner)
    try form.field("until", &until)
    try form.field("from", &from)
  }
}

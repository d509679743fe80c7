import CivilTime
import Findings

extension RunFrame: Formed {
  static let formName: StaticString = "frame"
  static let blank = RunFrame(
    header: .blank, rules: 0, ruleIDs: [], mostUndetermined: nil, isStrict: false, notices: [],
    inputs: [], isComplete: false)

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("header", &header)
    try form.field("rules", &rules, .count)
    try form.field("ruleIDs", &ruleIDs)
    try form.field("mostUndetermined", &mostUndetermined, .count)
    try form.field("isStrict", &isStrict)
    try form.field("notices", &notices)
    try form.field("inputs", &inputs)
    try form.field("isComplete", &isComplete)
  }
}

extension Outline: Formed {
  static let formName: StaticString = "outline"
  static let blank = Outline(rules: [], packs: [], organisations: [], systems: [])

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("rules", &rules)
    var titles = packs.map { PackTitle(name: $0.key, title: $0.name) }
    try form.field("packs", &titles)
    packs = titles.map { Summary.Row(key: $0.name, name: $0.title) }
    try form.field("organisations", &organisations)
    try form.field("systems", &systems)
  }
}

/// A pack with its title, as an outline names it.
private struct PackTitle: Formed {
  var name: String
  var title: String?

  static let formName: StaticString = "packTitle"
  static let blank = PackTitle(name: "")

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("name", &name)
    try form.field("title", &title)
  }
}

extension Outline.Rule: Formed {
  static let formName: StaticString = "rule"
  static let blank = Outline.Rule(id: "", severity: .info, pack: "")

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("id", &id)
    try form.field("severity", &severity)
    try form.field("chosenSeverities", &chosenSeverities)
    try form.field("pack", &pack)
    try form.field("isOfForm", &isOfForm)
  }
}

extension Outline.Organisation: Formed {
  static let formName: StaticString = "organisation"
  static let blank = Outline.Organisation(id: "", path: "")

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("id", &id)
    try form.field("path", &path)
  }
}

extension Outline.System: Formed {
  static let formName: StaticString = "system"
  static let blank = Outline.System(id: "", name: "", path: "", datasets: [])

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("id", &id)
    try form.field("name", &name)
    try form.field("path", &path)
    try form.field("datasets", &datasets)
  }
}

extension Outline.Dataset: Formed {
  static let formName: StaticString = "dataset"
  static let blank = Outline.Dataset(
    id: "", path: "", category: nil, isKnownClass: false, hasDisposalJob: nil)

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("id", &id)
    try form.field("name", &name)
    try form.field("path", &path)
    try form.field("category", &category)
    try form.field("isKnownClass", &isKnownClass)
    try form.field("ownPacks", &ownPacks)
    try form.field("stated", &stated, .number)
    try form.field("certified", &certified, .number)
    try form.field("disposals", &disposals, mayBeMissing: true)
    try form.field("hasDisposalJob", &hasDisposalJob)
  }
}

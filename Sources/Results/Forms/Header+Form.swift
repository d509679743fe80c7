import CivilTime
import Findings

extension Header: Formed {
  static let formName: StaticString = "header"
  static let blank = Header(toolVersion: "", asOf: CivilDate(dayNumber: 0))

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("toolVersion", &toolVersion)
    try form.field("asOf", &asOf)
    try form.field("failOn", &failOn)
    try form.field("packs", &packs)
    try form.field("profile", &profile)
    try form.field("profileDigest", &profileDigest)
    try form.field("showsPersonalData", &showsPersonalData)
    try form.field("hasPseudonyms", &hasPseudonyms)
    try form.field("isLinked", &isLinked)
    try form.field("recordIdentity", &recordIdentity)
    try form.field("outside", &outside, mayBeMissing: true)
    try form.field("reach", &reach, mayBeMissing: true)
    try form.field("articles", &articles, mayBeMissing: true)
    try form.field("forecastUntil", &forecastUntil)
    try form.field("lookedAheadUntil", &lookedAheadUntil)
    try form.field("comingOnMaskedDays", &comingOnMaskedDays, .count)
    try form.field("organisations", &organisations, mayBeMissing: true)
    try form.field("title", &title)
    try form.field("marking", &marking)
    try form.field("runName", &runName)
    try form.field("ledger", &ledger)
  }
}

extension Header.Pack: Formed {
  static let formName: StaticString = "pack"
  static let blank = Header.Pack(name: "", title: "", version: "", digest: "", rules: 0)

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("name", &name)
    try form.field("title", &title)
    try form.field("version", &version)
    try form.field("digest", &digest)
    try form.field("rules", &rules, .count)
  }
}

extension Header.Organisation: Formed {
  static let formName: StaticString = "organisation"
  static let blank = Header.Organisation(id: "", name: nil)

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("id", &id)
    try form.field("name", &name)
  }
}

extension Header.OutsidePack: Formed {
  static let formName: StaticString = "outsidePack"
  static let blank = Header.OutsidePack(
    name: "", title: "", jurisdictions: [], place: "", classes: [])

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("name", &name)
    try form.field("title", &title)
    try form.field("jurisdictions", &jurisdictions)
    try form.field("place", &place)
    try form.field("classes", &classes)
    try form.field("kind", &kind)
    try form.field("kinds", &kinds)
    try form.field("isLeftOut", &isLeftOut)
  }
}

extension Header.Reach: Formed {
  static let formName: StaticString = "reach"
  static let blank = Header.Reach(
    pack: "", title: "", applies: .no, reason: nil, organisations: [])

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("pack", &pack)
    try form.field("title", &title)
    try form.field("applies", &applies)
    try form.field("reason", &reason)
    try form.field("organisations", &organisations)
  }
}

extension Header.Article: Formed {
  static let formName: StaticString = "article"
  static let blank = Header.Article(pack: "", at: "", says: "", covered: .no)

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("pack", &pack)
    try form.field("at", &at)
    try form.field("says", &says)
    try form.field("covered", &covered)
    try form.field("why", &why)
    try form.field("organisations", &organisations)
  }
}

extension Header.LedgerHead: Formed {
  static let formName: StaticString = "ledger"
  static let blank = Header.LedgerHead(entry: 0, hash: nil)

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("entry", &entry, .count)
    try form.field("hash", &hash, .digest)
  }
}

extension Input: Formed {
  static let formName: StaticString = "input"
  static let blank = Input(path: "", format: "", bytes: 0, isComplete: false)

  mutating func fields<Form: FieldVisitor>(_ form: inout Form) throws(Form.Failure) {
    try form.field("path", &path)
    try form.field("format", &format)
    try form.field("bytes", &bytes, .count)
    try form.field("digest", &digest, .digest)
    try form.field("extracted", &extracted)
    try form.field("isComplete", &isComplete)
  }
}

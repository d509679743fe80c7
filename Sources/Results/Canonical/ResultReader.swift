import Bytes
import CivilTime
import Diagnostics
import Findings

/// Reads a result in its canonical form, strictly.
///
/// What is no result, is cut short or is of a newer form is refused with its place: a result that was half
/// understood would look cleaner than it is. Members that a later version added without changing what the
/// others mean are passed over, and the result says so; a change of meaning needs another form.
/// Members may stand in any order. What ``ResultWriter`` wrote is written again as the same bytes.
public struct ResultReader {
  private let path: String
  private var header: Header?
  private var findings: FindingStore?
  private var findingCounts: [SystemCounts]?
  private let empty: FindingStore
  private var subjectLists: [SubjectList]?
  /// The members that this version does not know: a later one may add some and keep the form.
  private var additions: [String] = []
  private var rootCauses: [RootCause]?
  private var coverage: [Coverage]?
  private var extent: Extent?
  private var summary: Summary?
  private var waivers: [WaiverStanding]?
  private var notices: [Diagnostic]?
  private var inputs: [Input]?
  private var asOf: CivilDate?
  private var exitCode: Int?
  private var verdict: String?

  private let acceptsCounts: Bool

  private init(path: String, empty: FindingStore, acceptsCounts: Bool) {
    self.path = path
    self.empty = empty
    self.acceptsCounts = acceptsCounts
  }

  /// Whether a document says of itself, in its first bytes, that it is a result.
  ///
  /// For a folder of inputs in which results lie too; it looks at the first 256 bytes.
  public static func isResult(_ start: some Sequence<UInt8>) -> Bool {
    let bytes = Array(start.prefix(256).filter { $0 > 0x20 })
    return bytes.starts(with: "{\"form\":\"\(ResultWriter.form)\"".utf8)
  }

  /// Reads a result.
  ///
  /// - Parameters:
  ///   - path: How messages name the document.
  ///   - store: Where the findings go, which may keep some on the disk.
  ///   - acceptsCounts: Whether a result will do that counts its findings and does not list them.
  ///     To whoever looks for findings it is none: what it does not list would seem to be cured.
  /// - Throws: What is wrong and where; see ``ResultFailure`` for the codes.
  public static func read(
    _ bytes: [UInt8], path: String, into store: FindingStore = FindingStore(),
    acceptsCounts: Bool = false
  ) throws(ResultFailure) -> CheckResult {
    let reader = ResultReader(path: path, empty: store.emptied, acceptsCounts: acceptsCounts)
    do throws(FormFailure) {
      do throws(FormFailure) {
        return try reader.result(bytes)
      } catch  where error.code == "result.unknown-member" {
        var result = try reader.result(bytes, passesOverMembers: true)
        result.notices.append(reader.notice(of: error, in: bytes))
        return result
      }
    } catch {
      throw ResultFailure(diagnostics: [
        Diagnostic(
          .error, error.code, at: reader.place(of: error, in: bytes), error.message,
          hint: error.hint)
      ])
    }
  }

  private func place(of failure: FormFailure, in bytes: [UInt8]) -> SourcePosition {
    let place = LineTable(bytes.prefix(failure.offset)).position(of: failure.offset)
    return SourcePosition(path: path, line: place.line, column: place.column)
  }

  /// Says that members of parts were passed over, of which a failure names the first.
  private func notice(of failure: FormFailure, in bytes: [UInt8]) -> Diagnostic {
    Diagnostic(
      .notice, failure.code, at: place(of: failure, in: bytes),
      "this version of custos does not know every member of the result, here the first; they are "
        + "passed over")
  }

  private func result(
    _ bytes: [UInt8], passesOverMembers: Bool = false
  ) throws(FormFailure) -> CheckResult {
    try Self.checkForm(bytes)
    var cursor = JSONCursor(bytes)
    cursor.passesOverMembers = passesOverMembers
    var reader = self
    try cursor.object { (cursor, name, offset) throws(FormFailure) in
      try reader.readMember(name, at: offset, &cursor)
    }
    try cursor.expectEnd()
    return try reader.assembled()
  }

  /// Refuses what is no result or is newer, before its members are judged.
  private static func checkForm(_ bytes: [UInt8]) throws(FormFailure) {
    var cursor = JSONCursor(bytes)
    guard let first = cursor.peek() else {
      throw .malformed(0, "the document is empty")
    }
    guard first == UInt8(ascii: "{") else {
      throw FormFailure(
        code: "result.foreign", offset: cursor.index, message: "this is not a result of custos")
    }
    var form: JSONNode?
    var version: JSONNode?
    let start = cursor.index
    // A result names its form first, so only a foreign or sorted document is read twice.
    do throws(FormFailure) {
      try cursor.object { (cursor, name, _) throws(FormFailure) in
        let node = try cursor.value()
        if name == "form" { form = node }
        if name == "formVersion" { version = node }
        if form != nil, version != nil { throw .malformed(0, "") }
      }
    } catch {
      if form == nil || version == nil { throw error }
    }
    guard let form, case .text(ResultWriter.form) = form.value, let version else {
      throw FormFailure(
        code: "result.foreign", offset: start, message: "this is not a result of custos",
        hint: "a result begins with \"form\": \"\(ResultWriter.form)\"")
    }
    let number = try version.number()
    guard number == CheckResult.formVersion else {
      throw FormFailure(
        code: number > CheckResult.formVersion ? "result.newer-form" : "result.unknown-value",
        offset: version.offset,
        message: "the result has form \(number), but this version reads form "
          + "\(CheckResult.formVersion)",
        hint: number > CheckResult.formVersion ? "read it with a newer version of custos" : nil)
    }
  }

  private mutating func readMember(
    _ name: String, at offset: Int, _ cursor: inout JSONCursor
  ) throws(FormFailure) {
    if name == "findings" {
      findings = try readFindings(&cursor)
      return
    }
    let node = try cursor.value()
    switch name {
    case "form", "formVersion": break
    case "asOf": asOf = try node.day()
    case "exitCode": exitCode = try node.number()
    case "verdict": verdict = try node.text()
    case "header": header = try Header.read(node)
    case "findingCounts": findingCounts = try SystemCounts.readList(node)
    case "subjectLists": subjectLists = try node.list(SubjectList.read)
    case "rootCauses": rootCauses = try node.list(RootCause.read)
    case "coverage": coverage = try node.list(Coverage.read)
    case "extent": extent = try ExtentForm.read(node)
    case "summary": summary = try Summary.read(node)
    case "waivers": waivers = try node.list(WaiverStanding.read)
    case "notices": notices = try node.list(Diagnostic.read)
    case "inputs": inputs = try node.list(Input.read)
    default: additions.append(name)
    }
  }

  private func readFindings(_ cursor: inout JSONCursor) throws(FormFailure) -> FindingStore {
    var findings = empty
    try cursor.array { (cursor) throws(FormFailure) in
      findings.append(try Finding.read(cursor.value()))
    }
    return findings
  }

  private func assembled() throws(FormFailure) -> CheckResult {
    let header = try there(header, "header")
    let summary = try there(summary, "summary")
    guard try there(asOf, "asOf") == header.asOf,
      try there(exitCode, "exitCode") == summary.exitCode
    else {
      throw FormFailure(
        code: "result.contradiction", offset: 0,
        message: "\"asOf\" or \"exitCode\" contradicts the header or the summary")
    }
    _ = try there(verdict, "verdict")
    try checkCounts()
    var store = findingCounts == nil ? try there(findings, "findings") : empty
    if let problem = store.problem(listing: subjectLists ?? []) {
      throw FormFailure(code: "result.contradiction", offset: 0, message: problem)
    }
    store.sort()
    let causes = findingCounts == nil ? try there(rootCauses, "rootCauses") : []
    var result = CheckResult(
      header: header, findings: store, rootCauses: causes,
      coverage: try there(coverage, "coverage"), summary: summary,
      waivers: try there(waivers, "waivers"), notices: try there(notices, "notices"),
      inputs: try there(inputs, "inputs"))
    result.findingCounts = findingCounts
    result.extent = extent
    result.notices += additions.map { name in
      Diagnostic(
        .notice, "result.unknown-member", at: nil,
        "the result has a member \"\(name)\" that this version of custos does not know; it is passed over"
      )
    }
    return result
  }

  /// Refuses counts where findings are wanted, and both in one result.
  private func checkCounts() throws(FormFailure) {
    guard findingCounts != nil else { return }
    guard findings == nil, rootCauses == nil else {
      throw FormFailure(
        code: "result.contradiction", offset: 0,
        message: "the result both lists and counts findings")
    }
    guard acceptsCounts else {
      throw FormFailure(
        code: "result.counts-only", offset: 0,
        message: "the result counts its findings and does not list them",
        hint: "run the check again without --summary-only")
    }
  }

  private func there<Part>(_ part: Part?, _ name: String) throws(FormFailure) -> Part {
    guard let part else {
      throw FormFailure(
        code: "result.missing-member", offset: 0, message: "the result has no member \"\(name)\"")
    }
    return part
  }
}

import CivilTime
import Diagnostics

/// Reads a result in its canonical form, strictly.
///
/// What is no result, is cut short, is of a newer form or has a member that this form does not know is
/// refused with its place: a result that was half understood would look cleaner than it is.
/// Members may stand in any order. What ``ResultWriter`` wrote is written again as the same bytes.
public struct ResultReader {
  private let path: String
  private var header: Header?
  private var findings: FindingStore?
  private let empty: FindingStore
  private var rootCauses: [RootCause]?
  private var coverage: [Coverage]?
  private var summary: Summary?
  private var waivers: [WaiverStanding]?
  private var notices: [Diagnostic]?
  private var inputs: [Input]?
  private var asOf: CivilDate?
  private var exitCode: Int?
  private var verdict: String?

  private init(path: String, empty: FindingStore) {
    self.path = path
    self.empty = empty
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
  /// - Throws: What is wrong and where; see ``ResultFailure`` for the codes.
  public static func read(
    _ bytes: [UInt8], path: String, into store: FindingStore = FindingStore()
  ) throws(ResultFailure) -> CheckResult {
    do throws(FormFailure) {
      var reader = ResultReader(path: path, empty: store.emptied)
      return try reader.result(bytes)
    } catch {
      let place = LineTable(bytes.prefix(error.offset)).position(of: error.offset)
      let position = SourcePosition(path: path, line: place.line, column: place.column)
      throw ResultFailure(diagnostics: [
        Diagnostic(.error, error.code, at: position, error.message, hint: error.hint)
      ])
    }
  }

  private mutating func result(_ bytes: [UInt8]) throws(FormFailure) -> CheckResult {
    try Self.checkForm(bytes)
    var cursor = JSONCursor(bytes)
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
        code: "result.foreign", offset: cursor.index, message: "this is no result of custos")
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
        code: "result.foreign", offset: start, message: "this is no result of custos",
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
    case "header": header = try ResultParts.header(node)
    case "rootCauses": rootCauses = try node.list(ResultParts.rootCause)
    case "coverage": coverage = try node.list(ResultParts.coverage)
    case "summary": summary = try ResultParts.summary(node)
    case "waivers": waivers = try node.list(ResultParts.waiver)
    case "notices": notices = try node.list(ResultParts.notice)
    case "inputs": inputs = try node.list(ResultParts.input)
    default:
      throw FormFailure(
        code: "result.unknown-member", offset: offset,
        message: "no member \"\(name)\" in a result")
    }
  }

  private func readFindings(_ cursor: inout JSONCursor) throws(FormFailure) -> FindingStore {
    var findings = empty
    try cursor.array { (cursor) throws(FormFailure) in
      findings.append(try FindingReader.finding(cursor.value()))
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
    var store = try there(findings, "findings")
    store.sort()
    return CheckResult(
      header: header, findings: store, rootCauses: try there(rootCauses, "rootCauses"),
      coverage: try there(coverage, "coverage"), summary: summary,
      waivers: try there(waivers, "waivers"), notices: try there(notices, "notices"),
      inputs: try there(inputs, "inputs"))
  }

  private func there<Part>(_ part: Part?, _ name: String) throws(FormFailure) -> Part {
    guard let part else {
      throw FormFailure(
        code: "result.missing-member", offset: 0, message: "the result has no member \"\(name)\"")
    }
    return part
  }
}

import Diagnostics
import Findings
import Results

extension TextReporter {
  func writeNotices(_ result: CheckResult, to page: inout TextPage) {
    guard !result.notices.isEmpty else { return }
    page.heading("Notices about the inputs (\(result.notices.count))")
    for notice in result.notices {
      let place = notice.position.map { "\($0): " } ?? ""
      let hint = notice.hint.map { "; \($0)" } ?? ""
      page.item(
        notice.severity.rawValue, "\(place)\(notice.message)\(hint) [\(notice.code)]", .plain,
        indent: 11, most: .max)
    }
  }

  func writeCoverage(_ result: CheckResult, to page: inout TextPage) {
    let summary = result.summary
    page.heading("Coverage")
    page.labelled(
      "read",
      [
        counted(summary.organisations, "organisation"), counted(summary.systems, "system"),
        counted(summary.datasets, "dataset"), counted(summary.holdings, "holding"),
        counted(summary.records, "record"),
      ].joined(separator: ", "))
    page.labelled("checked", "\(grouped(summary.total.total)) checks: \(summary.total.inWords)")
    for pack in result.header.outside { page.labelled("outside", pack.inWords, .yellow) }
    for standing in Coverage.Standing.allCases {
      let classes = result.coverage.filter { $0.standing == standing }
      guard !classes.isEmpty else { continue }
      page.labelled(standing.rawValue, list(classes))
    }
  }

  private func list(_ classes: [Coverage]) -> String {
    let names = classes.prefix(12).map { coverage in
      [coverage.system, coverage.dataset, coverage.category].compactMap(\.self)
        .joined(separator: "/")
    }
    let more = classes.count > 12 ? ", and \(classes.count - 12) more" : ""
    return "\(counted(classes.count, "class", "classes")): \(names.joined(separator: ", "))\(more)"
  }

  private static func identifiers(_ header: Header) -> String {
    if header.showsPersonalData { return "shown" }
    guard header.hasPseudonyms else { return "left out" }
    return "pseudonyms" + (header.recordIdentity.map { ", under the \($0)" } ?? "")
  }

  func writeMethod(_ result: CheckResult, to page: inout TextPage) {
    let header = result.header
    page.heading("Method")
    page.labelled("as of", header.asOf.inWords)
    page.labelled("threshold", header.failOn.rawValue)
    page.labelled("custos", header.toolVersion)
    if let profile = header.profile {
      let digest = header.profileDigest.map { ", sha256 \($0)" } ?? ""
      page.labelled("profile", profile + digest)
    }
    page.labelled("people", header.isLinked ? "linked across systems" : "not linked")
    page.labelled("identifiers", Self.identifiers(header))
    if let ledger = header.ledger { page.labelled("history", ledger.inWords) }
    for pack in header.packs {
      page.labelled(
        "pack",
        "\(pack.name) \(pack.version), \(counted(pack.rules, "rule"))"
          + (pack.digest.isEmpty ? "" : ", sha256 \(pack.digest)"))
    }
    for input in result.inputs {
      let digest = input.digest.map { ", sha256 \($0)" } ?? ""
      let extracted = input.extracted.map { ", extracted \($0)" } ?? ""
      let incomplete = input.isComplete ? "" : ", INCOMPLETE"
      page.labelled(
        "input",
        "\(input.path) (\(input.format), \(input.bytes) bytes)\(extracted)\(digest)"
          + incomplete)
    }
  }
}

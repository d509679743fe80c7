import Bytes
import Diagnostics
import Inventory
import Results

/// Says what mappings read.
enum MappingNotices {
  /// A notice for each input that a mapping read.
  static func summaries(_ outcome: ReadOutcome) -> [Diagnostic] { summaries(outcome.inputs) }

  static func summaries(_ inputs: [ReadOutcome.Input]) -> [Diagnostic] {
    inputs.compactMap { input in
      input.summary.map { summary in
        Diagnostic(
          .notice, "mapping.read", at: nil, "\(input.name): \(text(summary))", hint: hint(summary))
      }
    }
  }

  private static func text(_ summary: ForeignSummary) -> String {
    let rows = summary.rows.map { level, count in
      count == 1 ? "1 \(level.dropLast())" : "\(count) \(level)"
    }
    var text = "read with the mapping \(summary.mapping): "
    text += rows.isEmpty ? "no rows" : rows.joined(separator: ", ")
    text += "; \(counted(summary.values, "value", "values"))"
    text += summary.misread == 0 ? ", all understood" : ", \(summary.misread) not understood"
    if !summary.commonest.isEmpty {
      let shown = summary.commonest.map { item in
        let name = item.text.map { "\"\(InertText.of($0, limit: 60))\"" } ?? "personal data"
        return item.count == 1 ? "\(item.field) \(name)" : "\(item.field) \(name) (\(item.count))"
      }
      text += ": " + shown.joined(separator: ", ")
    }
    return text
  }

  private static func hint(_ summary: ForeignSummary) -> String? {
    guard !summary.unused.isEmpty else { return nil }
    let shown = summary.unused.prefix(12).map { "\"\(InertText.of($0, limit: 60))\"" }.joined(
      separator: ", ")
    let more = summary.unused.count > 12 ? " and \(summary.unused.count - 12) more" : ""
    return "nothing used \(shown)\(more); list under \"ignores\" what is left out knowingly"
  }
}

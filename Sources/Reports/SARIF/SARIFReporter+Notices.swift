import Bytes
import Diagnostics
import Findings

extension SARIFReporter {
  /// Writes a notice about an input as a notification.
  static func write(_ notice: Diagnostic, to json: inout JSONWriter) {
    json.object { json in
      json.object("descriptor") { $0.member("id", notice.code) }
      json.member("level", level(notice.severity))
      json.object("message") { json in
        let hint = notice.hint.map { " (\($0))" } ?? ""
        json.member("text", SARIFText.message(notice.message + hint))
      }
      if let position = notice.position {
        json.array("locations") { json in
          json.object { json in
            SARIFText.writePlace(
              Location(path: position.path, line: position.line, column: position.column),
              to: &json)
          }
        }
      }
    }
  }

  private static func level(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .notice: "note"
    }
  }
}

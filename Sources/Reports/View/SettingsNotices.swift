import Diagnostics
import Findings
import Results

extension CheckResult {
  /// What a result says of settings that decided it and did not stand on the command line, one line
  /// each: for the formats that list no notices.
  var settingsInUse: [String] {
    notices.filter { $0.code == Self.settingsCode }.map { notice in
      notice.position.map { "\($0.path): \(notice.message)" } ?? notice.message
    }
  }

  /// The code of such notices.
  static let settingsCode = "configuration.in-use"
}

/// What a part of a file came to, apart from its rows: what was noted and the ids of its records.
final class ReadPart: @unchecked Sendable {
  var log: DiagnosticLog
  var identities: RecordIdentities
  var rows = RowCounts()

  /// A part of which nothing is known yet.
  ///
  /// - Parameter log: A log of the same file.
  init(emptyOf log: DiagnosticLog, identities: consuming RecordIdentities) {
    self.log = DiagnosticLog(path: log.path, limit: log.limit)
    self.identities = identities
  }
}

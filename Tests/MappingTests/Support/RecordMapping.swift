/// Texts of mappings whose rows are the records of one dataset.
enum RecordMapping {
  /// A mapping of records.
  ///
  /// - Parameters:
  ///   - reads: What it reads, such as `{format: json}`.
  ///   - rows: The selector of its rows.
  ///   - fields: The fields of a record with their expressions, a line each.
  ///   - head: Further lines of the mapping itself.
  static func text(_ reads: String, rows: String, _ fields: String, head: String = "") -> String {
    let lines = fields.split(separator: "\n").map { "      \($0)" }.joined(separator: "\n")
    return """
      mapping: m
      title: M
      reads: \(reads)
      \(head)
      systems:
        rows: once
        id: "'s'"
        datasets:
          rows: once
          id: "'d'"
          records:
            rows: \(rows)
      \(lines)
      """
  }
}

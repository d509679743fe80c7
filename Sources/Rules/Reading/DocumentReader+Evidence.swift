import Findings
import YAMLTree

extension DocumentReader {
  /// How well a figure is known: `evidence` with `publications` and `differs`; `nil` if it is not said.
  ///
  /// `verified: true` and `verified: false`, which files of before there were grades have, stand for
  /// `read` and `unread`.
  mutating func evidence() -> Evidence? {
    let grade = choice("evidence", Evidence.Grade.self)
    let publications = number("publications")
    let differs = text("differs")
    let wasVerified = node["verified"] == nil ? nil : bool("verified")
    if let grade { return Evidence(grade, publications: publications, differs: differs) }
    return wasVerified.map { Evidence($0 ? .read : .unread) }
  }
}

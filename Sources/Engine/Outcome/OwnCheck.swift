import Findings
import Inventory

/// A check that the engine makes by itself, since no condition could ask for what it needs.
///
/// It has an identifier like a rule, so that findings, waivers and counts treat it as one.
struct OwnCheck {
  let id: String
  let title: String
  let severity: Severity

  /// The name that stands for their pack.
  static let pack = Summary.Row(key: "inventory", name: "What the inventory contains")

  /// That a dataset gives records or counts of them, without which rules about records have nothing
  /// to decide.
  static let recordsGiven = OwnCheck(
    id: "inventory/records-given", title: "Each dataset lists its records or counts of them",
    severity: .medium)

  /// The rule as counts are kept by.
  var outline: Outline.Rule {
    Outline.Rule(id: id, severity: severity, pack: Self.pack.key)
  }

  /// What is said of a dataset about which so many rules could not be evaluated.
  static func cause(rules: Int) -> String {
    let rules = rules == 1 ? "1 rule" : "\(rules) rules"
    return
      "neither records nor counts by age are given, so \(rules) about records could not be evaluated"
  }

  static let remedy =
    "Add the records or holdings of the dataset; an empty list or a count of 0 states that there are none."
}

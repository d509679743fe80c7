import Findings
import Inventory

/// A check that the engine makes by itself, since no condition could ask for what it needs.
///
/// It has an identifier like a rule, so that findings, waivers and counts treat it as one.
struct OwnCheck {
  let id: String
  let title: String
  let severity: Severity
  /// What to do.
  let remedy: String

  private init(id: String, title: EngineMessage, severity: Severity, remedy: EngineMessage) {
    (self.id, self.title) = (id, title.text())
    (self.severity, self.remedy) = (severity, remedy.text())
  }

  /// The name that stands for their pack.
  static let pack = Summary.Row(key: "inventory", name: EngineMessage.ownChecks.text())

  /// That a dataset gives all its records or counts of them, without which rules about records have
  /// nothing to decide.
  static let recordsGiven = OwnCheck(
    id: "inventory/records-given", title: .recordsGiven, severity: .medium,
    remedy: .recordsGivenRemedy)

  /// That as many records are listed, or counted by age, as a dataset is said to have.
  static let countsAgree = OwnCheck(
    id: "inventory/counts-agree", title: .countsAgree, severity: .medium, remedy: .countsAgreeRemedy
  )

  /// That the oldest and newest records that a dataset is said to have are of the days of those that it
  /// lists or counts by age.
  static let datesAgree = OwnCheck(
    id: "inventory/dates-agree", title: .datesAgree, severity: .medium, remedy: .datesAgreeRemedy)

  /// That a system says which datasets it has, without which rules about them have nothing to
  /// decide.
  static let datasetsGiven = OwnCheck(
    id: "inventory/datasets-given", title: .datasetsGiven, severity: .medium,
    remedy: .datasetsGivenRemedy)

  /// That facts can be true: what has happened is not after the day of the check, dates are in
  /// order, and a part is no larger than the whole. Rules about dates say so of most records.
  static let factsPossible = OwnCheck(
    id: "inventory/facts-possible", title: .factsPossible, severity: .medium,
    remedy: .factsPossibleRemedy)

  /// All of them, in the order in which they stand behind the rules of a run.
  static let all = [recordsGiven, countsAgree, datasetsGiven, factsPossible, datesAgree]

  /// The number of the check behind so many rules.
  func number(behind rules: Int) -> Int {
    rules + (Self.all.firstIndex { $0.id == id } ?? 0)
  }

  /// The rule as counts are kept by.
  var outline: Outline.Rule {
    Outline.Rule(id: id, severity: severity, pack: Self.pack.key)
  }

  /// What is said of a dataset about which so many rules could not be evaluated.
  static func noRecords(rules: Int) -> String {
    EngineMessage.noRecordsGiven.text(counted(rules))
  }

  /// What is said of a system about whose datasets so many rules could not be evaluated.
  static func noDatasets(rules: Int) -> String {
    EngineMessage.noDatasetsGiven.text(counted(rules))
  }

  /// What is said of facts that cannot be true.
  static func impossible(_ paths: [String]) -> String {
    let message: EngineMessage = paths.count == 1 ? .factImpossible : .factsImpossible
    return message.text(paths.joined(separator: ", "))
  }

  /// What is said of a dataset that has more records than are given.
  static func tooFew(of count: Int, rules: Int) -> String {
    EngineMessage.tooFewRecords.text(String(count), counted(rules))
  }

  /// What is said of a dataset that has fewer records than are given.
  static func tooMany(of count: Int) -> String { EngineMessage.tooManyRecords.text(String(count)) }

  private static func counted(_ rules: Int) -> String {
    rules == 1 ? EngineMessage.oneRule.text() : EngineMessage.severalRules.text(String(rules))
  }
}

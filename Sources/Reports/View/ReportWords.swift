public import Findings

/// The words of the reports for pages that are made elsewhere.
public enum ReportWords {
  /// A sentence of a rule as people read it: days long, periods in words, labels in place of
  /// paths, words in place of codes.
  public static func sentence(_ text: String, _ labels: FieldLabels) -> String {
    FactWords(labels).cause(text)
  }

  /// What is wrong with a finding, or right where it has no cause, as people read it.
  public static func cause(of finding: Finding, _ labels: FieldLabels) -> String {
    FactWords(labels).cause(finding.cause.isEmpty ? finding.title : finding.cause, of: finding)
  }

  /// What a value is called that a rule computes under a name.
  public static func computed(_ name: String) -> String { ComputedNames.any(name) }

  /// The value of a fact in the form of its field, as people read it.
  public static func value(_ value: String, of path: String, _ labels: FieldLabels) -> String {
    FactWords(labels).value(value, of: path)
  }

  /// What a finding is about, from the innermost out.
  public static func subject(of finding: Finding) -> String { finding.subjectInWords }

  /// Who owns what a finding is about.
  public static func owner(of finding: Finding) -> String { finding.ownerOrNobody }

  /// A text in lines of a width, broken between words.
  public static func wrapped(_ text: String, width: Int) -> [String] {
    TextPage.wrapped(TextPage.safe(text), width: width)
  }
}

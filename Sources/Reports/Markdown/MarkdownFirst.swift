import Bytes
import CivilTime
import Findings
import Results

/// What a reader wants to know first, as tables of Markdown.
enum MarkdownFirst {
  /// What to fix first; empty where nothing is in breach.
  static func actions(_ result: CheckResult, _ words: FactWords) -> String {
    let actions = Actions(result)
    guard !actions.first.isEmpty else { return "" }
    var table =
      "### What to fix first\n\n| what to do | what is wrong | then record | effect | owner | law | by when |\n|---|---|---|---|---|---|---|\n"
    for action in actions.first {
      let doubt = action.isProvisional ? ", provisional" : ""
      let texts = [
        "\(action.severity.rawValue)\(doubt): "
          + FactWords.closed(words.text(action.fix, naming: .bare)),
        action.problem(in: words),
        action.record.map { words.text($0, naming: .quoted) } ?? "",
        action.effectInWords, action.ownersInWords,
      ]
      let cells =
        texts.map(MarkdownText.escaped)
        + [action.law.map(MarkdownFold.place) ?? "", MarkdownText.escaped(action.dueInWords)]
      table += "| " + cells.joined(separator: " | ") + " |\n"
    }
    let more = actions.count - actions.first.count
    return table
      + (more > 0 ? "\nand \(counted(more, "more action")), with the findings below\n\n" : "\n")
  }

  /// What falls due; empty where the run did not look ahead.
  static func due(_ result: CheckResult, _ groups: FindingGroups) -> String {
    guard let text = DueSoon(result, groups.forecast).inWords else { return "" }
    return "### What falls due\n\n\(MarkdownText.escaped(text))\n\n"
  }

  private static let mostAddressees = 20

  /// Whom to ask about what could not be decided; empty where all was.
  static func questions(_ groups: FindingGroups, _ words: FactWords) -> String {
    let addressees = OpenQuestions(groups.undetermined).addressees
    guard !addressees.isEmpty else { return "" }
    var table = "### Whom to ask\n\n| whom | checks that wait | for what |\n|---|--:|---|\n"
    for addressee in addressees.prefix(mostAddressees) {
      table +=
        "| \(MarkdownText.escaped(addressee.nameInWords)) | \(addressee.checks) | "
        + "\(MarkdownText.escaped(words.text(addressee.factsInWords(most: 4), naming: .bare))) |\n"
    }
    let more = addressees.count - mostAddressees
    return table + (more > 0 ? "\nand \(more) more\n\n" : "\n")
  }
}

import CEL
import CivilTime
import Findings
import Inventory
import Rules

/// The sentences of a finding, made of the texts of its rule.
extension FindingBuilder {
  func text(
    _ template: TextTemplate, _ notes: RuleNotes, _ finding: Finding, _ evaluator: Evaluator
  ) -> String {
    pieces(template, notes, finding, evaluator).pieces.joined(separator: "1")
  }

  /// What is wrong, in pieces between which is how many rows a finding stands for.
  ///
  /// Where a part of the sentence cannot be said, the requirement is said not to be met: a sentence
  /// with a hole in it is a riddle.
  func cause(
    _ rule: CompiledRule, _ finding: Finding, _ evaluator: Evaluator
  ) -> [String] {
    let sentence = pieces(rule.cause, notes[rule], finding, evaluator)
    return sentence.isWhole ? sentence.pieces : [EngineMessage.notMet.text(rule.rule.title)]
  }

  /// A text in pieces, between two of which is how many rows a finding stands for.
  ///
  /// - Returns: The pieces, and whether every part of the text could be said.
  func pieces(
    _ template: TextTemplate, _ notes: RuleNotes, _ finding: Finding, _ evaluator: Evaluator
  ) -> (pieces: [String], isWhole: Bool) {
    var pieces: [String] = []
    var text = ""
    var isWhole = true
    for part in template.parts {
      switch part {
      case .text(let piece): text += Plural.continuing(text, with: piece)
      case .daysOver:
        isWhole = isWhole && finding.daysOver != nil
        text += finding.daysOver.map(String.init) ?? Privacy.mask
      case .count:
        pieces.append(text)
        text = ""
      case .value(let program):
        if isMasked(program, notes, evaluator) {
          text += Privacy.mask
        } else {
          let value = evaluator.machine.evaluate(
            program, evaluator.variables, host: evaluator.host)
          isWhole = isWhole && ValueText.canBeSaid(value, of: program)
          text = ValueText.sentence(text, with: value)
        }
      }
    }
    return (pieces + [text], isWhole)
  }

  /// Whether a part of a text rests on a fact that may not be shown: of a choice, only what chose and
  /// what was chosen count.
  private func isMasked(
    _ program: Program, _ notes: RuleNotes, _ evaluator: Evaluator
  ) -> Bool {
    guard notes.privacy(of: program).isMasked else { return false }
    let explanation = evaluator.machine.explain(
      program, evaluator.variables, host: evaluator.host)
    return isMasked(explanation.root, notes)
  }

  private func isMasked(_ node: Explanation.Node, _ notes: RuleNotes) -> Bool {
    if let path = node.reference?.path, notes.isMasked(path) { return true }
    return node.children.contains { child in
      !(node.part.hasChoice && child.role == .irrelevant) && isMasked(child, notes)
    }
  }
}

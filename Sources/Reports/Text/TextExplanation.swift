public import Bytes
import CivilTime
public import Findings
public import Results

/// A finding explained in prose: what is wrong, what is required and by whom, how it was worked out,
/// and what to do.
public struct TextExplanation {
  private let words: FactWords
  private let asOf: CivilDate
  private let showsCondition: Bool
  private var page: TextPage

  private init(_ asOf: CivilDate, _ options: ReportOptions, showsCondition: Bool) {
    words = FactWords(options.labels)
    self.asOf = asOf
    self.showsCondition = showsCondition
    page = TextPage(output: OutputBuffer(), options: options)
  }

  /// Explains a finding of a result.
  ///
  /// - Parameters:
  ///   - finding: The finding.
  ///   - why: Why the rule exists, in the rule's words; `nil` where the rule is not at hand.
  ///   - result: The result that holds it.
  ///   - options: The width, the colours and the labels.
  ///   - showsCondition: Whether the clauses of the condition and the formulas follow.
  public static func write(
    _ finding: Finding, why: String?, of result: CheckResult, _ options: ReportOptions,
    showsCondition: Bool, to output: inout OutputBuffer
  ) {
    var text = TextExplanation(result.header.asOf, options, showsCondition: showsCondition)
    text.page.output = output
    text.write(finding, why: why)
    output = text.page.output
  }

  private mutating func write(_ finding: Finding, why: String?) {
    let codes = finding.catalogue.joined(separator: ", ")
    page.heading("\(finding.rule)\(codes.isEmpty ? "" : " (\(codes))"): finding \(finding.id)")
    part(Self.question(of: finding.verdict))
    page.paragraph(
      FactWords.closed(FactWords.opened(words.cause(of: finding))), indent: 2)
    page.paragraph("Subject: \(finding.subjectInWords).", indent: 2)
    part("What is required")
    page.paragraph(sentence(finding.title), indent: 2)
    if let why { page.paragraph(sentence(why), indent: 2) }
    for citation in finding.citations {
      page.paragraph("Source: \(citation.inWords).", indent: 2)
    }
    if let evidence = finding.evidenceInWords {
      page.paragraph("Evidence: \(evidence).", indent: 2)
    }
    part("How it was worked out")
    let receipt = Receipt(finding, asOf: asOf, in: words)
    writeSum(receipt, finding)
    part("What to do")
    page.paragraph(sentence(finding.remedy), indent: 2)
    if let afterwards = finding.afterwards {
      page.paragraph(sentence("\(afterwards.label): \(afterwards.text)"), indent: 2)
    }
    if showsCondition { writeCondition(receipt) }
    page.gap()
  }

  private static func question(of verdict: Verdict) -> String {
    switch verdict {
    case .breach, .waived: "What is wrong"
    case .undetermined: "What could not be decided"
    case .pass, .notApplicable: "What was found"
    }
  }

  private mutating func part(_ title: String) {
    page.gap()
    page.line(title, .bold)
  }

  /// A text of a rule as a sentence with a capital and a full stop.
  private func sentence(_ text: String) -> String {
    let sentence = FactWords.opened(words.text(text))
    return sentence.hasSuffix(".") ? sentence : sentence + "."
  }
}

// MARK: The sum

extension TextExplanation {
  private mutating func writeSum(_ receipt: Receipt, _ finding: Finding) {
    let facts = receipt.lines.filter { $0.kind == .fact }
    if !facts.isEmpty {
      page.paragraph("The inventory says:", indent: 2)
      for fact in facts {
        let place = fact.location.map { " (\($0))" } ?? ""
        page.item("-", "\(fact.name): \(fact.value)\(place)", .plain, indent: 4, most: .max)
      }
    }
    for line in receipt.lines where line.kind == .basis {
      page.paragraph(
        FactWords.closed("\(FactWords.opened(line.name)): \(line.value), \(line.working)"),
        indent: 2)
    }
    writeSteps(receipt, finding)
    for source in receipt.precedence {
      page.paragraph("\(FactWords.opened(source.label)): \(source.text).", indent: 2)
    }
    for missing in finding.derivation.missing {
      let supplier = missing.supplier.map { "; ask \($0)" } ?? ""
      page.paragraph(sentence("Missing: \(missing.path), \(missing.state)\(supplier)"), indent: 2)
    }
  }

  /// What was computed, and how many days that is over.
  private mutating func writeSteps(_ receipt: Receipt, _ finding: Finding) {
    let steps = receipt.lines.filter { $0.kind == .step }
    if !steps.isEmpty {
      page.paragraph("From this follows:", indent: 2)
      for step in steps {
        let isSum = !step.working.isEmpty && step.working != "computed"
        let text = "\(step.name): \(step.value)\(isSum ? " = \(step.working)" : "")"
        page.item("-", text, .plain, indent: 4, most: .max)
      }
    }
    for line in receipt.lines where line.kind == .day {
      let working = line.working.isEmpty ? "" : " (\(line.working))"
      page.paragraph("The \(line.name) is \(line.value)\(working).", indent: 2)
    }
    if let over = finding.daysOver, over > 0 {
      page.paragraph("That is \(grouped(over)) \(over == 1 ? "day" : "days") over.", indent: 2)
    }
  }

  private mutating func writeCondition(_ receipt: Receipt) {
    part("The condition")
    for line in receipt.formulas {
      let working = line.working.isEmpty ? "" : "\(line.working) = "
      page.paragraph("\(line.name) = \(working)\(line.value)", indent: 2)
    }
    for clause in receipt.clauses {
      let detail = clause.detail.isEmpty ? "" : ": \(clause.detail)"
      page.paragraph("\(clause.text) is \(clause.outcome)\(detail)", indent: 2)
    }
  }
}

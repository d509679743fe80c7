import Findings
import Rules
import Testing

@testable import CustosKit

/// No remedy and no fix of the shipped rules tells anybody to destroy what something may keep.
@Suite struct RemedyTests {
  private static let set = RuleSet.load(["built-in"], withExamples: true)

  /// The words of a remedy, in lower case.
  private static func words(_ rule: Rule) -> String { rule.remedy.source.lowercased() }

  /// Whether a text tells somebody to make records or data go, or to have them go sooner.
  private static func destroys(_ text: String) -> Bool {
    text.contains(
      /\b(destroy|dispose|erase|delete|purge|overwrite|be overwritten|shorten)\b/)
      || text.contains(
        /\b(clean the|remove the|set a (short )?period|change the (action|trigger|setting))\b/)
      || text.contains(/automatic deletion|time limits for erasure|periods by itself/)
  }

  /// Words that say what is found out or moved first.
  private static let checking = [
    "check", "ask ", "asked", "first ", "before ", "until ", "where a law requires", "only if",
    "if nothing", "a hold still needs", "invented data", "a test record",
    "except for what is on hold", "once no hold", "record a hold", "record the hold", "long enough",
  ]
  /// What may require keeping it: at least one is named beside the deletion.
  private static let grounds = [
    "hold", "case", "claim", "proceedings", "appeal", "request", "order", "disclos",
    "investigation", "a law", "another law", "search", "invented data", "a test record",
    "nothing requires",
    "legal services",
  ]
  /// Words that say that something stays.
  private static let keeping = [
    "keep the", "keep it", "do not destroy anything", "keep five", "recover",
  ]

  /// Whether steps of a fix make a record, records of an age band or copies go.
  private static func disposes(_ steps: [FixStep]) -> Bool {
    steps.contains { step in
      step.path == "record.disposed" || step.kind == .lower && step.path.hasPrefix("holding.")
        || step.path == "record.copiesRemain" && step.value == "false"
    }
  }

  @Test("there are shipped rules of each kind")
  func isNotEmpty() {
    #expect(Self.set.library.rules.count > 200)
    #expect(Self.set.library.rules.filter { $0.disposal == .afterChecks }.count > 20)
  }

  @Test("a remedy that has anything destroyed says what to check or to move first")
  func names() {
    for rule in Self.set.library.rules {
      let words = Self.words(rule)
      guard Self.destroys(words) else { continue }
      #expect(
        Self.checking.contains { words.contains($0) }, "\(rule.id): \(rule.remedy.source)")
      #expect(
        Self.grounds.contains { words.contains($0) }, "\(rule.id): \(rule.remedy.source)")
    }
  }

  @Test("a rule whose remedy keeps the record has no fix that disposes of it")
  func keeps() {
    for rule in Self.set.library.rules where rule.disposal == .afterChecks {
      let words = Self.words(rule)
      #expect(rule.level.isRow, "\(rule.id)")
      #expect(!Self.keeping.contains { words.hasPrefix($0) }, "\(rule.id)")
      #expect(
        Self.checking.contains { words.contains($0) }, "\(rule.id): \(rule.remedy.source)")
    }
  }

  @Test("a fix of a breach disposes of nothing, or only after checks and where the rule allows it")
  func fixes() throws {
    var disposals = 0
    for rule in Self.set.rules where rule.rule.level.isRow {
      for example in rule.rule.examples where example.verdict == .breach {
        let run = ExampleRun(rule: rule, example: example, library: Self.set.library)
        guard let finding = try run.evaluate().get(), Self.disposes(finding.fix)
        else { continue }
        disposals += 1
        #expect(rule.rule.disposal == .afterChecks, "\(rule.rule.id), line \(example.line)")
        #expect(
          finding.smallestFix?.hasPrefix("Check that no law, power, hold, proceedings or request ")
            == true, "\(rule.rule.id), line \(example.line): \(finding.smallestFix ?? "")")
      }
    }
    #expect(disposals > 100)
  }
}

import CEL
import CivilTime
import Findings
import Rules

/// Says which of the sources that claim a subject prevailed, and why the others lost.
///
/// It costs nothing where a rule names no sources, and runs only where a finding is written.
struct PrecedenceBuilder {
  let notes: RuleNotes
  let rule: CompiledRule
  let evaluator: Evaluator

  /// A source that is there for the subject.
  struct Claim {
    var name: TextTemplate
    var step: PrecedenceStep
    var end: End
    /// How the day may be shown.
    var until: String?
    /// Why it loses whatever the others are.
    var barredBecause: String?
  }

  /// The day until which a source keeps or allows keeping.
  enum End: Equatable {
    case day(CivilDate)
    /// It names none, and so outlasts every day.
    case never
    /// It names one that is not known.
    case unknown
  }

  /// The sources that prevailed, then those that lost, each in order of step; none where fewer
  /// than two are there.
  ///
  /// - Parameter text: Writes the name of a source.
  func sources(_ text: (TextTemplate) -> String) -> [Derivation.Source] {
    let declared = rule.precedence
    guard declared.count > 1 else { return [] }
    let claims = Self.competing(declared.compactMap(claim))
    guard claims.count > 1 else { return [] }
    let judged = zip(claims, Self.reasons(claims)).map { claim, reason in
      Derivation.Source(
        name: text(claim.name), step: claim.step, until: claim.until, applied: reason == nil,
        reason: reason ?? "")
    }
    let ordered = PrecedenceStep.allCases.flatMap { step in judged.filter { $0.step == step } }
    return ordered.filter(\.applied) + ordered.filter { !$0.applied }
  }

  private func claim(_ source: CompiledSource) -> Claim? {
    if let when = source.when, !isTrue(when) { return nil }
    var claim = Claim(name: source.name, step: source.step, end: .never)
    if let until = source.until {
      let value = evaluator.machine.evaluate(until, evaluator.variables, host: evaluator.host)
      claim.end = value.tag == .date ? .day(value.lastDay) : .unknown
      if value.tag == .date {
        let privacy = notes.privacy(of: until)
        claim.until =
          privacy.isMasked || privacy.givesDaysAway ? Privacy.mask : value.lastDay.description
      }
    }
    if let because = source.yieldsBecause, source.yieldsWhen.map(isTrue) ?? true {
      claim.barredBecause = because
    }
    return claim
  }

  private func isTrue(_ program: Program) -> Bool {
    let value = evaluator.machine.evaluate(program, evaluator.variables, host: evaluator.host)
    return value.tag == .bool && value.asBool
  }

  /// The claims without those that lose but would end on the same day as one that prevails: they
  /// agree with it.
  private static func competing(_ claims: [Claim]) -> [Claim] {
    let reasons = reasons(claims)
    let ends = zip(claims, reasons).filter { $1 == nil }.map(\.0.end)
    return zip(claims, reasons).filter { claim, reason in
      if reason != nil, case .day = claim.end { return !ends.contains(claim.end) }
      return true
    }.map(\.0)
  }

  /// Why each claim lost; `nil` for one that prevailed.
  ///
  /// The earliest step wins, and of its claims those that end last.
  private static func reasons(_ claims: [Claim]) -> [String?] {
    let free = claims.filter { $0.barredBecause == nil }
    let winner = free.map(\.step).min { $0.precedes($1) }
    let equals = free.filter { $0.step == winner }
    let isEndless = equals.contains { $0.end == .never }
    let latest = equals.compactMap { if case .day(let day) = $0.end { day } else { nil } }.max()
    return claims.map { claim in
      if let because = claim.barredBecause { return because }
      guard let winner, claim.step == winner else {
        return EngineMessage.comesBefore.text(winner?.title ?? "", claim.step.title)
      }
      guard case .day(let day) = claim.end else { return nil }
      if isEndless { return EngineMessage.outlasts.text() }
      return latest.map { day < $0 } == true ? EngineMessage.laterDay.text() : nil
    }
  }
}

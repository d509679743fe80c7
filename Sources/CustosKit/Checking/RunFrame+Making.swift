import CEL
import CivilTime
import Diagnostics
import Engine
import Inventory
import Results
import Rules

extension RunFrame {
  /// What a run knows besides what the engine found.
  ///
  /// - Parameter problems: What was wrong or odd before the inputs were read.
  init(
    _ request: CheckRequest, _ rules: RunRules, _ facts: ReadFacts, problems: [Diagnostic]
  ) {
    var header = Header(
      toolVersion: CustosVersion.text, asOf: request.asOf, failOn: request.failOn,
      packs: Self.packs(rules, withDigests: request.digestsInputs), profile: rules.profile.path,
      profileDigest: request.digestsInputs ? rules.profile.digest : nil,
      showsPersonalData: request.showsPersonalData, hasPseudonyms: request.pseudonymKey != nil,
      isLinked: request.isLinked)
    header.recordIdentity = request.recordIdentity
    header.organisations = facts.tree.organisations.map {
      Header.Organisation(id: $0.id, name: $0.name.isEmpty ? nil : $0.name)
    }
    header.outside = OutsidePacks.find(
      in: facts.tree, rules.set.library, used: Set(rules.set.rules.map(\.rule.pack)))
    let reaches = PackReaches(
      facts.tree, rules.set.library, used: rules.set.rules.map(\.rule.id))
    header.reach = reaches.reaches
    header.articles = reaches.articles(of: header.reach)
    self.init(
      header: header, rules: rules.set.rules.count, ruleIDs: rules.set.library.ruleIDs,
      mostUndetermined: request.mostUndetermined, isStrict: request.isStrict,
      notices: request.notices + problems + facts.diagnostics + Self.ages(request, facts)
        + facts.tree.doubledEntries()
        + MappingNotices.summaries(facts.inputs)
        + JoinNotices.all(facts.tree)
        + ComparisonDayNotices.all(rules.set.library, request)
        + StrayRowNotices.all(facts.tree, rules.set.library, isStrict: request.isStrict)
        + PackNotices(tree: facts.tree, rules: rules.set).all,
      inputs: Self.inputs(facts), isComplete: facts.isComplete)
  }

  private static func packs(_ rules: RunRules, withDigests: Bool) -> [Header.Pack] {
    let used = Dictionary(grouping: rules.set.rules, by: \.rule.pack).mapValues(\.count)
    return rules.set.library.packs.compactMap { pack in
      used[pack.name].map { count in
        Header.Pack(
          name: pack.name, title: pack.title, version: pack.version,
          digest: withDigests ? pack.digest : "", rules: count)
      }
    }
  }

  private static func inputs(_ facts: ReadFacts) -> [Input] {
    facts.inputs.enumerated().map { index, input in
      let files = facts.tree.files
      let extracted = index < files.count ? files[index].extracted : .absent
      return Input(
        path: input.name, format: input.formatName, bytes: input.byteCount,
        digest: index < facts.digests.count ? facts.digests[index] : nil,
        extracted: extracted.tag == .date ? extracted.asDays.description : nil,
        isComplete: input.isComplete)
    }
  }

  /// Inputs that say they tell of a day after the day of the check, where nobody asked for their age.
  private static func factsToCome(_ request: CheckRequest, _ facts: ReadFacts) -> [Diagnostic] {
    facts.tree.files.compactMap { file in
      guard file.extracted.tag == .date, file.extracted.firstDay > request.asOf else { return nil }
      return Diagnostic(
        .warning, "input.from-future", at: facts.tree.position(of: file.extractedMark),
        "the facts are of \(file.extracted.asDays), after \(request.asOf), the day of the check",
        hint: "check the date, or check as of that day")
    }
  }

  /// Inputs that are older than was asked for, or say no day.
  private static func ages(_ request: CheckRequest, _ facts: ReadFacts) -> [Diagnostic] {
    guard let most = request.mostAge else { return factsToCome(request, facts) }
    return facts.tree.files.enumerated().compactMap { index, file in
      // Of a file that could not be read nothing is known, its day neither.
      guard index >= facts.inputs.count || facts.inputs[index].isComplete else { return nil }
      let position = facts.tree.position(of: file.extractedMark)
      guard file.extracted.tag == .date else {
        return Diagnostic(
          .error, "input.no-day", at: position, "\(file.path) does not state the date of its facts",
          hint: "add \"extracted\" to the inventory, such as extracted=\"2026-02-28\"")
      }
      guard file.extracted.firstDay <= request.asOf else {
        return Diagnostic(
          .error, "input.from-future", at: position,
          "the facts are of \(file.extracted.asDays), after \(request.asOf), the day of the check",
          hint: "facts from the future do not show that the export works; check the date")
      }
      let last = file.extracted.firstDay.lastPermittedDay(most)
      guard request.asOf > last else { return nil }
      return Diagnostic(
        .error, "input.too-old", at: position,
        "the facts are of \(file.extracted.asDays), more than \(most) before \(request.asOf)",
        hint: "check whether the export job is still running")
    }
  }
}

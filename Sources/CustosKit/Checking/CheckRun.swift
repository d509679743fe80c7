import CEL
import CivilTime
import Diagnostics
import Engine
import Findings
import Inventory
import Ledger
public import Results
import Rules

/// A check from inputs to result.
public enum CheckRun {
  /// Runs a check.
  ///
  /// - Throws: What is wrong with the rules, the profile, the waivers or the request; then nothing
  ///   was evaluated.
  public static func run(_ request: CheckRequest) throws(ConfigurationFailure) -> CheckResult {
    try run(request, RunRules.load(request))
  }

  /// Runs a check with rules that were read before.
  static func run(
    _ request: CheckRequest, _ rules: RunRules
  ) throws(ConfigurationFailure) -> CheckResult {
    try refuseWhatNeedsFindings(request)
    try refuseToReadTwice(request)
    var rules = rules
    // What waivers accept is told from single findings, which are counted when that is done.
    rules.options.listsFindings = request.listsFindings || request.waiversPath != nil
    let (inputs, problems) = try Self.inputs(of: request)
    let expectation = try Expectation.of(request)
    let library = rules.set.library
    let (triage, notices) = try Triage.load(
      request, rules: library.ruleIDs, codes: request.waiversPath == nil ? [:] : library.rulesByCode
    )
    rules.options.subjectPatterns = triage.waivers?.waivers.map(\.subject) ?? []
    let read = InventoryRun(inputs: inputs, rules: rules, request: request).run()
    try rules.refuseUnknownOrganisations(read.facts)
    let frame = RunFrame(
      request, rules, read.facts,
      problems: problems + notices + (expectation?.differences(read.facts.tree) ?? []))
    var result = try ResultAssembly(frame: frame, found: read.engine).result(after: triage)
    if !request.listsFindings { result.countFindings() }
    if let horizon = request.horizon {
      try ForecastRun.add(to: &result, request, rules, until: request.asOf.adding(horizon))
    }
    return result
  }
}

extension CheckRun {
  /// Refuses what looks at single findings where these are only counted.
  private static func refuseWhatNeedsFindings(
    _ request: CheckRequest
  ) throws(ConfigurationFailure) {
    guard !request.listsFindings else { return }
    let wants = [
      ("a baseline", request.baselinePath != nil), ("looking ahead", request.horizon != nil),
      ("known findings", request.knownFindings != nil), ("passes", request.showsPasses),
    ]
    let wanted = wants.filter(\.1).map(\.0)
    guard wanted.isEmpty else {
      throw ConfigurationFailure([
        Diagnostic(
          .error, "request.contradiction", at: nil,
          "\(wanted.joined(separator: " and ")) need findings, which are only to be counted")
      ])
    }
  }

  /// Refuses to look ahead where an input can be read but once.
  private static func refuseToReadTwice(
    _ request: CheckRequest
  ) throws(ConfigurationFailure) {
    guard request.horizon != nil, request.inputs.contains("-") else { return }
    throw ConfigurationFailure([
      Diagnostic(
        .error, "request.contradiction", at: nil,
        "looking ahead reads the inventory a second time, which standard input does not allow",
        hint: "write it to a file first, such as inventory.xml, and check that")
    ])
  }

  /// The inputs of a request, those that others stand in for under their own names.
  static func inputs(
    of request: CheckRequest
  ) throws(ConfigurationFailure) -> ([InventoryInput], [Diagnostic]) {
    guard request.inputs.contains(where: { request.substitutes[$0] != nil }) else {
      let (inputs, problems) = InventoryInput.expand(
        request.inputs, withTables: true)
      let plan = try InputPlan.make(
        inputs, mappings: request.mappings, substitutes: request.substitutes,
        today: request.latestDay ?? request.asOf)
      return (plan.inputs, problems + plan.notices)
    }
    var inputs: [InventoryInput] = []
    for name in request.inputs {
      do {
        let bytes = try TextFile.readBytes(request.substitutes[name] ?? name).get()
        inputs.append(.bytes(bytes, name: name))
      } catch {
        throw ConfigurationFailure([error.diagnostic])
      }
    }
    let plan = try InputPlan.make(
      inputs, mappings: request.mappings, substitutes: request.substitutes,
      today: request.latestDay ?? request.asOf)
    return (plan.inputs, plan.notices)
  }
}

/// The rules and choices of a run.
struct RunRules {
  var set: RuleSet
  var profile: Profile
  var options: EngineOptions

  static func load(_ request: CheckRequest) throws(ConfigurationFailure) -> RunRules {
    var options = EngineOptions(
      asOf: request.asOf, fingerprint: Fingerprint(key: request.pseudonymKey))
    options.showsPersonalData = request.showsPersonalData
    options.showsPasses = request.showsPasses
    options.marksRecords =
      (request.marksRecords || request.digestsInputs) && options.fingerprint.hasKey
    options.isLinked = request.isLinked
    options.findings = FindingStore(
      limit: request.mostFindingsInMemory, spillingTo: request.temporaryFolder)
    let filter = RuleFilter(select: request.select, ignore: request.ignore)
    let set = RuleSet.load(
      request.rulePaths, schedules: request.schedulePaths, substitutes: request.substitutes,
      uses: filter.uses)
    guard !set.hasErrors else {
      // Remarks on sound rules, most of them built in, would hide what stops the run.
      throw ConfigurationFailure(set.problems.filter { $0.severity != .notice })
    }
    let idle = set.patternsWithoutRules(select: request.select, ignore: request.ignore)
    guard idle.isEmpty else { throw ConfigurationFailure(idle) }
    var profile = Profile()
    if let path = request.profilePath {
      profile = try ProfileFile.read(
        path, library: set.library, latestDay: request.latestDay ?? request.asOf,
        substitutes: request.substitutes)
    }
    return RunRules(set: set, profile: profile, options: options)
  }

  /// The name that was most likely meant, or the names that there are.
  private static func hint(_ name: String, _ known: [String]) -> String? {
    if let nearest = nearestName(to: name, among: known) { return "did you mean \"\(nearest)\"?" }
    let shown = known.sorted().prefix(8).map { "\"\($0)\"" }.joined(separator: ", ")
    return known.isEmpty ? nil : "it has \(shown)\(known.count > 8 ? ", …" : "")"
  }

  /// The schedule files of the run that are for none of the organisations of the inventory.
  private func schedulesForNobody(_ facts: ReadFacts) -> [Diagnostic] {
    let jurisdictions = Jurisdictions(set.library.codeLists["jurisdiction"])
    let schedule = set.library.schedule
    let rows = schedule.codes.flatMap { schedule.candidates($0) }
      .filter { $0.maker == .organisation && !$0.path.isEmpty }
    let scopes = Dictionary(
      rows.map { ($0.path, $0.scope) }, uniquingKeysWith: { first, _ in first })
    guard !facts.tree.organisations.isEmpty else { return [] }
    return scopes.filter { _, scope in
      !facts.tree.organisations.contains { scope.covers($0, jurisdictions) }
    }
    .map { path, scope in
      Diagnostic(
        .error, "schedule.for-nobody", at: SourcePosition(path: path, line: 1, column: 1),
        "the schedule is for none of the organisations of the inventory; nothing is measured by it",
        hint: "it is for \(scope.words); change that in the file, or leave the file out")
    }
  }

  /// The organisations that schedules are for, where they name them.
  private var scheduleOrganisations: [(code: String, name: String, at: SourcePosition?)] {
    let schedule = set.library.schedule
    var places: [String: String] = [:]
    for row in schedule.codes.flatMap({ schedule.candidates($0) }) {
      for name in row.scope.organisations { places[name] = row.path }
    }
    return places.sorted { $0.key < $1.key }.map { name, path in
      (code: "schedule", name: name, at: SourcePosition(path: path, line: 1, column: 1))
    }
  }

  /// Refuses a profile or schedule that is for an organisation which the inventory does not have,
  /// where that is likely a slip: its name is like one that the inventory has, or the profile has
  /// choices for nobody in it.
  ///
  /// One profile may serve several inventories. Of inputs that could not be read whole nobody knows
  /// what they would have had.
  func refuseUnknownOrganisations(_ facts: ReadFacts) throws(ConfigurationFailure) {
    guard facts.isComplete else { return }
    let known = facts.tree.organisations.map(\.id)
    let profiled = profile.organisationPlaces.map {
      (code: "profile", name: $0.key, at: Optional($0.value))
    }
    let unknown = [profiled, scheduleOrganisations].flatMap { names in
      let isForOthers = !names.isEmpty && !names.contains { known.contains($0.name) }
      return names.filter { name in
        !known.contains(name.name)
          && (isForOthers || nearestName(to: name.name, among: known) != nil)
      }
    }.map { name in
      Diagnostic(
        .error, "\(name.code).unknown-organisation", at: name.at,
        "the inventory has no organisation \"\(name.name)\"",
        hint: Self.hint(name.name, known))
    }
    let found = unknown + schedulesForNobody(facts)
    guard found.isEmpty else { throw ConfigurationFailure(found.sorted()) }
  }
}

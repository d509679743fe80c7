/// The sentences that the engine itself puts into findings, one place for each, so that they can be
/// translated: what rules say stands in their files, and what fixes say in `FixText`.
///
/// `{0}`, `{1}` and so on stand for what a sentence is filled with; an identifier never changes.
public enum EngineMessage: String, CaseIterable, Sendable {
  case lawNotKnown = "undecided.law-not-known"
  case recordFact = "undecided.record-fact"
  case columnMissing = "undecided.column-missing"
  case addColumn = "undecided.add-column"
  case notLinked = "undecided.not-linked"
  case undecided = "undecided.because"
  case undecidedRecords = "undecided.records"
  case factMissing = "fact.missing"
  case pathMissing = "fact.path-missing"
  case pathUnknown = "fact.path-unknown"
  case pathNotApplicable = "fact.path-not-applicable"
  case pathPartial = "fact.path-partial"
  case holdElsewhere = "fact.hold-elsewhere"
  case birthsContradict = "fact.births-contradict"
  case keyAmbiguous = "fact.key-ambiguous"
  case holidaysNotKnown = "fact.holidays-not-known"
  case organisationNotDescribed = "law.organisation-not-described"
  case noController = "law.no-controller"
  case organisationLacks = "law.organisation-lacks"
  case factNotGiven = "law.fact-not-given"
  case onlyFor = "law.only-for"
  case leftOut = "law.left-out"
  case rulesLeftOut = "law.rules-left-out"
  case regimeNotGiven = "law.regime-not-given"
  case noLawEnforcement = "law.no-law-enforcement"
  case noRecordsGiven = "inventory.no-records"
  case noDatasetsGiven = "inventory.no-datasets"
  case factImpossible = "inventory.fact-impossible"
  case factsImpossible = "inventory.facts-impossible"
  case tooFewRecords = "inventory.too-few-records"
  case tooManyRecords = "inventory.too-many-records"
  case countNotKnown = "inventory.count-not-known"
  case oldestDisagrees = "inventory.oldest-disagrees"
  case newestDisagrees = "inventory.newest-disagrees"
  case oneRule = "inventory.one-rule"
  case severalRules = "inventory.several-rules"
  case choiceReplaced = "source.choice-replaced"
  case rowReplaced = "source.row-replaced"
  case comesBefore = "source.comes-before"
  case outlasts = "source.outlasts"
  case laterDay = "source.later-day"

  /// The sentence in English.
  public var english: String {
    switch self {
    case .lawNotKnown: "cannot be decided: whether this law applies is not known; {0}"
    case .recordFact: "Record {0} and check again."
    case .columnMissing: "cannot be decided: {0} is missing in every record of the dataset"
    case .addColumn:
      "Add {0} to the extract and check again. If the extract has a column for it that is empty in "
        + "every record, list {1} in dataset.recordFields or system.recordFields."
    case .notLinked: "cannot be decided: records of the same person were not linked (--no-link)"
    case .undecided: "cannot be decided: {0}"
    case .undecidedRecords: "cannot be decided for {0} records; of the first of them, {1}"
    case .factMissing: "a fact is missing"
    case .pathMissing: "{0} is missing"
    case .pathUnknown: "{0} is recorded as unknown"
    case .pathNotApplicable: "{0} is recorded as not applicable"
    case .pathPartial: "{0} is only partly known"
    case .holdElsewhere: "{0} names a hold that covers other records"
    case .birthsContradict: "{0} links records with different dates of birth"
    case .keyAmbiguous: "{0} is spelled in several ways in other records"
    case .holidaysNotKnown: "{0} depends on public holidays that are not known"
    case .organisationNotDescribed: "the organisation {0} is not described"
    case .noController: "no organisation is named as its controller"
    case .organisationLacks: "{0} does not give its {1}"
    case .factNotGiven: "its {0} is not given"
    case .onlyFor: "only for {0}"
    case .leftOut: "left out of this run"
    case .rulesLeftOut: "The rules that check it were left out of this run."
    case .regimeNotGiven: "the regime of its system {0} is not given"
    case .noLawEnforcement: "none of its systems is for law enforcement"
    case .noRecordsGiven:
      "neither records nor counts by age are given, so {0} about records could not be evaluated"
    case .noDatasetsGiven:
      "the datasets of the system are not given, so {0} about datasets and records could not be "
        + "evaluated"
    case .factImpossible:
      "{0} cannot be true, by itself or beside another fact, and counts as unknown"
    case .factsImpossible:
      "{0} cannot be true, by themselves or together, and count as unknown"
    case .tooFewRecords:
      "fewer records are listed or counted by age than the {0} that the dataset has, so {1} about "
        + "records could not be evaluated for the rest"
    case .countNotKnown:
      "how many records there are is recorded as unknown, so it cannot be told whether all are given"
    case .oldestDisagrees:
      "the oldest record is said to be of {0}, which its records and age bands contradict, so one of "
        + "these dates is wrong"
    case .newestDisagrees:
      "the newest record is said to be of {0}, which its records and age bands contradict, so one of "
        + "these dates is wrong"
    case .tooManyRecords:
      "more records are listed or counted by age than the {0} that the dataset has, so one of the "
        + "figures is wrong"
    case .oneRule: "1 rule"
    case .severalRules: "{0} rules"
    case .choiceReplaced: "replaced by {0}, {1}"
    case .rowReplaced: "replaced by {0} of {1}"
    case .comesBefore: "{0} comes before {1}"
    case .outlasts: "what has no end yet outlasts it"
    case .laterDay: "the later day counts"
    }
  }

  /// The sentence filled with some texts, in the order of their numbers.
  func text(_ values: String...) -> String {
    // What a text holds is not looked at again: a name may hold a brace.
    var filled = ""
    var rest = english[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      filled += rest[..<open]
      let number = Int(rest[rest.index(after: open)..<close])
      filled += number.flatMap { values.indices.contains($0) ? values[$0] : nil } ?? ""
      rest = rest[rest.index(after: close)...]
    }
    return filled + rest
  }

  /// The pieces of the sentence between what it is filled with.
  var pieces: [String] {
    english.split(separator: "{", omittingEmptySubsequences: false).enumerated().map {
      index, part in
      index == 0 ? String(part) : String(part.drop { $0 != "}" }.dropFirst())
    }
  }
}

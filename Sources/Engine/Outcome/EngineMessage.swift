/// The sentences that the engine itself puts into findings, one place for each, so that they can be
/// translated: what rules say stands in their files, and the deeds of fixes in the vocabulary.
///
/// `{0}`, `{1}` and so on stand for what a sentence is filled with; an identifier never changes.
public enum EngineMessage: String, CaseIterable, Sendable {
  case lawNotKnown = "undecided.law-not-known"
  case recordFact = "undecided.record-fact"
  case completeOthers = "undecided.complete-others"
  case columnMissing = "undecided.column-missing"
  case addColumn = "undecided.add-column"
  case notLinked = "undecided.not-linked"
  case undecided = "undecided.because"
  case notMet = "breach.not-met"
  case certainFrom = "forecast.certain-from"
  case openSince = "forecast.open-since"
  case undecidedRecords = "undecided.records"
  case factMissing = "fact.missing"
  case pathMissing = "fact.path-missing"
  case pathUnknown = "fact.path-unknown"
  case pathNotApplicable = "fact.path-not-applicable"
  case pathPartial = "fact.path-partial"
  case pathUnrecognised = "fact.path-unrecognised"
  case holdElsewhere = "fact.hold-elsewhere"
  case birthsContradict = "fact.births-contradict"
  case keyAmbiguous = "fact.key-ambiguous"
  case keyUnnamed = "fact.key-unnamed"
  case othersOpen = "fact.others-open"
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
  case undecidedLink = "undecided.not-linked-remedy"
  case recordMissing = "undecided.record-missing"
  case recordsGiven = "check.records-given"
  case recordsGivenRemedy = "check.records-given-remedy"
  case countsAgree = "check.counts-agree"
  case countsAgreeRemedy = "check.counts-agree-remedy"
  case datesAgree = "check.dates-agree"
  case datesAgreeRemedy = "check.dates-agree-remedy"
  case datasetsGiven = "check.datasets-given"
  case datasetsGivenRemedy = "check.datasets-given-remedy"
  case factsPossible = "check.facts-possible"
  case factsPossibleRemedy = "check.facts-possible-remedy"
  case ownChecks = "check.pack"
  case checkWhatFallsDue = "fix.check-what-falls-due"
  case theRecord = "fix.the-record"
  case theRecords = "fix.the-records"
  case noFix = "fix.none"
  case fixInTheWay = "fix.in-the-way"
  case doAndRecord = "fix.do-and-record"
  case doByAndRecord = "fix.do-by-and-record"
  case setNextDay = "fix.set-next-day"
  case eachBand = "fix.each-band"
  case bringTo = "fix.bring-to"
  case addTo = "fix.add-to"
  case state = "fix.state"
  case changeTo = "fix.change-to"
  case changeFromTo = "fix.change-from-to"
  case makeSure = "fix.make-sure"
  case endThis = "fix.end-this"
  case setPeriod = "fix.set-period"
  case setEnd = "fix.set-end"
  case setEndAtMost = "fix.set-end-at-most"
  case shorten = "fix.shorten"
  case lengthen = "fix.lengthen"
  case allOf = "list.all-of"
  case oneOf = "list.one-of"
  case profileOwner = "supplier.profile-owner"
  case endless = "value.endless"
  case ruleFault = "fault.rule"
  case ruleFaultHint = "fault.rule-hint"
  case conditionFault = "fault.condition"
  case ownSchedule = "source.own-schedule"
  case keyUsed = "link.key-used"
  case keysUsed = "link.keys-used"
  case differentBirths = "link.different-births"
  case differentBirthsHint = "link.different-births-hint"
  case spellings = "link.spellings"
  case spellingsHint = "link.spellings-hint"

  /// The sentence in English.
  public var english: String {
    switch self {
    case .lawNotKnown: "cannot be decided: whether this law applies is not known; {0}"
    case .recordFact: "Record {0} and check again."
    case .completeOthers:
      "Complete the other records of the person, list the records of every dataset that may hold one, "
        + "and check again."
    case .columnMissing: "cannot be decided: {0} is missing in every record of the dataset"
    case .addColumn:
      "Add {0} to the extract and check again. If the extract has a column for it that is empty in "
        + "every record, list {1} in dataset.recordFields or system.recordFields."
    case .notLinked: "cannot be decided: records of the same person were not linked (--no-link)"
    case .undecided: "cannot be decided: {0}"
    case .notMet: "this requirement is not met: {0}"
    case .certainFrom: "this may begin on {0} and is certain on {1}: {2}"
    case .openSince:
      "{0}; it may have begun on {1} already, which cannot be decided today"
    case .undecidedRecords: "cannot be decided for {0} records; of the first of them, {1}"
    case .factMissing: "a fact is missing"
    case .pathMissing: "{0} is missing"
    case .pathUnknown: "{0} is recorded as unknown"
    case .pathNotApplicable: "{0} is recorded as not applicable"
    case .pathPartial: "{0} is only partly known"
    case .pathUnrecognised: "{0} has a value that cannot be used"
    case .holdElsewhere: "{0} names a hold that covers other records"
    case .birthsContradict: "{0} links records with different dates of birth"
    case .keyAmbiguous: "{0} is spelled in several ways in other records"
    case .keyUnnamed:
      "{0} is also in records of systems that use different keys, or do not say which key they use"
    case .othersOpen: "not all is known of the other records of the person ({0})"
    case .holidaysNotKnown:
      "{0} depends on public holidays that are not known, or not the same in all of its places"
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
    case .undecidedLink: "Check again without --no-link."
    case .recordMissing: "Record the missing fact and check again."
    case .recordsGiven: "Each dataset lists its records or counts of them"
    case .recordsGivenRemedy:
      "Add the records or holdings of the dataset; an empty list or a count of 0 states that "
        + "there are none."
    case .countsAgree: "Each dataset lists or counts by age as many records as it has"
    case .countsAgreeRemedy:
      "Give all records of the dataset, or counts of all of them by age, or correct its count."
    case .datesAgree: "The oldest and newest dates of each dataset agree with its records"
    case .datesAgreeRemedy:
      "Correct the oldest or newest date of the dataset, or the dates of its records and age bands, "
        + "from their source; until then, decide nothing from them."
    case .datasetsGiven: "Each system lists its datasets"
    case .datasetsGivenRemedy:
      "Add the datasets of the system; an empty list states that there are none."
    case .factsPossible: "What the inventory says can be true"
    case .factsPossibleRemedy:
      "Correct the facts from their source; until then, decide nothing from them."
    case .ownChecks: "What the inventory contains"
    case .checkWhatFallsDue: "{0}; check what then falls due before it is disposed of"
    case .theRecord: "it"
    case .theRecords: "the records"
    case .noFix: "no fix was found among the facts that the rule reads"
    case .fixInTheWay: "no fix was found: to {0} would clear it, but would breach {1}"
    case .doAndRecord: "{0} and record the day in {1}"
    case .doByAndRecord: "{0} by {1} and record the day in {2}"
    case .setNextDay: "{0} and set the next day in {1}"
    case .eachBand: "{0} in each age band that is past its end, and lower {1}"
    case .bringTo: "{0}: bring {1} from {2} to {3}"
    case .addTo: "add {0} to {1}"
    case .state: "state {0}"
    case .changeTo: "change {0} to {1}"
    case .changeFromTo: "change {0} from {1} to {2}"
    case .makeSure: "make sure that {0}, and record {1} as true"
    case .endThis: "end this: {0}; then record {1} as false"
    case .setPeriod: "set {0}, for example to {1}"
    case .setEnd: "set an end for {0}"
    case .setEndAtMost: "set an end for {0}, at most {1}"
    case .shorten: "shorten {0} from {1} to {2}"
    case .lengthen: "lengthen {0} from {1} to {2}"
    case .allOf: "{0} and {1}"
    case .oneOf: "{0} or {1}"
    case .profileOwner: "the owner of the organisation's profile"
    case .endless: "an indefinite period"
    case .ruleFault: "the rule {0} could not be evaluated on {1}: {2}"
    case .ruleFaultHint: "this is a fault of the rule, not of the inventory"
    case .conditionFault: "its condition when could not be evaluated"
    case .ownSchedule: "the schedule of {0}{1}"
    case .keyUsed: "1 key of a person is used {0}; what other records of it say decides nothing"
    case .keysUsed:
      "{0} keys of people are used {1}; what other records of them say decides nothing"
    case .differentBirths: "for records with different dates of birth"
    case .differentBirthsHint: "correct the births, or give each person a key of their own"
    case .spellings: "in spellings that differ by blanks, case or accents only"
    case .spellingsHint:
      "spell each key in one way, or keep different people apart by more than that"
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

public import CEL
import Diagnostics
public import Inventory

/// A rule whose conditions are programs, each made when it is first asked for.
///
/// Most checks need few of the programs of few of the rules, and making them takes longer than
/// running them.
public final class CompiledRule: Sendable {
  /// The list whose items a rule runs over.
  public struct Items: Sendable {
    /// The slots that lead to the list in the level's object.
    public let slots: [Int]
    /// The name of an item, such as `request`.
    public let name: String
    /// The kind of object that an item is.
    public let definition: ObjectDefinition
    /// Whether the absence of the list means that there are no items.
    public let isNoneWhenAbsent: Bool

    /// The list in an object; what stands in its way where there is none.
    public func list(in object: Value) -> Value {
      var value = object
      for slot in slots {
        guard value.tag == .object else { return value }
        value = value.asFields[slot]
      }
      return value
    }

    /// Whether an object, or what leads to the list in it, says nothing of the list, not even that
    /// it is not known.
    public func isLeftOut(of object: Value) -> Bool {
      var value = object
      for slot in slots {
        guard value.tag == .object else { return value.tag == .absent }
        if FactObject(value).mark(of: slot).isNone { return true }
        value = value.asFields[slot]
      }
      return false
    }
  }

  /// The rule.
  public let rule: Rule
  /// Its number in the set, in order of identifier.
  public let number: Int
  /// The items it runs over; `nil` where it is about the level's object itself.
  public let items: Items?
  /// Whether it is about facts that cannot be true; asked of every subject.
  public let isAboutFacts: Bool

  /// What its conditions may use.
  private let environment: Later<Environment>
  private let whenPart = MadeOnce<Program?>()
  private let requirePart = MadeOnce<Program?>()
  private let lastPermittedPart = MadeOnce<Program?>()
  private let countedDaysPart = MadeOnce<CountedDays?>()
  private let overduePart = MadeOnce<Program?>()
  private let causePart = MadeOnce<TextTemplate>()
  private let remedyPart = MadeOnce<TextTemplate>()
  private let citesPart = MadeOnce<[Program?]>()
  private let precedencePart = MadeOnce<[CompiledSource]>()
  private let linkingPart = MadeOnce<Bool>()
  private let readingPart = MadeOnce<RuleReading>()
  private let leadingTextsPart = MadeOnce<[LeadingTexts]>()

  init(rule: Rule, number: Int, environment: Later<Environment>) {
    self.rule = rule
    self.number = number
    self.environment = environment
    items = RuleCompilation.items(of: rule)?.items
    isAboutFacts = rule.isAboutFacts
  }

  /// The same rule with another number, for a set of its own.
  public convenience init(copying other: CompiledRule, number: Int) {
    self.init(rule: other.rule, number: number, environment: other.environment)
  }

  /// For which subjects; `nil` for all.
  public var when: Program? {
    whenPart.value { sound { $0.when(environment) } }
  }

  /// What must hold.
  public var require: Program {
    guard let program = requirePart.value({ sound { $0.require(environment) } }) else {
      preconditionFailure("the rule \(rule.id) has no condition")
    }
    return program
  }

  /// The last permitted day, where the rule names one.
  public var lastPermitted: Program? {
    lastPermittedPart.value { sound { $0.lastPermitted(environment) } }
  }

  /// The days until which days over are counted, where that need not be today.
  public struct CountedDays: Sendable {
    /// What is compared with the last permitted day.
    public let programs: [Program]
    /// Whether all of it must be by then; otherwise any of it.
    public let needsAll: Bool
  }

  /// The days that must not be past the last permitted one, such as that of an answer; `nil` where
  /// that is today alone.
  public var countedDays: CountedDays? {
    countedDaysPart.value {
      guard lastPermitted != nil else { return nil }
      let (texts, needsAll) = require.expressions(boundedBy: "lastPermitted")
      guard texts.contains(where: { $0 != "today" }) else { return nil }
      var job = self.job
      let programs = texts.compactMap { job.day($0, environment) }
      return CountedDays(programs: programs, needsAll: needsAll)
    }
  }

  /// How many records of an age band are overdue, where the rule says so.
  public var overdue: Program? {
    overduePart.value { sound { $0.overdue(environment) } }
  }

  /// The cause of a breach.
  public var cause: TextTemplate {
    causePart.value { sound { $0.template(rule.cause, environment) } }
  }

  /// What to do.
  public var remedy: TextTemplate {
    remedyPart.value { sound { $0.template(rule.remedy, environment) } }
  }

  /// For which subjects each citation is, in their order; `nil` where it is for all.
  public var citeConditions: [Program?] {
    citesPart.value { sound { $0.citeConditions(environment) } }
  }

  /// The sources that may claim the same subjects.
  public var precedence: [CompiledSource] {
    guard !rule.precedence.isEmpty else { return [] }
    return precedencePart.value { sound { $0.precedence(environment) } }
  }

  /// Whether it asks for the linked records of a person.
  public var needsLinking: Bool {
    linkingPart.value { job.usesLinking }
  }

  /// The texts of which fields must hold one for its condition to be true. Known without compiling
  /// anything.
  public var leadingTexts: [LeadingTexts] {
    leadingTextsPart.value { LeadingTexts.all(of: rule, items: items) }
  }

  /// What its conditions read, with the named values that they use. Known without compiling anything.
  public var reading: RuleReading {
    readingPart.value { job.conditionReading }
  }

  /// Whether its conditions may call a function whose answer hangs on any of some things.
  public func calls(reading what: RuleFunction.Reading) -> Bool { reading.calls(reading: what) }

  private var job: RuleCompilation { RuleCompilation(rule: rule) }

  /// Makes all programs at once, and says what is wrong with them.
  ///
  /// A rule that was not found sound by it must be known to be so by other means.
  func prepare() -> [Diagnostic] {
    var job = self.job
    job.checkItems()
    // Without its list, whatever names an item of it would look wrong too.
    guard job.problems.isEmpty else { return job.problems }
    whenPart.set(job.when(environment))
    requirePart.set(job.require(environment))
    causePart.set(job.template(rule.cause, environment))
    remedyPart.set(job.template(rule.remedy, environment))
    lastPermittedPart.set(job.lastPermitted(environment))
    citesPart.set(job.citeConditions(environment))
    overduePart.set(job.overdue(environment))
    precedencePart.set(job.precedence(environment))
    return job.problems
  }

  private func sound<T>(_ make: (inout RuleCompilation) -> T) -> T {
    var job = self.job
    let part = make(&job)
    precondition(
      !job.problems.contains { $0.severity == .error },
      "the rule \(rule.id) was taken for sound: \(job.problems)")
    return part
  }
}

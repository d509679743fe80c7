import CEL
public import Diagnostics
public import Findings
public import Inventory
public import Results
public import Rules
import Synchronization

/// Checks an inventory against compiled rules.
///
/// Rows are checked as a reader delivers them to ``rowConsumer()``; ``finish()`` then checks what
/// was kept, and puts the parts together.
public final class Engine {
  /// What a check came to.
  public struct Outcome: Sendable {
    /// The findings, in order.
    public var findings: FindingStore
    /// How many findings there are of each kind, where they are counted and not listed.
    public var findingCounts: [SystemCounts]?
    /// The counts; exit code and verdict are for the caller to set.
    public var summary: Summary
    /// What was checked and what was not.
    public var coverage: [Coverage]
    /// Where which rules applied.
    public var extent: Extent
    /// The places of records that ``EngineOptions/subjectPatterns`` name, with their numbers.
    public var named: [Location: Set<Int>]
    /// What findings share.
    public var rootCauses: [RootCause]
    /// Rules that failed by themselves, and notices of what was odd.
    public var faults: [Diagnostic]
    /// Breaches of a forecast that are not listed, since their days would give away a day of
    /// somebody's life.
    public var hiddenForecasts: Int
  }

  /// A log that one thread writes and another reads when it has ended.
  private struct LogPlace: @unchecked Sendable {
    var log: CheckLog?
  }

  private let makeContext: () -> EngineContext
  private let isTreeWhole: Bool
  /// Made when the first row comes, since the organisations are known only then.
  private let context = Mutex<EngineContext?>(nil)
  /// The logs of consumers in the order in which these were made.
  private let logs = Mutex<[LogPlace]>([])
  /// Whether rows are asked every rule, even one that rows of the same signature decided.
  var asksEveryRule = false

  /// Prepares a check.
  ///
  /// - Parameters:
  ///   - tree: The organisations, systems and datasets, asked for once. Organisations, and the ancestors of a row,
  ///     must be complete before the row is checked.
  ///   - linker: What all records of each person say; `nil` leaves rules that ask undetermined.
  ///   - isTreeWhole: Whether all of the tree is known before the first row. If not, the check
  ///     counts only if it does not have ``needsWholeTree`` in the end.
  public init(
    rules: [CompiledRule], library: RuleLibrary, profile: Profile,
    tree: @escaping @autoclosure () -> InventoryTree, options: EngineOptions, linker: Linker?,
    isTreeWhole: Bool = false
  ) {
    self.isTreeWhole = isTreeWhole
    makeContext = {
      EngineContext(
        rules: rules, library: library, profile: profile, tree: tree(), options: options,
        links: linker?.takeLinks(), isTreeWhole: isTreeWhole)
    }
  }

  /// A consumer for one or more inputs, or for a piece of one.
  ///
  /// Several may be used at the same time, each by one thread. What they found is put together in
  /// the order in which they were made, which must be the order of their holdings; records may be
  /// dealt out in any way. A piece may begin and end within a dataset: each piece is told of the
  /// dataset's beginning and end for its own rows, and ordinals go on from piece to piece.
  public func rowConsumer() -> any RowConsumer {
    let number = logs.withLock { logs in
      logs.append(LogPlace())
      return logs.count - 1
    }
    return RowChecker(engine: self, number: number)
  }

  /// A log for a consumer, with the context that all share.
  func begin(_ number: Int) -> (context: EngineContext, log: CheckLog) {
    let context = sharedContext
    let log = CheckLog(context: context)
    let place = LogPlace(log: log)
    logs.withLock { $0[number] = place }
    return (context, log)
  }

  private var sharedContext: EngineContext {
    context.withLock { context in
      if let context { return context }
      let made = makeContext()
      context = made
      return made
    }
  }

  /// Checks organisations, systems and datasets, and puts everything together.
  public func finish() -> Outcome {
    Self.outcome(of: partial(checksTree: true), outline: outline)
  }

  /// Whether the rows have to be checked again now that the whole tree is known: a hold names what is
  /// not in it, or a dataset that came late has the class of a row.
  public var needsWholeTree: Bool {
    guard !isTreeWhole else { return false }
    let context = sharedContext
    let whole = HoldRegister(
      context.tree, categories: context.library.schedule.codes, isWhole: true)
    return whole.looseCount != context.holds.looseCount
      || context.library.strayRows(in: context.tree).count != context.schedule.strays.count
  }

  /// What was found, for putting together with what others found in other rows.
  ///
  /// - Parameter checksTree: Whether organisations, systems and datasets are checked too, which
  ///   one of all parts must do: the first.
  public func partial(checksTree: Bool) -> Partial {
    let context = sharedContext
    let log = CheckLog(context: context, sharesSubjects: true)
    if checksTree { TreeChecker(context: context, log: log).run() }
    log.finish()
    var partial = log.partial
    if checksTree, let links = context.links { partial.faults += links.notices }
    let others = logs.withLock { logs in
      defer { logs = [] }
      return logs
    }
    for other in others.compactMap(\.log) { partial.append(other.partial) }
    if let lost = context.links?.table.failure { partial.findings.lose(lost) }
    return partial
  }

  /// What counts are grouped by; once all facts are known.
  public var outline: Outline { Outline(sharedContext) }

  /// Groups, counts and sorts what all parts found together.
  public static func outcome(of partial: consuming Partial, outline: Outline) -> Outcome {
    var assembly = OutcomeAssembly(outline: outline, partial: partial)
    return assembly.outcome()
  }
}

import CEL
public import Diagnostics
public import Findings
public import Inventory
public import Rules

/// Checks an inventory against compiled rules.
///
/// Rows are checked as a reader delivers them to ``rowConsumer()``; ``finish()`` then checks what
/// was kept, and puts the parts together.
public final class Engine {
  /// What a check came to.
  public struct Outcome: Sendable {
    /// The findings, in order.
    public var findings: FindingStore
    /// The counts; exit code and verdict are for the caller to set.
    public var summary: Summary
    /// What was checked and what was not.
    public var coverage: [Coverage]
    /// What findings share.
    public var rootCauses: [RootCause]
    /// Rules that failed by themselves.
    public var faults: [Diagnostic]
    /// Breaches of a forecast that are not listed, since their days would give away a day of
    /// somebody's life.
    public var hiddenForecasts: Int
  }

  private let makeContext: () -> EngineContext
  private var logs: [CheckLog] = []
  /// Made when the first row comes, since the organisations are known only then.
  private lazy var context = makeContext()

  /// Prepares a check.
  ///
  /// - Parameters:
  ///   - tree: The organisations, systems and datasets, asked for once. Organisations, and the ancestors of a row,
  ///     must be complete before the row is checked.
  ///   - linker: What all records of each person say; `nil` leaves rules that ask undetermined.
  public init(
    rules: [CompiledRule], library: RuleLibrary, profile: Profile,
    tree: @escaping @autoclosure () -> InventoryTree, options: EngineOptions, linker: Linker?
  ) {
    makeContext = {
      EngineContext(
        rules: rules, library: library, profile: profile, tree: tree(), options: options,
        links: linker?.takeTable())
    }
  }

  /// A consumer for one worker, which reads some of the inputs.
  public func rowConsumer() -> any RowConsumer { RowChecker(engine: self) }

  /// A log for one worker, with the context that all share.
  func begin() -> (context: EngineContext, log: CheckLog) {
    let log = CheckLog(context: context)
    logs.append(log)
    return (context, log)
  }

  /// Checks organisations, systems and datasets, and puts everything together.
  public func finish() -> Outcome {
    let (context, log) = begin()
    TreeChecker(context: context, log: log).run()
    for other in logs where other !== log { log.merge(other) }
    logs = []
    return OutcomeAssembly(context: context, log: log).outcome()
  }
}

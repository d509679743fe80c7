public import Bytes
public import Diagnostics
import Engine
import Inventory
public import Results
import Rules

/// The work of one shard of a run that several machines, or several processes, do together.
///
/// First each shard writes what its records say of people (``link(_:_:)``), unless records are not
/// linked. Then each checks its records with the facts of all shards (``check(_:_:facts:)``). Then
/// ``MergeRun`` makes the result, which is to the byte that of one run.
public enum ShardRun {
  /// What a shard came to, ready to be written.
  public struct Output {
    /// The first line of the file.
    public let head: ShardHead
    /// What is wrong in the inputs, sorted by place; what all shards meet only of the first.
    public let errors: [Diagnostic]
    /// Whether all inputs were read whole and without errors.
    public let isWhole: Bool
    /// Whether all inputs were read to their end, whatever is wrong in them.
    public let isReadable: Bool
    /// Writes the lines between the first and the last.
    let content: (inout ShardLines) -> Void
    /// Why what was written is not whole, once it was.
    let failure: () -> ScratchFailure?

    /// Writes the file.
    public func write(to output: inout OutputBuffer) {
      ShardFile.write(head, to: &output, content)
      if let failure = failure() { output.refuse(failure) }
    }
  }

  /// Collects what the records of a shard say of people.
  ///
  /// - Throws: As ``CheckRun/run(_:)``.
  public static func link(
    _ request: CheckRequest, _ shard: Shard
  ) throws(ConfigurationFailure) -> Output {
    try link(request, shard, ShardRules(request))
  }

  static func link(
    _ request: CheckRequest, _ shard: Shard, _ rules: ShardRules
  ) throws(ConfigurationFailure) -> Output {
    let work = try ShardWork(request, shard, rules)
    let linker = work.run.makeLinker()
    let meter = work.run.meter(.linking, total: work.reading.rowCount)
    let found = work.reading.run(linker.metered(meter))
    let sorting = work.run.makeLinker()
    return Output(
      head: work.factsHead, errors: work.errors(with: found), isWhole: work.isWhole(with: found),
      isReadable: work.isReadable,
      content: { FactsForm.write(linker, work.cipher, sortingIn: sorting, to: &$0) },
      failure: { linker.failure ?? sorting.failure })
  }

  /// Checks the records of a shard; the first shard also checks what is not about records.
  ///
  /// - Parameter paths: The files with the facts of all shards, which need not have been cut as the
  ///   check is; none where records are not linked.
  /// - Throws: As ``CheckRun/run(_:)``, and what is wrong with the facts.
  public static func check(
    _ request: CheckRequest, _ shard: Shard, facts paths: [String]
  ) throws(ConfigurationFailure) -> Output {
    try check(request, shard, facts: paths, ShardRules(request))
  }

  static func check(
    _ request: CheckRequest, _ shard: Shard, facts paths: [String], _ rules: ShardRules
  ) throws(ConfigurationFailure) -> Output {
    let work = try ShardWork(request, shard, rules)
    let people = try work.people(reading: paths)
    let engine = work.run.makeEngine(work.reading.reader, linker: people?.linker)
    let meter = work.run.meter(.checking, total: work.reading.rowCount)
    let found = work.reading.run(engine.rowConsumer().metered(meter))
    let (frame, outline) = (work.frame, engine.outline)
    let form = PartialForm(
      partial: engine.partial(checksTree: shard.isFirst), frame: shard.isFirst ? frame : nil,
      outline: shard.isFirst ? outline : nil, problems: work.unknown(found))
    let head = work.partialHead(
      description: PartialForm.description(frame, outline), linkedWith: people)
    return Output(
      head: head, errors: work.errors(with: found), isWhole: work.isWhole(with: found),
      isReadable: work.isReadable,
      content: { form.write(to: &$0) }, failure: { form.partial.findings.failure })
  }
}

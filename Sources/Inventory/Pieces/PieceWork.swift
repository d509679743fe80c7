import Glibc

/// The runs of records of one file that were cut out, and what came of them.
///
/// Belongs to the thread that reads the file; only ``PieceQueue`` is shared with those that help.
final class PieceWork {
  /// A stretch of the file, in its order.
  private enum Step {
    case part(ReadPart)
    case run(RecordRun)
    case datasetEnd(SharedIdentities?)
  }

  private let queue: PieceQueue
  private let tree: InventoryTree
  private let names: UnknownNames
  /// How long a run may be, and how long it should be at least, in bytes.
  let mostBytes: Int
  let leastBytes: Int
  /// No run is looked for before this offset.
  var nextAttempt = 0
  /// Whether runs of the dataset that is being read were cut out.
  private(set) var hasOpenDataset = false
  /// Whether any run was.
  private(set) var hasRuns = false
  private(set) var hasUncheckedIdentities = false
  /// Whether a run was none, or cannot be told to have been one, so that all has to be read anew.
  private(set) var isUnproven = false
  private(set) var rows = RowCounts()

  private var steps: [Step] = []
  private var nextStep = 0
  /// What was noted up to the next step, and the ids of its dataset.
  private var joined: ReadPart?

  init(_ reading: PieceReading, _ task: PieceTask, options: borrowing ReaderOptions) {
    queue = PieceQueue(task, jobs: reading.jobs, makeConsumer: reading.makeConsumer)
    tree = task.tree
    names = task.names
    mostBytes = options.pieceBytes
    leastBytes = options.pieceBytes / 64
  }

  /// Has a run read that follows a part of the file.
  func add(_ run: RecordRun, after part: ReadPart) {
    hasOpenDataset = true
    hasRuns = true
    steps.append(.part(part))
    steps.append(.run(run))
    queue.add(run)
    collect()
  }

  /// Takes into account how many bytes the names have that the parser of the file itself keeps.
  ///
  /// A parser refuses a file with too many different names. Each run has a parser of its own, so
  /// a file that might have too many is better read in one go.
  func check(names bytes: Int) {
    wait()
    if names.mayBeTooMany(beside: bytes) { isUnproven = true }
  }

  /// Notes that the dataset of the last runs is over.
  func endDataset(_ part: ReadPart, _ shared: SharedIdentities?) {
    hasOpenDataset = false
    steps.append(.part(part))
    steps.append(.datasetEnd(shared))
  }

  /// Returns when all runs have been read.
  func wait() {
    guard hasRuns else { return }
    queue.finish()
    collect()
  }

  /// Puts what was noted before a last part together with it.
  func finish(_ part: ReadPart) -> DiagnosticLog {
    steps.append(.part(part))
    wait()
    collect()
    return joined?.log ?? part.log
  }

  /// Takes over what is known of the next steps.
  private func collect() {
    // What is over is let go of at once: a run keeps its bytes.
    defer {
      steps.removeFirst(nextStep)
      nextStep = 0
    }
    while nextStep < steps.count {
      switch steps[nextStep] {
      case .part(let part): take(part)
      case .run(let run):
        guard queue.isRead(run) else { return }
        if let part = run.part {
          rows.records += part.rows.records
          take(part)
        } else {
          isUnproven = true
        }
      case .datasetEnd(let shared): compareIdentities(shared)
      }
      nextStep += 1
    }
  }

  private func take(_ part: ReadPart) {
    guard let joined else {
      joined = part
      return
    }
    if !joined.log.take(part.log) { isUnproven = true }
    joined.identities.take(&part.identities)
  }

  private func compareIdentities(_ shared: SharedIdentities?) {
    guard let joined else { return }
    if let shared {
      shared.take(&joined.identities)
    } else {
      if !joined.identities.report(to: &joined.log, of: tree) { hasUncheckedIdentities = true }
      joined.identities.removeAll()
    }
  }
}

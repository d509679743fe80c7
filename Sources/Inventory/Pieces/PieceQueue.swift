import Glibc

/// Runs of records that wait for a thread to read them.
final class PieceQueue: @unchecked Sendable {
  private let task: PieceTask
  private let helperCount: Int
  private let makeConsumer: () -> (any RowConsumer)?
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var threads: [pthread_t] = []

  /// How much waits for each helper, so that none of them has to wait.
  private static let bytesAhead = 1 << 19

  // What follows is guarded by the mutex.
  private var waiting: [RecordRun] = []
  private var waitingBytes = 0
  private var reading = 0
  private var isClosed = false
  private var free: [(any RowConsumer)?] = []

  init(_ task: PieceTask, jobs: Int, makeConsumer: @escaping () -> (any RowConsumer)?) {
    self.task = task
    helperCount = max(jobs, 1) - 1
    self.makeConsumer = makeConsumer
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    pthread_cond_destroy(changed)
    mutex.deallocate()
    changed.deallocate()
  }

  /// Has a run read, by this thread if the others have enough to do.
  func add(_ run: RecordRun) {
    if threads.isEmpty { start() }
    pthread_mutex_lock(mutex)
    waiting.append(run)
    waitingBytes += run.bytes.count
    pthread_cond_broadcast(changed)
    let isEnough = waitingBytes > threads.count * Self.bytesAhead
    pthread_mutex_unlock(mutex)
    if isEnough { _ = readNext(waits: false) }
  }

  /// Whether a run has been read.
  func isRead(_ run: RecordRun) -> Bool {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return run.isRead
  }

  /// Returns when all runs have been read; helpers are sent home.
  func finish() {
    while readNext(waits: false) {}
    pthread_mutex_lock(mutex)
    while reading > 0 { pthread_cond_wait(changed, mutex) }
    isClosed = true
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(mutex)
    for thread in threads { pthread_join(thread, nil) }
    threads = []
    isClosed = false
  }

  private func start() {
    if free.isEmpty { free = (0...helperCount).map { _ in makeConsumer() } }
    for _ in 0..<helperCount {
      var thread = pthread_t()
      let reference = Unmanaged.passRetained(self)
      let failure = pthread_create(&thread, nil, Self.threadBody, reference.toOpaque())
      // With fewer threads than asked for the work takes longer and is done all the same.
      guard failure == 0 else { return reference.release() }
      threads.append(thread)
    }
  }

  private static let threadBody:
    @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? =
      { argument in
        if let argument {
          let queue = Unmanaged<PieceQueue>.fromOpaque(argument).takeRetainedValue()
          while queue.readNext(waits: true) {}
        }
        return nil
      }

  /// Reads the next run.
  ///
  /// - Returns: `false` if there is none, and none will come if this thread waits for one.
  private func readNext(waits: Bool) -> Bool {
    pthread_mutex_lock(mutex)
    while waits, waiting.isEmpty, !isClosed { pthread_cond_wait(changed, mutex) }
    guard !waiting.isEmpty else {
      pthread_mutex_unlock(mutex)
      return false
    }
    let run = waiting.removeFirst()
    waitingBytes -= run.bytes.count
    let consumer = free.removeLast()
    reading += 1
    pthread_mutex_unlock(mutex)
    let part = task.read(run, into: consumer)
    pthread_mutex_lock(mutex)
    run.part = part
    run.isRead = true
    free.append(consumer)
    reading -= 1
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(mutex)
    return true
  }
}

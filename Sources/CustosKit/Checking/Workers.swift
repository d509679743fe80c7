import Glibc
import Synchronization

/// Does numbered pieces of work on several threads.
///
/// Pieces are taken in order by whichever thread is free, so nothing may depend on which thread
/// does which.
enum Workers {
  /// Calls a body once for every number below a count, and returns when all calls have.
  ///
  /// - Parameter jobs: How many threads to use at most, this one among them.
  static func run(_ count: Int, jobs: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let queue = Queue(count: count, body: body)
    var threads: [pthread_t] = []
    for _ in 1..<max(1, min(jobs, count)) {
      var thread = pthread_t()
      let reference = Unmanaged.passRetained(queue)
      let failure = pthread_create(&thread, nil, threadBody, reference.toOpaque())
      // With fewer threads than asked for the work takes longer and is done all the same.
      guard failure == 0 else {
        reference.release()
        break
      }
      threads.append(thread)
    }
    queue.work()
    for thread in threads { pthread_join(thread, nil) }
  }

  private static let threadBody:
    @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? =
      { argument in
        if let argument {
          Unmanaged<Queue>.fromOpaque(argument).takeRetainedValue().work()
        }
        return nil
      }

  private final class Queue: Sendable {
    private let count: Int
    private let body: @Sendable (Int) -> Void
    private let next = Atomic<Int>(0)

    init(count: Int, body: @escaping @Sendable (Int) -> Void) {
      self.count = count
      self.body = body
    }

    func work() {
      while true {
        let number = next.add(1, ordering: .relaxed).oldValue
        guard number < count else { return }
        body(number)
      }
    }
  }
}

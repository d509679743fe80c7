import Glibc

/// Opens what is to be read, and does not wait for ever on a pipe that nobody writes to.
package enum InputOpening {
  /// Why something could not be opened.
  package struct Failure: Error {
    /// The stable code of the diagnostic.
    package let code: String
    /// What is wrong, to follow the name.
    package let message: String
    /// What to do, where one thing is likely.
    package let hint: String?
  }

  /// How long a named pipe waits for a program to open its other end, in milliseconds. A program
  /// that has opened it may take as long as it needs to write.
  package static let patience: Int32 = 10_000

  /// Opens a file, a device or a pipe for reading.
  package static func open(
    _ path: String, patience: Int32 = InputOpening.patience
  ) throws(Failure) -> Int32 {
    var status = stat()
    let isPipe = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
    let opened = isPipe ? PipeOpening(path).wait(patience) : openNow(path)
    guard let opened else {
      throw Failure(
        code: "reader.no-writer",
        message: "is a pipe that no program writes to; waited \(patience / 1_000) seconds",
        hint: "start the program that writes to it first, or pipe its output to custos and name -")
    }
    guard opened.descriptor >= 0 else {
      let reason = String(cString: strerror(opened.number))
      throw Failure(code: "reader.unreadable", message: "cannot be opened: \(reason)", hint: nil)
    }
    return opened.descriptor
  }

  /// A descriptor, or -1 and the number of the error.
  fileprivate static func openNow(_ path: String) -> (descriptor: Int32, number: Int32)? {
    while true {
      let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
      if descriptor >= 0 { return (descriptor, 0) }
      guard errno == EINTR else { return (-1, errno) }
    }
  }
}

/// Opens a named pipe on a thread of its own: opening it waits for a writer, and only another
/// thread can stop waiting.
private final class PipeOpening: @unchecked Sendable {
  private let path: String
  private var opened: (descriptor: Int32, number: Int32)?
  /// A byte comes through it when the pipe is open; what the thread wrote is then seen here.
  private var bell: [Int32] = [-1, -1]

  init(_ path: String) {
    self.path = path
    if pipe(&bell) == 0 { for end in bell { _ = fcntl(end, F_SETFD, FD_CLOEXEC) } }
  }

  deinit {
    for descriptor in bell where descriptor >= 0 { close(descriptor) }
  }

  /// What opening came to; `nil` if no writer came in so many milliseconds.
  func wait(_ patience: Int32) -> (descriptor: Int32, number: Int32)? {
    var thread = pthread_t()
    let reference = Unmanaged.passRetained(self)
    guard bell[0] >= 0, pthread_create(&thread, nil, Self.body, reference.toOpaque()) == 0 else {
      reference.release()
      return (-1, EAGAIN)
    }
    pthread_detach(thread)
    if rings(patience) { return opened }
    // Being opened for writing wakes the thread; it then has a pipe at its end, which is closed.
    let writer = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC)
    if rings(1_000), let opened, opened.descriptor >= 0 { close(opened.descriptor) }
    if writer >= 0 { close(writer) }
    return nil
  }

  private func rings(_ patience: Int32) -> Bool {
    var entry = pollfd(fd: bell[0], events: Int16(POLLIN), revents: 0)
    while true {
      let count = poll(&entry, 1, patience)
      if count >= 0 { return count > 0 }
      guard errno == EINTR else { return false }
    }
  }

  private static let body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? =
    { argument in
      guard let argument else { return nil }
      let opening = Unmanaged<PipeOpening>.fromOpaque(argument).takeRetainedValue()
      opening.opened = InputOpening.openNow(opening.path)
      var byte: UInt8 = 1
      _ = write(opening.bell[1], &byte, 1)
      return nil
    }
}

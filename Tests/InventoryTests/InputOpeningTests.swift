import Foundation
import Glibc
import Testing

@testable import Inventory

/// A pipe is read when somebody writes to it, and given up when nobody does.
@Suite struct InputOpeningTests {
  @Test("a named pipe without a writer is given up, and none of its descriptors stays open")
  func givesUp() throws {
    let path = NSTemporaryDirectory() + UUID().uuidString
    #expect(mkfifo(path, 0o600) == 0)
    defer { unlink(path) }
    let failure = #expect(throws: InputOpening.Failure.self) {
      try InputOpening.open(path, patience: 50)
    }
    #expect(failure?.code == "reader.no-writer")
    // Had a reader stayed, the pipe could be opened for writing now.
    let writer = open(path, O_WRONLY | O_NONBLOCK)
    #expect(writer == -1)
  }

  @Test("a named pipe whose writer comes in time is read")
  func waits() throws {
    let path = NSTemporaryDirectory() + UUID().uuidString
    #expect(mkfifo(path, 0o600) == 0)
    defer { unlink(path) }
    Thread.detachNewThread {
      let descriptor = open(path, O_WRONLY)
      _ = write(descriptor, "bytes", 5)
      close(descriptor)
    }
    let descriptor = try InputOpening.open(path)
    var bytes = [UInt8](repeating: 0, count: 16)
    #expect(read(descriptor, &bytes, 16) == 5)
    close(descriptor)
  }

  @Test("what is not there is said to be not there")
  func refuses() {
    let failure = #expect(throws: InputOpening.Failure.self) {
      try InputOpening.open("/nonexistent/inventory.xml")
    }
    #expect(failure?.message == "cannot be opened: No such file or directory")
  }
}

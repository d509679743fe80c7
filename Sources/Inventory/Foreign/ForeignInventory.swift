public import Diagnostics

/// Reads an input that is written in another form than ours, such as a spreadsheet.
///
/// It gives what it finds to a ``ForeignSink``, which checks values as it does those of our own
/// forms. Different inputs are read by different threads; one object reads one input.
public protocol ForeignInventory: AnyObject, Sendable {
  /// What reports call the form, such as `csv`.
  var formatName: String { get }
  /// Whether its systems and datasets meet those of other inputs by name, not by id.
  var joinsByName: Bool { get }
  /// Whether it says what another input says is unknown: answers to questions do.
  var fillsGaps: Bool { get }

  /// Reads the input from its beginning to its end.
  ///
  /// Called once for each pass; ``ForeignSink/mode`` says what is wanted.
  func read(_ bytes: ForeignBytes, into sink: inout ForeignSink) throws(ForeignStop)
}

extension ForeignInventory {
  /// Two inputs that differ contradict each other.
  public var fillsGaps: Bool { false }
}

/// Why the reading of a foreign input stopped.
public enum ForeignStop: Error {
  /// A fact came after rows that would have needed it; see ``ForeignSink/Entry/late``.
  case late
  /// The input cannot be read on.
  case failed(InputFailure)
}

/// The bytes of a foreign input, in order.
public final class ForeignBytes {
  private let source: ByteSource
  /// Bytes that were looked at and not taken.
  private var held: [UInt8] = []

  init(_ source: ByteSource) { self.source = source }

  /// Bytes in memory.
  public init(_ bytes: [UInt8]) { source = ByteSource(bytes) }

  /// The first bytes, which are not taken; fewer than asked for only where there are no more.
  public func peek(_ count: Int) throws(InputFailure) -> [UInt8] {
    let room = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 16)
    defer { room.deallocate() }
    while held.count < count {
      let got = try source.read(into: room, most: count - held.count)
      if got == 0 { break }
      held.append(contentsOf: UnsafeRawBufferPointer(start: room, count: got))
    }
    return Array(held.prefix(count))
  }

  /// Reads up to a number of bytes; 0 at the end.
  public func read(
    into target: UnsafeMutableRawPointer, most: Int
  ) throws(InputFailure) -> Int {
    if !held.isEmpty {
      let count = min(most, held.count)
      held.withUnsafeBytes { bytes in
        if let start = bytes.baseAddress { target.copyMemory(from: start, byteCount: count) }
      }
      held.removeFirst(count)
      return count
    }
    return try source.read(into: target, most: most)
  }

  /// Reads all that is left, up to a number of bytes.
  ///
  /// - Throws: `reader.too-large` if there is more.
  public func readAll(most: Int) throws(InputFailure) -> [UInt8] {
    var all: [UInt8] = []
    let size = 1 << 18
    let buffer = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = try read(into: buffer, most: size)
      if count == 0 { return all }
      guard all.count + count <= most else {
        throw InputFailure(
          "reader.too-large", "is larger than \(most >> 20) MiB, which is not read as a whole",
          hint: "split it, or export it as CSV, which is read row by row")
      }
      all.append(contentsOf: UnsafeRawBufferPointer(start: buffer, count: count))
    }
  }

  /// Reads to the end without looking, so that whoever digests the input sees all of it.
  public func drain() throws(InputFailure) {
    let size = 1 << 18
    let buffer = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    defer { buffer.deallocate() }
    while try read(into: buffer, most: size) > 0 {}
  }
}

import Diagnostics

/// The first bytes of an input, read to tell its spelling and handed on to its reader.
struct ReadWindow: ~Copyable {
  static let initialBytes = 256 * 1024

  let bytes: UnsafeMutablePointer<UInt8>
  let capacity: Int
  private(set) var count = 0
  /// Whether a reader took over the memory.
  var isTaken = false

  /// Reads enough for the declaration of an XML document, if there is so much.
  init(_ source: ByteSource) throws(InputFailure) {
    capacity = Self.initialBytes
    bytes = .allocate(capacity: capacity + JSONScanner.padding)
    while count < 2048 {
      let read = try source.read(into: bytes + count, most: capacity - count)
      if read == 0 { break }
      count += read
    }
  }

  deinit {
    if !isTaken { bytes.deallocate() }
  }

  var raw: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: bytes, count: count) }
}

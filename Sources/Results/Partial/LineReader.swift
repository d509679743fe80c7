import Bytes
import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads a file line by line.
struct LineReader: ~Copyable {
  /// The longest line that is read, in bytes.
  private static let longest = 1 << 28
  private static let chunk = 1 << 18

  let path: String
  /// How many lines were read.
  private(set) var count = 0
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var start = 0
  private var last: Range<Int> = 0..<0
  private var sum = Digest()

  init(_ path: String) throws(ShardFailure) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.unreadable(path) }
  }

  deinit { close(descriptor) }

  /// The next line without its line feed; `nil` at the end of the file.
  mutating func next() throws(ShardFailure) -> [UInt8]? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        last = start..<end + 1
        start = end + 1
        count += 1
        return Array(buffer[last.dropLast()])
      }
      buffer.removeSubrange(..<start)
      searched = buffer.count
      start = 0
      last = 0..<0
      guard try fill() else {
        guard buffer.isEmpty else { throw ShardFile.cutShort(path, count) }
        return nil
      }
    }
  }

  /// Whether a file of which nothing was read yet begins with some bytes, or is cut off within them.
  mutating func mayBegin(with bytes: [UInt8]) throws(ShardFailure) -> Bool {
    while buffer.count < bytes.count, try fill() {}
    return zip(buffer, bytes).allSatisfy { $0 == $1 }
  }

  /// Adds the line that was read last to the digest.
  mutating func digestLast() {
    buffer.withUnsafeBytes { sum.update(UnsafeRawBufferPointer(rebasing: $0[last])) }
  }

  /// The digest in hexadecimal.
  var digest: String { sum.hexadecimal }

  private mutating func fill() throws(ShardFailure) -> Bool {
    guard buffer.count < Self.longest else {
      throw ShardFailure(.malformed(0, "the line is too long"), path: path, line: count + 1)
    }
    let old = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: Self.chunk))
    let descriptor = descriptor
    let got = buffer.withUnsafeMutableBytes { bytes in
      var got = read(descriptor, bytes.baseAddress! + old, Self.chunk)
      while got < 0, errno == EINTR { got = read(descriptor, bytes.baseAddress! + old, Self.chunk) }
      return got
    }
    guard got >= 0 else { throw Self.unreadable(path) }
    buffer.removeLast(Self.chunk - got)
    return got > 0
  }

  private static func unreadable(_ path: String) -> ShardFailure {
    let reason = String(cString: strerror(errno))
    return ShardFailure([
      Diagnostic(.error, "shard.unreadable", at: nil, "cannot read \"\(path)\": \(reason)")
    ])
  }
}

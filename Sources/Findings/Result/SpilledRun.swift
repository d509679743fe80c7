#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Findings in order that wait on the disk, a line of canonical JSON each.
///
/// The file has no name any more once it is open, so it is gone when the last store that knows it is, and
/// also when the process dies.
final class SpilledRun: Sendable {
  let count: Int
  private let descriptor: Int32

  private init(descriptor: Int32, count: Int) {
    self.descriptor = descriptor
    self.count = count
  }

  deinit {
    close(descriptor)
  }

  /// Writes findings, which are in order; `nil` if the disk does not take them.
  static func write(_ findings: some Sequence<Finding>, to folder: String) -> SpilledRun? {
    guard let descriptor = openTemporary(in: folder) else { return nil }
    var output = OutputBuffer(fileDescriptor: descriptor)
    var count = 0
    for finding in findings {
      output.writeJSON { FindingWriter.write(finding, to: &$0) }
      output.write("\n")
      count += 1
    }
    let run = SpilledRun(descriptor: descriptor, count: count)
    do throws(OutputFailure) {
      try output.finish()
      return run
    } catch {
      return nil
    }
  }

  private static func openTemporary(in folder: String) -> Int32? {
    for attempt in 0..<1_000 {
      let path = "\(folder)/.custos-\(getpid())-\(attempt).findings"
      let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      if descriptor >= 0 {
        unlink(path)
        return descriptor
      }
      guard errno == EEXIST || errno == EINTR else { return nil }
    }
    return nil
  }

  /// Reads bytes from a place; none at the end.
  func read(at offset: Int, most: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
      var got = pread(descriptor, buffer.baseAddress!, most, off_t(offset))
      while got < 0, errno == EINTR {
        got = pread(descriptor, buffer.baseAddress!, most, off_t(offset))
      }
      precondition(got >= 0, "the disk does not give back findings that it took")
      count = got
    }
  }

  /// Reads the findings one after the other.
  struct Reader: IteratorProtocol {
    private static let chunk = 1 << 18

    private let run: SpilledRun
    private var buffer: [UInt8] = []
    private var start = 0
    private var offset = 0

    init(_ run: SpilledRun) {
      self.run = run
    }

    mutating func next() -> Finding? {
      guard let line = nextLine() else { return nil }
      var cursor = JSONCursor(line)
      do throws(FormFailure) {
        return try FindingReader.finding(cursor.value())
      } catch {
        preconditionFailure("a finding that was written cannot be read: \(error.message)")
      }
    }

    private mutating func nextLine() -> [UInt8]? {
      var searched = start
      while true {
        if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
          defer { start = end + 1 }
          return Array(buffer[start..<end])
        }
        buffer.removeSubrange(..<start)
        searched = buffer.count
        start = 0
        let more = run.read(at: offset, most: Self.chunk)
        offset += more.count
        if more.isEmpty {
          precondition(buffer.isEmpty, "a spilled run ends inside a finding")
          return nil
        }
        buffer += more
      }
    }
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Findings in order that wait on the disk, packed, each after its length.
///
/// The file has no name any more once it is open, so it is gone when the last store that knows it is, and
/// also when the process dies.
final class SpilledRun: Sendable {
  let count: Int
  /// How often its findings were joined from smaller runs.
  let level: Int
  private let descriptor: Int32

  private init(descriptor: Int32, count: Int, level: Int) {
    self.descriptor = descriptor
    self.level = level
    self.count = count
  }

  deinit {
    close(descriptor)
  }

  /// Writes findings, which are in order; `nil` if the disk does not take them.
  static func write(
    _ findings: some Sequence<Finding>, to folder: String, level: Int = 0
  ) -> SpilledRun? {
    guard let descriptor = openTemporary(in: folder) else { return nil }
    var output = OutputBuffer(fileDescriptor: descriptor)
    var packer = Packer()
    var count = 0
    for finding in findings {
      packer.removeAll()
      finding.pack(into: &packer)
      let length = UInt32(packer.bytes.count).littleEndian
      withUnsafeBytes(of: length) { bytes in
        bytes.withMemoryRebound(to: UInt8.self) { output.write(contentsOf: $0) }
      }
      packer.bytes.withUnsafeBufferPointer { output.write(contentsOf: $0) }
      count += 1
    }
    let run = SpilledRun(descriptor: descriptor, count: count, level: level)
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

  /// Reads bytes from a place into a buffer; says how many, which is fewer only at the end.
  private func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    var total = 0
    while total < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[total...])
      let got = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + total))
      if got < 0, errno == EINTR { continue }
      precondition(got >= 0, "the disk does not give back findings that it took")
      if got == 0 { break }
      total += got
    }
    return total
  }

  /// Reads the findings one after the other.
  struct Reader: IteratorProtocol {
    private static let chunk = 1 << 16
    private static let lengthBytes = MemoryLayout<UInt32>.size

    private let run: SpilledRun
    /// What was read ahead of the next finding: `buffer[start..<end]`, which ends at `offset`.
    private var buffer: [UInt8] = []
    private var start = 0
    private var end = 0
    private var offset = 0

    init(_ run: SpilledRun) {
      self.run = run
    }

    mutating func next() -> Finding? {
      guard fill(Self.lengthBytes) else {
        precondition(start == end, "a spilled run ends inside a finding")
        return nil
      }
      let length = buffer.withUnsafeBytes {
        UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: start, as: UInt32.self))
      }
      start += Self.lengthBytes
      precondition(fill(Int(length)), "a spilled run ends inside a finding")
      defer { start += Int(length) }
      return buffer.withUnsafeBytes { bytes in
        var unpacker = Unpacker(
          UnsafeRawBufferPointer(rebasing: bytes[start..<start + Int(length)]))
        return Finding(&unpacker)
      }
    }

    /// Sees to it that a number of bytes is there; `false` if the run ends before.
    private mutating func fill(_ count: Int) -> Bool {
      guard end - start < count else { return true }
      var more = [UInt8](repeating: 0, count: Swift.max(count, Self.chunk))
      let left = end - start
      more.replaceSubrange(0..<left, with: buffer[start..<end])
      let got = more.withUnsafeMutableBytes { bytes in
        run.read(at: offset, into: UnsafeMutableRawBufferPointer(rebasing: bytes[left...]))
      }
      buffer = more
      offset += got
      start = 0
      end = left + got
      return end >= count
    }
  }
}

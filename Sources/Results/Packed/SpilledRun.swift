import Bytes

/// Findings in order that wait on the disk, packed, each after its length.
///
/// They are gone when the last store that knows them is.
final class SpilledRun: Sendable {
  let count: Int
  /// How often its findings were joined from smaller runs.
  let level: Int
  private let file: ScratchFile

  private init(file: ScratchFile, count: Int, level: Int) {
    self.file = file
    self.level = level
    self.count = count
  }

  /// Writes findings, which are in order; `nil` if the disk does not take them.
  static func write(
    _ findings: some Sequence<KeptFinding>, to folder: String, level: Int = 0
  ) -> SpilledRun? {
    guard let file = ScratchFile(in: folder) else { return nil }
    var output = OutputBuffer(fileDescriptor: file.descriptor)
    var packer = Packer()
    var count = 0
    for kept in findings {
      packer.removeAll()
      kept.pack(into: &packer)
      let length = UInt32(packer.bytes.count).littleEndian
      withUnsafeBytes(of: length) { bytes in
        bytes.withMemoryRebound(to: UInt8.self) { output.write(contentsOf: $0) }
      }
      packer.bytes.withUnsafeBufferPointer { output.write(contentsOf: $0) }
      count += 1
    }
    let run = SpilledRun(file: file, count: count, level: level)
    do throws(OutputFailure) {
      try output.finish()
      return run
    } catch {
      return nil
    }
  }

  /// Reads the finding that begins at a position, which a reader told.
  func finding(at position: Int) -> KeptFinding {
    let lengthBytes = MemoryLayout<UInt32>.size
    let length = read(lengthBytes, at: position) {
      Int(UInt32(littleEndian: $0.loadUnaligned(as: UInt32.self)))
    }
    return read(length, at: position + lengthBytes) { bytes in
      var unpacker = Unpacker(bytes)
      return KeptFinding(&unpacker)
    }
  }

  private func read<Outcome>(
    _ count: Int, at position: Int, _ body: (UnsafeRawBufferPointer) -> Outcome
  ) -> Outcome {
    withUnsafeTemporaryAllocation(byteCount: count, alignment: 8) { buffer in
      let got = file.read(at: position, into: buffer)
      precondition(got == count, "the disk does not give back findings that it took")
      return body(UnsafeRawBufferPointer(buffer))
    }
  }

  /// Reads the findings one after the other.
  struct Reader: IteratorProtocol {
    private static let chunk = 1 << 14
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

    /// Where in the run the next finding is.
    var position: Int { offset - (end - start) }

    mutating func next() -> KeptFinding? {
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
        return KeptFinding(&unpacker)
      }
    }

    /// Sees to it that a number of bytes is there; `false` if the run ends before.
    private mutating func fill(_ count: Int) -> Bool {
      guard end - start < count else { return true }
      var more = [UInt8](repeating: 0, count: Swift.max(count, Self.chunk))
      let left = end - start
      more.replaceSubrange(0..<left, with: buffer[start..<end])
      let got = more.withUnsafeMutableBytes { bytes in
        run.file.read(at: offset, into: UnsafeMutableRawBufferPointer(rebasing: bytes[left...]))
      }
      guard let got else {
        preconditionFailure("the disk does not give back findings that it took")
      }
      buffer = more
      offset += got
      start = 0
      end = left + got
      return end >= count
    }
  }
}

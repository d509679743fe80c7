import Bytes
import Findings
import Synchronization

/// Findings in order that wait on the disk, packed, each after its length.
///
/// They are gone when the last store that knows them is.
final class SpilledRun: Sendable {
  let count: Int
  /// How often its findings were joined from smaller runs.
  let level: Int
  private let file: ScratchFile
  /// The first reason why findings could not be read back.
  private let trouble = Mutex<ScratchFailure?>(nil)

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

  /// Why findings could not be read back; `nil` as long as all could.
  var failure: ScratchFailure? { trouble.withLock { $0 } }

  private func note(_ failure: ScratchFailure) {
    trouble.withLock { known in known = known ?? failure }
  }

  /// Reads the finding that begins at a position, which a reader told; a blank one where the disk
  /// does not give it back, which ``failure`` says from then on.
  func finding(at position: Int) -> KeptFinding {
    do throws(ScratchFailure) {
      let lengthBytes = MemoryLayout<UInt32>.size
      let length = try read(lengthBytes, at: position).withUnsafeBytes {
        Int(UInt32(littleEndian: $0.loadUnaligned(as: UInt32.self)))
      }
      return try read(length, at: position + lengthBytes).withUnsafeBytes {
        Self.unpacked($0)
      }.get()
    } catch {
      note(error)
      return KeptFinding(finding: .blank, causes: .none)
    }
  }

  private func read(_ count: Int, at position: Int) throws(ScratchFailure) -> [UInt8] {
    var room = [UInt8](repeating: 0, count: count)
    guard room.withUnsafeMutableBytes({ file.read(at: position, into: $0) }) == count else {
      throw Self.lost
    }
    return room
  }

  private static func unpacked(
    _ bytes: UnsafeRawBufferPointer
  ) -> Result<KeptFinding, ScratchFailure> {
    do throws(ScratchFailure) {
      var unpacker = Unpacker(bytes)
      return .success(try KeptFinding(&unpacker))
    } catch {
      return .failure(error)
    }
  }

  private static let lost = ScratchFailure("the disk does not give back findings that it took")

  /// Reads the findings one after the other.
  ///
  /// Where the disk does not give one back it ends, and ``failure`` says so.
  struct Reader: IteratorProtocol {
    private static let chunk = 1 << 14
    private static let lengthBytes = MemoryLayout<UInt32>.size

    private let run: SpilledRun
    /// What was read ahead of the next finding: `buffer[start..<end]`, which ends at `offset`.
    private var buffer: [UInt8] = []
    private var start = 0
    private var end = 0
    private var offset = 0
    private var left: Int

    init(_ run: SpilledRun) {
      self.run = run
      left = run.count
    }

    /// Where in the run the next finding is.
    var position: Int { offset - (end - start) }

    mutating func next() -> KeptFinding? {
      guard left > 0 else { return nil }
      left -= 1
      do throws(ScratchFailure) {
        return try readNext()
      } catch {
        run.note(error)
        left = 0
        return nil
      }
    }

    private mutating func readNext() throws(ScratchFailure) -> KeptFinding {
      try fill(Self.lengthBytes)
      let length = buffer.withUnsafeBytes {
        Int(UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: start, as: UInt32.self)))
      }
      start += Self.lengthBytes
      try fill(length)
      defer { start += length }
      return try buffer.withUnsafeBytes { bytes in
        SpilledRun.unpacked(UnsafeRawBufferPointer(rebasing: bytes[start..<start + length]))
      }.get()
    }

    /// Sees to it that a number of bytes is there.
    private mutating func fill(_ count: Int) throws(ScratchFailure) {
      guard end - start < count else { return }
      var more = [UInt8](repeating: 0, count: Swift.max(count, Self.chunk))
      let left = end - start
      more.replaceSubrange(0..<left, with: buffer[start..<end])
      let got = more.withUnsafeMutableBytes { bytes in
        run.file.read(at: offset, into: UnsafeMutableRawBufferPointer(rebasing: bytes[left...]))
      }
      guard let got, left + got >= count else { throw SpilledRun.lost }
      buffer = more
      offset += got
      start = 0
      end = left + got
    }
  }
}

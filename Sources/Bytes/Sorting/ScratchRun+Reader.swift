extension ScratchFailure {
  /// A disk that is broken, or a file that somebody changed.
  @usableFromInline static let lost = ScratchFailure("the disk does not give back what it took")
}

extension ScratchRun {
  /// Reads the records one after the other.
  ///
  /// Where the disk does not give one back it ends, and ``ScratchRun/failure`` says so.
  public struct Reader: IteratorProtocol {
    /// How many bytes are read at a time at least; many runs are read at once.
    @usableFromInline static var chunk: Int { Record.byteCount == nil ? 1 << 14 : 1 << 12 }
    @usableFromInline static var lengthBytes: Int { 4 }

    @usableFromInline let run: ScratchRun
    /// What was read ahead of the next record: `buffer[start..<end]`, which ends at `offset`.
    @usableFromInline var buffer: [UInt8] = []
    @usableFromInline var start = 0
    @usableFromInline var end = 0
    @usableFromInline var offset: Int
    @usableFromInline var left: Int

    /// Reads a run from its beginning.
    @inlinable
    public init(_ run: ScratchRun) { self.init(run, at: run.start) }

    @inlinable
    init(_ run: ScratchRun, at position: Int) {
      self.run = run
      offset = position
      left = run.count
    }

    /// Where the next record is; see ``ScratchRun/record(at:)``.
    @inlinable public var position: Int { offset - (end - start) }

    /// Gives the next record.
    @inlinable
    public mutating func next() -> Record? {
      guard left > 0 else { return nil }
      left -= 1
      do throws(ScratchFailure) {
        return try readNext()
      } catch {
        run.trouble.note(error)
        left = 0
        return nil
      }
    }

    @inlinable
    mutating func readNext() throws(ScratchFailure) -> Record {
      let length: Int
      if let known = Record.byteCount {
        length = known
      } else {
        try fill(Self.lengthBytes)
        length = buffer.withUnsafeBytes {
          Int(UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: start, as: UInt32.self)))
        }
        start += Self.lengthBytes
      }
      try fill(length)
      defer { start += length }
      return try buffer.withUnsafeBufferPointer { (bytes) throws(ScratchFailure) in
        let record = UnsafeBufferPointer(rebasing: bytes[start..<start + length])
        return try Record(packed: UnsafeRawBufferPointer(record))
      }
    }

    /// Sees to it that a number of bytes is there.
    @inlinable
    mutating func fill(_ count: Int) throws(ScratchFailure) {
      if end - start < count { try readOn(count) }
    }

    @usableFromInline
    mutating func readOn(_ count: Int) throws(ScratchFailure) {
      var more = [UInt8](repeating: 0, count: Swift.max(count, Self.chunk))
      let left = end - start
      more.replaceSubrange(0..<left, with: buffer[start..<end])
      let got = more.withUnsafeMutableBytes { bytes in
        run.file.read(at: offset, into: UnsafeMutableRawBufferPointer(rebasing: bytes[left...]))
      }
      guard let got, left + got >= count else { throw .lost }
      buffer = more
      offset += got
      start = 0
      end = left + got
    }
  }
}

import CLibXML2
import CivilTime
import Glibc

/// Records of one dataset that stand one behind the other in a file, and all that is needed to read
/// them apart from the rest.
///
/// In JSON a run begins where a record does and ends behind the comma after its last one; in XML it
/// begins and ends behind records.
final class RecordRun: @unchecked Sendable {
  /// Where a run stands.
  struct Place {
    /// The offset in the file of its first byte, of the line that this is in, and its number.
    var offset: Int
    var lineStart: Int
    var line: Int

    /// The place behind some bytes.
    func advanced(over bytes: UnsafeBufferPointer<UInt8>) -> Place {
      var place = Place(offset: offset + bytes.count, lineStart: lineStart, line: line)
      guard let start = bytes.baseAddress, let last = memrchr(start, 0x0a, bytes.count) else {
        return place
      }
      place.line += LineCount.lineEnds(in: bytes)
      place.lineStart = offset + (UnsafeRawPointer(last) - UnsafeRawPointer(start)) + 1
      return place
    }
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let place: Place
  let dataset: InventoryNode
  /// The ordinal of the first record within the dataset of the file.
  let firstOrdinal: Int
  /// The number of the last day on which something in them can have happened.
  let latestDay: Int32
  /// The last day that the facts of them can be of; `nil` where the file does not say.
  let factsUntil: CivilDate?
  /// How many records there are, as far as could be told without reading them.
  let count: Int
  /// The field of the dataset that they stand in, and how deep they stand (JSON).
  let slot: Int
  let depth: Int
  /// The start tags of the elements that are open (XML).
  let opening: [UInt8]

  /// What reading it came to; `nil` where it proved to be no run of whole records.
  var part: ReadPart?
  var isRead = false

  /// - Parameter buffer: Bytes with zeros behind them, which the run takes over.
  init(
    _ buffer: RunBuffer, count: Int, byteCount: Int, at place: Place, slot: Int = 0, depth: Int = 0,
    opening: [UInt8] = [], of assembler: borrowing Assembler, dataset: InventoryNode
  ) {
    bytes = UnsafeBufferPointer(start: buffer.take(), count: byteCount)
    UnsafeMutablePointer(mutating: bytes.baseAddress.unsafelyUnwrapped + byteCount)
      .update(repeating: 0, count: JSONScanner.padding)
    self.place = place
    self.dataset = dataset
    self.count = count
    self.slot = slot
    self.depth = depth
    self.opening = opening
    firstOrdinal = assembler.ordinals.records
    latestDay = assembler.latestDay
    factsUntil = assembler.factsUntil
  }

  deinit { bytes.deallocate() }
}

/// Room for the bytes of a run, and for what was read with them.
final class RunBuffer {
  private(set) var bytes: UnsafeMutablePointer<UInt8>
  let capacity: Int
  var count = 0
  private var isTaken = false

  /// A copy of bytes, with room for more.
  init(_ start: UnsafeBufferPointer<UInt8>, capacity: Int) {
    self.capacity = max(capacity, start.count)
    bytes = .allocate(capacity: self.capacity + JSONScanner.padding)
    if let source = start.baseAddress { memcpy(bytes, source, start.count) }
    count = start.count
  }

  deinit {
    if !isTaken { bytes.deallocate() }
  }

  /// Hands over the memory.
  func take() -> UnsafeMutablePointer<UInt8> {
    isTaken = true
    return bytes
  }

  /// Reads on, as far as there is room, and as a body says.
  ///
  /// - Parameter isEnough: Called when bytes were added.
  func fill(from source: ByteSource, until isEnough: (RunBuffer) -> Bool) {
    while count < capacity {
      // What cannot be read now will be asked for again, and fail again.
      guard let read = try? source.read(into: bytes + count, most: capacity - count), read > 0
      else { return }
      count += read
      if isEnough(self) { return }
    }
  }

  /// The bytes from one offset to another.
  func bytes(from start: Int, to end: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: bytes + start, count: end - start)
  }
}

/// Counts line ends.
enum LineCount {
  /// How many line feeds there are, 8 bytes at a time.
  static func lineEnds(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    let low: UInt64 = 0x7f7f_7f7f_7f7f_7f7f
    var total = 0
    var index = 0
    while index &+ 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      // A byte that is a line feed becomes zero, and only a zero leaves its top bit clear.
      let rest = word ^ 0x0a0a_0a0a_0a0a_0a0a
      total &+= (~(((rest & low) &+ low) | rest) & ~low).nonzeroBitCount
      index &+= 8
    }
    while index < raw.count {
      if raw[index] == 0x0a { total &+= 1 }
      index &+= 1
    }
    return total
  }
}

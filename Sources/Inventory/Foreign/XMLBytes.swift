public import Diagnostics

/// The bytes of an XML document in UTF-8, whatever it is written in, for readers of other forms.
public struct XMLBytes: ~Copyable {
  private let bytes: ForeignBytes
  private var decoder: XMLDecoder
  private var start: [UInt8]
  private var isAtEnd = false

  /// Begins to read; the first bytes tell the encoding.
  public init(_ bytes: ForeignBytes) throws(InputFailure) {
    self.bytes = bytes
    start = []
    let room = UnsafeMutableRawPointer.allocate(byteCount: 4096, alignment: 16)
    defer { room.deallocate() }
    while start.count < 2048 {
      let count = try bytes.read(into: room, most: 4096)
      if count == 0 { break }
      start.append(contentsOf: UnsafeRawBufferPointer(start: room, count: count))
    }
    decoder = try Self.decoder(start)
    start.removeFirst(min(decoder.markLength, start.count))
  }

  private static func decoder(_ start: [UInt8]) throws(InputFailure) -> XMLDecoder {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: start.count, alignment: 16)
    defer { room.deallocate() }
    room.copyBytes(from: start)
    return try XMLDecoder(start: UnsafeRawBufferPointer(room))
  }

  /// Appends the next text to an array.
  ///
  /// - Returns: Whether there was any; at the end of the document there is none.
  public mutating func read(into text: inout [UInt8]) throws(InputFailure) -> Bool {
    guard !isAtEnd else { return false }
    var chunk = start
    start = []
    if chunk.isEmpty {
      let room = UnsafeMutableRawPointer.allocate(byteCount: 1 << 16, alignment: 16)
      defer { room.deallocate() }
      let count = try bytes.read(into: room, most: 1 << 16)
      chunk.append(contentsOf: UnsafeRawBufferPointer(start: room, count: count))
      isAtEnd = count == 0
    }
    var problem: XMLDecoder.Problem?
    if decoder.isUTF8 {
      text.append(contentsOf: chunk)
    } else {
      chunk.withUnsafeBufferPointer { chunk in
        text.append(contentsOf: decoder.decode(chunk, isLast: isAtEnd, &problem))
      }
    }
    if let problem { throw InputFailure("reader.encoding", problem.message) }
    return true
  }
}

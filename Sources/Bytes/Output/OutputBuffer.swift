/// Bytes on their way out: collected, and handed on whenever there are enough of them.
///
/// Writing never throws, so that a reporter stays a plain function from a result to bytes. The first
/// failure of the sink is kept, what follows is dropped, and ``finish()`` throws it.
public struct OutputBuffer {
  /// Takes bytes on their way out.
  public typealias Sink = (UnsafeRawBufferPointer) throws(OutputFailure) -> Void

  /// The bytes that have not been handed on; all of them where there is no sink.
  public var bytes: [UInt8] { Array(room[..<used]) }
  /// How many bytes have been written in all.
  public var count: Int { handedOn + used }
  /// The first failure of the sink.
  public private(set) var failure: OutputFailure?

  /// Where bytes are collected: the first `used` of them.
  private var room: [UInt8] = []
  private var used = 0
  private var handedOn = 0
  private let limit: Int
  private let sink: Sink?

  /// A buffer that keeps everything in memory.
  public init() {
    self.limit = .max
    self.sink = nil
  }

  /// A buffer that hands its bytes on.
  ///
  /// - Parameter limit: How many bytes are collected before they are handed on.
  public init(limit: Int = 1 << 16, sink: @escaping Sink) {
    self.limit = max(limit, 1)
    self.sink = sink
  }

  /// A buffer that writes to an open file descriptor, which it does not close.
  public init(fileDescriptor: Int32) {
    self.init { bytes throws(OutputFailure) in try writeAll(bytes, to: fileDescriptor) }
  }

  /// What has been written, as text; for a buffer that keeps everything.
  public var text: String { String(decoding: room[..<used], as: UTF8.self) }

  /// Takes note that what is written is not whole, which ``finish()`` throws.
  public mutating func refuse(_ reason: ScratchFailure) {
    failure =
      failure ?? OutputFailure(code: .scratch, message: "nothing whole can be written: \(reason)")
  }

  /// Hands on what is left.
  ///
  /// - Throws: The first failure of the sink, now or before.
  public mutating func finish() throws(OutputFailure) {
    handOn()
    if let failure { throw failure }
  }

  private mutating func handOn() {
    guard let sink, used > 0 else { return }
    if failure == nil {
      failure = room.withUnsafeBytes { buffer in
        do throws(OutputFailure) {
          try sink(UnsafeRawBufferPointer(rebasing: buffer[..<used]))
          return nil
        } catch {
          return error
        }
      }
    }
    handedOn += used
    used = 0
  }

  /// Takes over what a body writes, and hands it on if there is enough.
  ///
  /// - Parameters:
  ///   - most: How many bytes the body writes at most.
  ///   - body: Writes from an address on and returns how many bytes it wrote.
  @inline(__always)
  mutating func write(atMost most: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int) {
    if room.count - used < most { grow(by: most) }
    let start = used
    used += room.withUnsafeMutableBufferPointer { room in
      body(room.baseAddress.unsafelyUnwrapped + start)
    }
    if used >= limit { handOn() }
  }

  @inline(never)
  private mutating func grow(by most: Int) {
    room.append(contentsOf: repeatElement(0, count: max(most, room.count, 1 << 10)))
  }
}

extension OutputBuffer {
  /// Writes a byte.
  @inline(__always)
  public mutating func write(byte: UInt8) {
    write(atMost: 1) { room in
      room.pointee = byte
      return 1
    }
  }

  /// Writes a text as UTF-8.
  public mutating func write(_ text: String) {
    var text = text
    text.withUTF8 { write(contentsOf: $0) }
  }

  /// Writes a text that is known when the program is built.
  public mutating func write(_ text: StaticString) {
    text.withUTF8Buffer { write(contentsOf: $0) }
  }

  /// Writes bytes as they are.
  public mutating func write(contentsOf buffer: UnsafeBufferPointer<UInt8>) {
    guard let start = buffer.baseAddress, !buffer.isEmpty else { return }
    write(atMost: buffer.count) { room in
      room.update(from: start, count: buffer.count)
      return buffer.count
    }
  }

  /// Writes a number in decimal.
  public mutating func write(_ number: Int) {
    write(atMost: 20) { room in
      var digits: (count: Int, rest: UInt) = (1, number.magnitude / 10)
      while digits.rest > 0 { digits = (digits.count + 1, digits.rest / 10) }
      let start = number < 0 ? 1 : 0
      if number < 0 { room.pointee = UInt8(ascii: "-") }
      var rest = number.magnitude
      for place in (start..<start + digits.count).reversed() {
        room[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
      return start + digits.count
    }
  }
}

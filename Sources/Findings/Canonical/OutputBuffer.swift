/// Bytes on their way out: collected, and handed on whenever there are enough of them.
///
/// Writing never throws, so that a reporter stays a plain function from a result to bytes. The first
/// failure of the sink is kept, what follows is dropped, and ``finish()`` throws it.
public struct OutputBuffer {
  /// Takes bytes on their way out.
  public typealias Sink = (UnsafeRawBufferPointer) throws(OutputFailure) -> Void

  /// The bytes that have not been handed on; all of them where there is no sink.
  public private(set) var bytes: [UInt8] = []
  /// How many bytes have been written in all.
  public var count: Int { handedOn + bytes.count }
  /// The first failure of the sink.
  public private(set) var failure: OutputFailure?

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
    bytes.reserveCapacity(self.limit + self.limit / 2)
  }

  /// A buffer that writes to an open file descriptor, which it does not close.
  public init(fileDescriptor: Int32) {
    self.init { bytes throws(OutputFailure) in try writeAll(bytes, to: fileDescriptor) }
  }

  /// What has been written, as text; for a buffer that keeps everything.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Hands on what is left.
  ///
  /// - Throws: The first failure of the sink, now or before.
  public mutating func finish() throws(OutputFailure) {
    handOn()
    if let failure { throw failure }
  }

  private mutating func handOn() {
    guard let sink, !bytes.isEmpty else { return }
    if failure == nil {
      failure = bytes.withUnsafeBytes { buffer in
        do throws(OutputFailure) {
          try sink(buffer)
          return nil
        } catch {
          return error
        }
      }
    }
    handedOn += bytes.count
    bytes.removeAll(keepingCapacity: true)
  }
}

extension OutputBuffer {
  /// Writes a byte.
  @inline(__always)
  public mutating func write(byte: UInt8) {
    bytes.append(byte)
    if bytes.count >= limit { handOn() }
  }

  /// Writes a text as UTF-8.
  public mutating func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes.append(contentsOf: $0) }
    if bytes.count >= limit { handOn() }
  }

  /// Writes a text that is known when the program is built.
  public mutating func write(_ text: StaticString) {
    if text.hasPointerRepresentation {
      text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    } else {
      bytes.append(contentsOf: String(describing: text).utf8)
    }
    if bytes.count >= limit { handOn() }
  }

  /// Writes bytes as they are.
  public mutating func write(contentsOf buffer: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: buffer)
    if bytes.count >= limit { handOn() }
  }

  /// Writes a number in decimal.
  public mutating func write(_ number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
    if bytes.count >= limit { handOn() }
  }
}

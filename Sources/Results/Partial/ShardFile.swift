public import Bytes
import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The form of files that shards exchange: lines of text, so that any engine that runs programs on
/// lines can carry them.
///
/// The first line is a ``ShardHead``; what follows is for the kind of file; the last line counts the
/// lines before it and gives their SHA-256, so that a file that was cut short or damaged is refused.
public enum ShardFile {
  private static let start = Array(#"{"form":"custos-"#.utf8)
  private static let endStart = Array(#"{"end":"#.utf8)

  /// Writes a file.
  ///
  /// - Parameter body: Writes the lines between the first and the last.
  public static func write(
    _ head: ShardHead, to output: inout OutputBuffer, _ body: (inout ShardLines) -> Void
  ) {
    var lines = ShardLines(output: output)
    output = OutputBuffer()
    lines.write { head.write(to: &$0) }
    body(&lines)
    output = lines.finish()
  }

  /// Reads the first line of a file.
  public static func head(_ path: String) throws(ShardFailure) -> ShardHead {
    var reader = try LineReader(path)
    return try head(&reader)
  }

  /// The SHA-256 of a file's bytes, in hexadecimal.
  public static func digest(_ path: String) throws(ShardFailure) -> String {
    var reader = try LineReader(path)
    var digest = Digest()
    while let line = try reader.next() {
      (line + [UInt8(ascii: "\n")]).withUnsafeBytes { digest.update($0) }
    }
    return digest.hexadecimal
  }

  /// Reads the lines between the first and the last.
  ///
  /// Only when it returns is it known that the file was whole.
  ///
  /// - Returns: The SHA-256 of all lines but the last, in hexadecimal.
  @discardableResult
  public static func read(
    _ path: String, _ body: (borrowing ShardLine) throws(ShardFailure) -> Void
  ) throws(ShardFailure) -> String {
    var reader = try LineReader(path)
    _ = try head(&reader)
    while let line = try reader.next() {
      if line.starts(with: endStart) {
        let digest = reader.digest
        try readEnd(line, &reader)
        return digest
      }
      try body(ShardLine(bytes: line, path: path, number: reader.count))
      reader.digestLast()
    }
    throw cutShort(path, reader.count)
  }

  private static func head(_ reader: inout LineReader) throws(ShardFailure) -> ShardHead {
    guard try reader.mayBegin(with: start) else {
      throw ShardFailure(ShardHead.foreign, path: reader.path, line: 1)
    }
    guard let line = try reader.next() else { throw cutShort(reader.path, 0) }
    do throws(FormFailure) {
      let head = try ShardHead(line)
      reader.digestLast()
      return head
    } catch {
      throw ShardFailure(error, path: reader.path, line: 1)
    }
  }

  private static func readEnd(_ line: [UInt8], _ reader: inout LineReader) throws(ShardFailure) {
    let before = reader.count - 1
    do throws(FormFailure) {
      var cursor = JSONCursor(line)
      let end = try cursor.value().object { (json) throws(FormFailure) in
        try json.required("end").object { (json) throws(FormFailure) in
          (lines: try json.number("lines"), digest: try json.text("digest"))
        }
      }
      guard end.lines == before, end.digest == reader.digest else {
        throw .malformed(0, "the lines before are not those that were written")
      }
    } catch {
      throw ShardFailure(error, path: reader.path, line: reader.count)
    }
    guard try reader.next() == nil else {
      throw ShardFailure(
        .malformed(0, "something follows after the end"), path: reader.path, line: reader.count)
    }
  }

  static func cutShort(_ path: String, _ line: Int) -> ShardFailure {
    ShardFailure(
      .malformed(0, line == 0 ? "the file is empty" : "the file is cut short"), path: path,
      line: line + 1)
  }
}

/// A line of a shard's file.
public struct ShardLine {
  /// Its bytes without the line feed.
  public let bytes: [UInt8]
  let path: String
  let number: Int

  /// The failure of a line that is not as it should be.
  public func malformed(_ message: String) -> ShardFailure {
    ShardFailure(.malformed(0, message), path: path, line: number)
  }
}

/// Writes the lines of a shard's file.
public struct ShardLines {
  private var output: OutputBuffer
  /// Lines that are still to be handed on.
  private var lines = OutputBuffer()
  private var digest = Digest()
  private var count = 0
  /// How many bytes are handed on at a time.
  private static let block = 1 << 16

  fileprivate init(output: OutputBuffer) {
    self.output = output
  }

  /// Writes a line of JSON.
  public mutating func write(_ body: (inout JSONWriter) -> Void) {
    lines.writeJSON(body)
    end()
  }

  /// Writes a line as it is; it must hold no line feed.
  public mutating func write(_ text: [UInt8]) {
    text.withUnsafeBufferPointer { lines.write(contentsOf: $0) }
    end()
  }

  private mutating func end() {
    lines.write("\n")
    count += 1
    if lines.count >= Self.block { handOn() }
  }

  private mutating func handOn() {
    lines.bytes.withUnsafeBytes { digest.update($0) }
    lines.bytes.withUnsafeBufferPointer { output.write(contentsOf: $0) }
    lines = OutputBuffer()
  }

  fileprivate consuming func finish() -> OutputBuffer {
    handOn()
    let (count, digest) = (count, digest.hexadecimal)
    var output = output
    output.writeJSON { json in
      json.object { json in
        json.object("end") { json in
          json.member("lines", count)
          json.member("digest", digest)
        }
      }
    }
    output.write("\n")
    return output
  }
}

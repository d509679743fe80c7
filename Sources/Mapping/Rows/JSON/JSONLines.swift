import Diagnostics
import Inventory

/// The lines of NDJSON, as they come.
final class JSONLines {
  private let reader: JSONByteReader
  private var flat: FlatReading?

  /// - Parameter flat: Where members of documents go that need no tree; `nil` where all need one.
  init(_ bytes: ForeignBytes, flat: FlatRow? = nil) {
    reader = JSONByteReader(bytes)
    self.flat = flat.map { FlatReading($0) }
  }

  /// The next line that has anything.
  func next() throws(ForeignStop) -> JSONItem? {
    if try reader.peek() == UInt8(ascii: "{"), flat?.isWorthIt == true,
      let place = try flat?.next(reader, isLine: true)
    {
      return .flat(line: place.line, column: place.column)
    }
    return try document()
  }

  /// The document on the next line that has any, or what is wrong with it.
  func document() throws(ForeignStop) -> JSONItem? {
    while true {
      guard try reader.peek() != nil else { return nil }
      let (line, column) = (reader.line, reader.column)
      var text: [UInt8] = []
      while let byte = try reader.peek(), byte != 0x0a {
        text.append(byte)
        reader.take()
        guard text.count < JSONRows.mostBytes else {
          throw reader.failure("a line is longer than \(JSONRows.mostBytes >> 20) MiB")
        }
      }
      if try reader.peek() != nil { reader.take() }
      if text.allSatisfy({ $0 <= 0x20 }) { continue }
      do throws(JSONFault) {
        let document = try JSONDocument(text)
        return .document(DocumentRow(document: document, line: line, column: column))
      } catch {
        return .faults(Self.ofLine(error.failures(in: text, line: line, column: column)))
      }
    }
  }

  /// Says of faults that it is the line which ends, and not the file.
  private static func ofLine(_ failures: [InputFailure]) -> [InputFailure] {
    failures.map { failure in
      var failure = failure
      failure.message = failure.message.replacing("the file ends", with: "the line ends")
        .replacing("the end of the file", with: "the end of the line")
      return failure
    }
  }
}

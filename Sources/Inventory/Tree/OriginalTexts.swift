/// The words of a file that values were read from along a mapping, by their places.
///
/// Those of organisations, systems and datasets stay. Those of a row are kept until the next one, so
/// that memory does not grow with the rows: a row is judged while it is read, by the thread that
/// reads it.
final class OriginalTexts: @unchecked Sendable {
  /// The longest text that is kept, in bytes.
  private static let mostBytes = 200

  private var texts: [SourceMark: String] = [:]
  private var rowTexts: [(mark: SourceMark, text: UnsafeBufferPointer<UInt8>)] = []
  private var rowCopies: [(mark: SourceMark, text: String)] = []

  /// Keeps the words of a fact.
  func add(_ text: String, at mark: SourceMark, isOfRow: Bool) {
    guard !text.isEmpty, text.utf8.count <= Self.mostBytes else { return }
    if isOfRow { rowCopies.append((mark, text)) } else { texts[mark] = text }
  }

  /// Keeps the words of a fact, whose memory lasts as long as the row.
  @inline(__always)
  func add(_ text: UnsafeBufferPointer<UInt8>, at mark: SourceMark, isOfRow: Bool) {
    guard !text.isEmpty, text.count <= Self.mostBytes else { return }
    if isOfRow { return add(text, ofRowAt: mark) }
    texts[mark] = String(decoding: text, as: UTF8.self)
  }

  /// Keeps the words of a fact of a row, whose memory lasts as long as the row.
  @inline(__always)
  func add(_ text: UnsafeBufferPointer<UInt8>, ofRowAt mark: SourceMark) {
    rowTexts.append((mark, text))
  }

  /// Forgets the words of the row before.
  @inline(__always)
  func beginRow() {
    if !rowTexts.isEmpty { rowTexts.removeAll(keepingCapacity: true) }
    if !rowCopies.isEmpty { rowCopies.removeAll(keepingCapacity: true) }
  }

  /// The words at a place.
  func text(at mark: SourceMark) -> String? {
    if let row = rowTexts.first(where: { $0.mark == mark }) {
      return String(decoding: row.text, as: UTF8.self)
    }
    return rowCopies.first { $0.mark == mark }?.text ?? texts[mark]
  }
}

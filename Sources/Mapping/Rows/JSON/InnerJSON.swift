internal import Foundation

/// Reads JSON that stands in a text.
enum InnerJSON {
  /// The document in a text, which may be written in base64, as recordings of a browser (HAR) write bodies:
  /// no JSON that has rows is base64 itself.
  ///
  /// - Throws: What is wrong with the text as JSON.
  static func document(_ text: [UInt8]) throws(JSONFault) -> JSONDocument {
    do throws(JSONFault) { return try JSONDocument(text) } catch {
      guard let first = text.first(where: { $0 > 0x20 }), !"{[\"".utf8.contains(first),
        let decoded = Data(base64Encoded: Data(text), options: .ignoreUnknownCharacters),
        let document = try? JSONDocument(Array(decoded))
      else { throw error }
      return document
    }
  }
}

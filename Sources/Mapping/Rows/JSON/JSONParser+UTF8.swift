extension JSONParser {
  /// Notes what is not valid UTF-8 in a range of bytes.
  mutating func check(_ start: Int, _ stop: Int) {
    do { _ = try UTF8Span(validating: bytes.span.extracting(start..<stop)) } catch {
      note(
        JSONFault(
          message: "these bytes are not valid UTF-8", offset: start + error.byteOffsets.lowerBound))
    }
  }
}

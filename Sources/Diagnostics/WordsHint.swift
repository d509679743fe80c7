/// A hint that lists the words which may be written; `nil` where they are more than a dozen.
public func hint(listing words: [String]) -> String? {
  words.count <= 12 ? "use one of \(words.joined(separator: ", "))" : nil
}

import YAMLTree

extension DocumentReader {
  /// The expression of a key.
  mutating func expression(_ key: String) -> Expression? {
    guard let value = value(key), text(key) != nil else { return nil }
    return Expression(value)
  }
}

import CEL

/// Values as they stand in derivations: as an inventory would spell them, without quotes.
enum DatumText {
  /// The text of a value.
  static func of(_ datum: Datum) -> String {
    switch datum {
    case .string(let text): text
    case .list(let elements): elements.map { of($0) }.joined(separator: ", ")
    default: "\(datum)"
    }
  }
}

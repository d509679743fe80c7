/// Agrees the words of a template with the numbers in it.
public enum Plural {
  private static let words = singular.keys.sorted { $0.utf8.count > $1.utf8.count }
  private static let singular = [
    " days": " day", " records": " record", " people": " person",
    " other records": " other record", " entries": " entry",
    " records have": " record has", " records lack": " record lacks",
    " records are": " record is", " records were": " record was",
  ]
  /// Verbs after a number of records out of all: `1 of 18452 records has`.
  private static let verbs = [
    " records have": " records has", " records lack": " records lacks",
    " records are": " records is", " records were": " records was",
  ]

  /// A piece of text in the form that follows what stands before it: after a lone 1, one day.
  public static func continuing(_ text: String, with piece: String) -> String {
    if isOne(text) {
      guard let word = words.first(where: { piece.hasPrefix($0) }), let one = singular[word]
      else { return piece }
      return one + piece.dropFirst(word.count)
    }
    guard let of = text.ranges(of: " of ").last, isOne(String(text[..<of.lowerBound])),
      text[of.upperBound...].utf8.allSatisfy({ 0x30...0x39 ~= $0 }),
      let verb = verbs.first(where: { piece.hasPrefix($0.key) })
    else { return piece }
    return verb.value + piece.dropFirst(verb.key.count)
  }

  private static func isOne(_ text: String) -> Bool {
    text == "1" || text.hasSuffix(" 1") || text.hasSuffix("(1")
  }
}

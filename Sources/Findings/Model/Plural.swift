/// Agrees the words of a template with the numbers in it.
public enum Plural {
  private static let words = singular.keys.sorted()
  private static let singular = [
    " days": " day", " records": " record", " people": " person",
    " other records": " other record", " entries": " entry",
  ]

  /// A piece of text in the form that follows what stands before it: after a lone 1, one day.
  public static func continuing(_ text: String, with piece: String) -> String {
    let isOne = text == "1" || text.hasSuffix(" 1") || text.hasSuffix("(1")
    guard isOne, let word = words.first(where: { piece.hasPrefix($0) }), let one = singular[word]
    else { return piece }
    return one + piece.dropFirst(word.count)
  }
}

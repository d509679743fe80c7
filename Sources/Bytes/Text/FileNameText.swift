/// Names of people and things as names of files.
public enum FileNameText {
  private static let mostLetters = 60

  /// Letters of European languages by the letters that stand for them in file names.
  private static let plainLetters: [Character: String] = {
    let table = [
      "a": "àáâãåāăą", "ae": "äæ", "c": "çćčĉċ", "d": "ďđð", "e": "èéêëēĕėęě", "g": "ĝğġģ",
      "h": "ĥħ", "i": "ìíîïĩīĭįı", "j": "ĵ", "k": "ķ", "l": "ĺļľŀł", "n": "ñńņňŋ",
      "o": "òóôõøōŏő", "oe": "öœ", "r": "ŕŗř", "s": "śŝşšș", "ss": "ß", "t": "ţťŧț",
      "th": "þ", "u": "ùúûũūŭůűų", "ue": "ü", "w": "ŵẁẃẅ", "y": "ýÿŷỳ", "z": "źżž",
    ]
    var letters: [Character: String] = [:]
    for (plain, marked) in table {
      for letter in marked { letters[letter] = plain }
    }
    return letters
  }()

  /// A name of small letters and digits of ASCII, with a hyphen for whatever stands between them; it
  /// never begins with one, which programs take for an option.
  ///
  /// - Returns: The name without an ending; empty where nothing of it can be written so.
  public static func plain(_ name: String) -> String {
    var plain = ""
    for character in name.lowercased() {
      if character.isASCII, character.isLetter || character.isNumber {
        plain.append(character)
      } else if let letters = plainLetters[character] {
        plain += letters
      } else if !plain.isEmpty, !plain.hasSuffix("-") {
        plain += "-"
      }
      if plain.utf8.count >= mostLetters { break }
    }
    if plain.hasSuffix("-") { plain.removeLast() }
    return plain
  }
}

/// A part of a phrase that speaks of one thing: of paper, of children, or of everything.
struct PhrasePart {
  /// What it speaks of; empty for everything.
  let appliesTo: [String]
  /// Its words.
  let tokens: [PhraseToken]
}

/// A phrase taken apart at its labels and semicolons: "Paper: 3 years; Electronic: permanent".
struct PhraseParts {
  /// The parts, in the order of the phrase.
  let parts: [PhrasePart]

  /// Labels and what they mean in `appliesTo`.
  private static let labels: [String: String] = [
    "paper": "paper", "electronic": "electronic", "digital": "electronic",
    "microform": "microform", "microfilm": "microform", "children": "children",
    "child": "children", "adults": "adults", "adult": "adults",
  ]

  /// Takes a phrase apart.
  ///
  /// - Throws: A refusal for a label that nothing follows.
  init(_ text: String) throws(PhraseRefusal) {
    let tokens = PhraseToken.tokens(of: text)
    var parts: [PhrasePart] = []
    var label: [String] = []
    var words: [PhraseToken] = []
    func close() throws(PhraseRefusal) {
      while let last = words.last, Self.isLoose(last) { words.removeLast() }
      if words.isEmpty {
        guard label.isEmpty else {
          throw PhraseRefusal(reason: .notUnderstood, part: RetentionPhrases.collapsed(text))
        }
      } else {
        parts.append(PhrasePart(appliesTo: label, tokens: words))
      }
      words = []
      label = []
    }
    var index = 0
    while index < tokens.count {
      if let found = Self.label(in: tokens, at: index, startsPart: Self.endsSentence(words.last)) {
        try close()
        label = [found]
        index += 2
      } else if tokens[index] == .mark(";") {
        try close()
        index += 1
      } else {
        words.append(tokens[index])
        index += 1
      }
    }
    try close()
    guard !parts.isEmpty else { throw PhraseRefusal(reason: .empty, part: "") }
    self.parts = parts
  }

  /// Whether a token at the end of a part says nothing. A last "and" is not among them: what it
  /// announces is missing.
  private static func isLoose(_ token: PhraseToken) -> Bool {
    token == .mark(".") || token == .mark(",") || token == .mark("-")
  }

  private static func endsSentence(_ token: PhraseToken?) -> Bool {
    guard let token else { return true }
    return token == .mark(".") || token == .mark(",") || token == .word("and")
  }

  private static func label(
    in tokens: [PhraseToken], at index: Int, startsPart: Bool
  ) -> String? {
    guard startsPart, case .word(let word) = tokens[index], let code = labels[word],
      let mark = tokens[safe: index + 1], mark == .mark(":") || mark == .mark("-")
    else { return nil }
    return code
  }
}

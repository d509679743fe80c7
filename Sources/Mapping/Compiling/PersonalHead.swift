/// Heads of columns, and names of members, that say that there is personal data in them.
enum PersonalHead {
  private static let words: Set<String> = [
    "surname", "forename", "forenames", "firstname", "lastname", "birthplace", "dob", "birth",
    "nino",
    "passport", "address", "postcode", "phone", "telephone", "mobile", "email", "offender",
    "suspect",
    "victim", "witness", "patient", "pupil", "nominal", "offence", "diagnosis", "treatment",
    "ethnicity",
    "religion",
  ]
  private static let phrases = [
    "first name", "last name", "full name", "given name", "family name", "ni number",
    "national insurance", "nhs number", "e mail", "case notes",
  ]

  /// Whether a name has one of the words in it.
  static func isOne(_ name: String) -> Bool {
    let words = NameMatch.words(name)
    return words.split(separator: " ").contains { Self.words.contains(String($0)) }
      || phrases.contains { " \(words) ".contains(" \($0) ") }
  }
}

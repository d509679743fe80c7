/// Words for events, by the code of `trigger` that has the same meaning.
///
/// Only wordings that mean a code and nothing else are here. "Termination" is not: a contract, an
/// order or an employment may be meant.
enum EventLexicon {
  /// The wordings of each code. Marks are left out, and so are articles and "date of" in front.
  private static let wordings: [String: [String]] = [
    "closure": [
      "closed", "closure", "case closed", "case is closed", "case closure", "close of case",
      "closure of case", "closing of case", "close of file", "file closed", "file is closed",
      "closure of file", "closed or terminated completed expired or settled", "complete",
      "completed", "completion", "file closure", "record closed", "matter closed",
      "case has been closed",
    ],
    "supersession": [
      "superseded", "superceded", "supersession", "superseded obsolete", "obsolete superseded",
      "obsolete or superseded", "superseded or obsolete", "superseded by new version",
      "superseded obsolete or replaced", "superseded obsolete or rescinded",
      "superseded obsolete rescinded", "superseded obsolete rescinded or replaced",
      "superseded obsolete replaced or rescinded", "superseded or replaced", "succeeded",
      "replaced", "superseded by newer version", "new version supersedes existing version",
      "superseded by more recent version", "replaced by new version",
    ],
    "creation": [
      "creation", "created", "record created", "record creation", "file creation",
      "creation of record", "creation of file", "record is created", "record was created",
    ],
    "receipt": ["receipt", "received", "receipt of record", "submission", "submitted"],
    "birth": [
      "birth", "dob", "birth of pupil", "birth of child", "birth of subject", "birth of employee",
    ],
    "death": ["death", "death of subject", "death of individual", "death of employee"],
    "employment-end": [
      "separation", "separation of employee", "separation from employment",
      "separation from service", "termination of employment", "end of employment",
      "leaving employment", "employee leaves", "employee leaving", "employment ends",
      "employment ended", "employment ceases", "cessation of employment", "employee separates",
      "leaving service", "employee separation", "separation of employee from agency",
    ],
    "contract-end": [
      "end of contract", "expiry of contract", "contract expiry", "contract end",
      "contract expires", "contract ends", "contract ended", "expiration of contract",
      "contract expiration", "termination of contract", "contract termination",
    ],
    "expiry": [
      "expiry", "expiration", "expired", "expires", "expiry date", "expiration date",
      "certificate expires", "expiry of certificate", "expiry of agreement", "agreement expires",
      "expiration of agreement", "expiry of order", "expiration of lease", "lease expires",
    ],
    "conviction": ["conviction"],
    "release": [
      "release", "release from custody", "release from prison", "release of offender",
    ],
    "sentence-end": [
      "end of sentence", "sentence end", "sentence ends", "expiration of sentence",
      "completion of sentence", "sentence completed",
    ],
    "decision": ["decision"],
    "determination": ["determination of application", "determination"],
    "inquest-end": ["end of inquest", "conclusion of inquest"],
    "authorisation-end": ["end of authorisation", "expiry of authorisation", "authorisation ends"],
    "audit": [
      "audit", "audited", "audit completed", "completion of audit", "audit is complete",
      "audit is completed", "audit complete",
    ],
    "disposal": [
      "life of asset", "disposal of asset", "life of equipment", "disposal of equipment",
      "asset is disposed", "asset is disposed of", "asset disposed of", "disposal of records",
      "equipment is disposed of", "disposal",
    ],
    "decommissioning": ["decommissioning", "decommissioning of system", "system decommissioned"],
    "last-event": ["last action", "last event"],
    "last-contact": ["last contact"],
    "last-review": ["last review"],
    "last-treatment": ["last treatment"],
    "discharge": ["discharge"],
    "graduation": ["graduation"],
    "school-leaving": ["leaving school"],
    "publication": ["publication"],
    "resolved": ["resolution", "resolved"],
    "payment": ["final payment", "last payment", "last pension payment"],
    "project-end": [
      "project completion", "completion of project", "end of project", "project end",
      "project is completed", "project completed", "project ends",
    ],
    "tenancy-end": ["end of tenancy", "tenancy end", "tenancy ends"],
    "election": ["election"],
    "account-closure": ["account closure", "closure of account", "account closed"],
    "consent-withdrawal": [
      "consent is withdrawn", "withdrawal of consent", "they withdraw consent",
    ],
    "processing-end": ["end of processing"],
    "financial-year-end": [
      "fiscal year end", "end of fiscal year", "fiscal year close", "close of fiscal year",
      "financial year end", "end of financial year", "end of state fiscal year",
      "end of current fiscal year", "end of current financial year", "fiscal year ends",
    ],
    "tax-year-end": [
      "tax year end", "end of tax year", "tax year ends", "end of current tax year",
      "close of tax year",
    ],
    "school-year-end": [
      "school year end", "end of school year", "school year ends", "end of current school year",
      "academic year end", "end of academic year", "academic year ends",
      "end of current academic year",
    ],
    "calendar-year-end": [
      "calendar year end", "end of calendar year", "close of calendar year",
      "end of current calendar year", "calendar year close",
    ],
  ]

  /// Words for an end that nobody can work out.
  private static let openEnds: Set<String> = [
    "no longer needed", "no longer required", "no longer useful", "no longer relevant",
    "no longer of administrative value", "no longer of administrative value to agency",
    "no longer of administrative or legal value", "no longer of use",
    "no longer administratively useful", "no longer administratively valuable",
    "no longer needed for administrative purposes", "no longer needed for reference",
    "no longer of reference value", "no longer of any administrative value",
    "reference value ends", "administrative value ends", "no longer needed by agency",
    "no longer administratively necessary", "no longer has administrative value",
  ]

  private static let codes: [String: String] = {
    var codes: [String: String] = [:]
    for (code, wordings) in wordings {
      for wording in wordings { codes[wording] = code }
    }
    return codes
  }()

  /// The code that a whole run of words means.
  static func code(of tokens: some Sequence<PhraseToken>) -> String? { codes[plain(tokens)] }

  /// Whether a run of words is an end that nobody can work out.
  static func isOpenEnd(_ tokens: some Sequence<PhraseToken>) -> Bool {
    openEnds.contains(plain(tokens))
  }

  /// The most words that a wording has.
  static let mostWords = 12

  /// Words without marks, articles, and "date of" or "date" around them.
  private static func plain(_ tokens: some Sequence<PhraseToken>) -> String {
    var words = PhraseToken.words(of: tokens).split(separator: " ").filter {
      !["the", "a", "an"].contains($0)
    }
    if words.starts(with: ["date", "of"]) {
      words.removeFirst(2)
    } else if words.first == "date", words.count > 1 {
      words.removeFirst()
    } else if words.last == "date", words.count > 1, words.count < 3 {
      let shorter = words.dropLast().joined(separator: " ")
      if codes[shorter] != nil { return shorter }
    }
    return words.joined(separator: " ")
  }
}

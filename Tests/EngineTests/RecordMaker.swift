/// Writes inventories of made-up records whose fields come and go.
struct RecordMaker {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 2 &+ 1 }

  /// The next number below a bound (Steele and Vigna, "SplitMix64").
  mutating func below(_ bound: Int) -> Int {
    state = state &+ 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }

  private mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  private mutating func one(of texts: [String]) -> String { texts[below(texts.count)] }

  private mutating func day() -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let year = 1940 + below(90)
    let whole = "\(year)-\(two(1 + below(12)))-\(two(1 + below(28)))"
    return chance(5) ? "\(year)" : whole
  }

  private static let kinds = [
    "offender", "offender", "suspect", "intelligence", "victim", "witness", "missing-person",
    "undetected-crime", "biometric", "custody-image", "covert-authorisation", "disclosure-check",
  ]
  private static let codes = [
    ("material", ["dna-profile", "fingerprints", "dna-sample", "foreign-fingerprints"]),
    ("disposition", ["arrested", "charged", "convicted", "voluntary", "unlawful"]),
    ("outcome", ["retain", "dispose"]),
  ]
  private static let days = [
    "born", "created", "lastEvent", "reported", "resolved", "reviewed", "nextReview", "disposed",
    "taken", "concluded", "conviction", "consentWithdrawn", "extension", "determination",
    "deletionRequested", "erasureRefused",
  ]
  private static let flags = [
    "rationale", "unresolved", "serious", "copiesRemain", "necessity", "qualifying",
    "priorConviction", "custodial", "exceptionalReason",
  ]

  private mutating func event() -> String {
    let kind = one(of: ["offence", "arrest", "agency-request", "victim", "unknown"])
    return "{\"kind\": \"\(kind)\", \"date\": \"\(chance(10) ? "unknown" : day())\"}"
  }

  mutating func record(_ number: Int) -> String {
    var members = ["\"id\": \"r\(number)\""]
    if chance(95) { members.append("\"kind\": \"\(one(of: Self.kinds))\"") }
    if chance(90) { members.append("\"group\": \(1 + below(4))") }
    if chance(90) {
      // A few keys are spelt in two ways.
      members.append("\"subject\": \"\(chance(2) ? "P" : "p")\(below(40))\"")
    }
    if chance(15) { members.append("\"events\": [\(event()), \(event())]") }
    if chance(5) {
      members.append("\"controller\": \"\(one(of: ["force-a", "force-b", "none"]))\"")
    }
    if chance(10) { members.append("\"hold\": \"\(one(of: ["h1", "h2", "h4", "h5", "h9"]))\"") }
    for (name, values) in Self.codes where chance(40) {
      members.append("\"\(name)\": \"\(one(of: values))\"")
    }
    for name in Self.days where chance(name == "born" || name == "lastEvent" ? 90 : 25) {
      members.append("\"\(name)\": \(chance(4) ? "\"unknown\"" : "\"\(day())\"")")
    }
    for name in Self.flags where chance(30) {
      members.append("\"\(name)\": \(chance(5) ? "\"unknown\"" : "\(chance(50))")")
    }
    if chance(50) { members.append("\"disclosable\": \(chance(20))") }
    if chance(60) { members.append("\"biometric\": \(biometric())") }
    return "{" + members.joined(separator: ", ") + "}"
  }

  /// How biometric material was taken, and what may keep it.
  private mutating func biometric() -> String {
    var members: [String] = []
    let powers = ["pace", "pace", "consent-investigation", "border-security", "section-18"]
    if chance(90) { members.append("\"takenUnder\": \"\(one(of: powers))\"") }
    if chance(90) {
      members.append("\"takenFrom\": \"\(chance(90) ? "subject" : "thing")\"")
    }
    let names = [
      "live", "arrested", "suspected", "purposeOpen", "consentWritten", "anyPriorConviction",
      "priorNotExempt", "originalKept", "adviceToKeep", "usedOtherwise",
    ]
    for name in names where chance(50) { members.append("\"\(name)\": \(chance(50))") }
    for name in ["commissionerConsent", "personConsent", "determinationRenewed", "orderEnd"]
    where chance(15) { members.append("\"\(name)\": \"\(day())\"") }
    if chance(70) {
      let matter = """
        {"date": "\(day())", "disposition": "\(one(of: ["arrested", "charged", "convicted"]))", \
        "qualifying": \(chance(50)), "ageAtEvent": \(10 + below(20))}
        """
      members.append("\"laterMatters\": [\(chance(70) ? "" : matter)]")
    }
    return "{" + members.joined(separator: ", ") + "}"
  }

  /// A record that is like the others but for its days, which are often near the ends of periods.
  mutating func likeRecord(_ number: Int) -> String {
    let group = 1 + below(3)
    let years = [6, 6, 10, 10, 5, 0][below(6)]
    let event = 2_026 - years - (chance(20) ? below(30) : 0)
    func day(_ year: Int) -> String {
      chance(3) ? "\(year)-11" : "\(year)-\(chance(50) ? "10-31" : chance(50) ? "11-01" : "11-02")"
    }
    var members = [
      "\"id\": \"r\(number)\"", "\"subject\": \"p\(below(30))\"", "\"group\": \(group)",
      "\"kind\": \"\(chance(80) ? "offender" : "suspect")\"",
      "\"born\": \"\(day(chance(10) ? event - 10 : 1920 + below(90)))\"",
      "\"created\": \"\(day(event + (chance(5) ? 20 : 0)))\"",
      "\"lastEvent\": \"\(day(event))\"",
    ]
    if chance(30) {
      members.append("\"reviewed\": \"\(day(event + below(12)))\"")
      if chance(50) { members.append("\"outcome\": \"\(chance(70) ? "retain" : "dispose")\"") }
    }
    if chance(5) { members.append("\"hold\": \"\(chance(50) ? "h1" : "h2")\"") }
    if chance(3) { members.append("\"category\": \"crime-report\"") }
    if chance(3) { members.append("\"controller\": \"force-b\"") }
    return "{" + members.joined(separator: ", ") + "}"
  }

  /// An inventory whose datasets differ in what conditions ask of them, with records that are alike.
  mutating func likeInventory(records: Int) -> String {
    let forces = ["force-a", "force-b"].map { id in
      """
      {"id": "\(id)", "name": "\(id)", "kind": "police-force", "jurisdiction": \
      "england-and-wales", "holds": [{"id": "h1", "from": "2020-01-01", "scope": []},
        {"id": "h2", "from": "2019-01-01", "released": "2021-01-01", "scope": ["set-1"]},
        {"id": "h3", "from": "2020-01-01", "scope": ["set-2", "crime-report"]}]}
      """
    }
    let datasets = (0..<6).map { number in
      let rows = (0..<records).map { likeRecord($0) }.joined(separator: ",\n")
      return """
        {"id": "set-\(number)", "name": "Set", "category": "custody-record", "groupMode": \
        "\(number % 2 == 0 ? "time-based" : "review")", "records": [\(rows)]}
        """
    }
    return """
      {"organisations": [\(forces.joined(separator: ","))],
       "systems": [{"id": "s", "name": "System", "controllers": ["force-a"],
       "datasets": [\(datasets.joined(separator: ","))]}]}
      """
  }

  /// An inventory of two forces with two datasets, one of which a hold covers.
  mutating func inventory(system: String, records: Int, withForces: Bool = true) -> String {
    let forces = ["force-a", "force-b"].map { id in
      """
      {"id": "\(id)", "name": "\(id)", "kind": "police-force", "jurisdiction": \
      "england-and-wales", "holds": [
        {"id": "h1", "from": "2020-01-01", "scope": []},
        {"id": "h2", "from": "2019-01-01", "released": "2021-01-01", "scope": ["\(system)-one"]},
        {"id": "h3", "from": "2020-01-01", "scope": ["\(system)-two"]},
        {"id": "h4", "from": "\(below(2) == 0 ? "unknown" : "2026")", "scope": []},
        {"id": "h5", "from": "2020-01-01", "released": \(below(2) == 0 ? "null" : "\"2026\""), \
      "scope": [\(below(8) == 0 ? "\"nothing\"" : "")]}]}
      """
    }
    let datasets = ["one", "two"].map { name in
      let rows = (0..<records).map { record($0) }.joined(separator: ",\n")
      return """
        {"id": "\(system)-\(name)", "name": "\(name)", "category": "N003", "regime": \
        "law-enforcement", "groupMode": "time-based", "records": [\(rows)]}
        """
    }
    return """
      {"organisations": [\(withForces ? forces.joined(separator: ",") : "")],
       "systems": [{"id": "\(system)", "name": "System", "controllers": ["force-a"],
       "datasets": [\(datasets.joined(separator: ","))]}]}
      """
  }
}

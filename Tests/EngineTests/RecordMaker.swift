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

  mutating func record(_ number: Int) -> String {
    var members = ["\"id\": \"r\(number)\""]
    if chance(95) { members.append("\"kind\": \"\(one(of: Self.kinds))\"") }
    if chance(90) { members.append("\"group\": \(1 + below(4))") }
    if chance(90) { members.append("\"subject\": \"p\(below(40))\"") }
    if chance(5) {
      members.append("\"controller\": \"\(one(of: ["force-a", "force-b", "none"]))\"")
    }
    if chance(10) { members.append("\"hold\": \"\(one(of: ["h1", "h2", "h9"]))\"") }
    for (name, values) in Self.codes where chance(40) {
      members.append("\"\(name)\": \"\(one(of: values))\"")
    }
    for name in Self.days where chance(name == "born" || name == "lastEvent" ? 90 : 25) {
      members.append("\"\(name)\": \(chance(4) ? "\"unknown\"" : "\"\(day())\"")")
    }
    for name in Self.flags where chance(30) {
      members.append("\"\(name)\": \(chance(5) ? "\"unknown\"" : "\(chance(50))")")
    }
    return "{" + members.joined(separator: ", ") + "}"
  }

  /// An inventory of two forces with two datasets, one of which a hold covers.
  mutating func inventory(system: String, records: Int, withForces: Bool = true) -> String {
    let forces = ["force-a", "force-b"].map { id in
      """
      {"id": "\(id)", "name": "\(id)", "kind": "police-force", "jurisdiction": \
      "england-and-wales", "holds": [
        {"id": "h1", "from": "2020-01-01"},
        {"id": "h2", "from": "2019-01-01", "released": "2021-01-01", "scope": ["\(system)-one"]},
        {"id": "h3", "from": "2020-01-01", "scope": ["\(system)-two"]}]}
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

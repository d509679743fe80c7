import CivilTime
import Findings
import Inventory
import Results
import Rules

extension ShardHead {
  /// What all checks of the shards of a run must agree in.
  init(
    partialOf shard: Shard, _ request: CheckRequest, _ rules: ShardRules, _ whole: WholeRun,
    _ inputs: [InputStamp]
  ) {
    self.init(
      kind: .partial, shard: shard,
      terms: [
        Term(name: "version", value: CustosVersion.text),
        Term(name: "day", value: "\(request.asOf)"),
        Term(name: "rules", value: rules.digest),
        Term(name: "profile", value: Self.name(of: rules.run.profile)),
        Term(name: "options", value: Self.options(request)),
        Term(name: "key", value: Self.mark(of: request.pseudonymKey)),
      ] + whole.terms, inputs: inputs)
  }

  /// What all facts for linking must agree in, with each other and with the check that takes them.
  init(factsOf shard: Shard, _ rules: ShardRules, key: String, _ inputs: [InputStamp]) {
    self.init(
      kind: .facts, shard: shard,
      terms: [
        Term(name: "version", value: CustosVersion.text),
        Term(name: "events", value: rules.run.set.library.linkingText),
        Term(name: "profile", value: Self.name(of: rules.run.profile)),
        Term(name: "key", value: key),
      ], inputs: inputs)
  }

  private static func options(_ request: CheckRequest) -> String {
    var words = options(
      isLinked: request.isLinked, failOn: request.failOn,
      mostUndetermined: request.mostUndetermined, isStrict: request.isStrict,
      showsPersonalData: request.showsPersonalData)
    if let age = request.mostAge { words.append("at most \(age) old") }
    if request.showsPasses { words.append("with passes") }
    return words.joined(separator: ", ")
  }

  /// The options of which a result keeps what they were.
  static func options(
    isLinked: Bool, failOn: Severity, mostUndetermined: Int?, isStrict: Bool,
    showsPersonalData: Bool
  ) -> [String] {
    [
      isLinked ? "linked" : "not linked", "fail on \(failOn.rawValue)",
      "accept \(mostUndetermined.map(String.init) ?? "all") undetermined",
      isStrict ? "strict" : "not strict",
      showsPersonalData ? "with personal data" : "without personal data",
    ]
  }

  /// What tells keys apart and gives none of them away.
  private static func mark(of key: [UInt8]?) -> String {
    guard let key else { return "none" }
    return Fingerprint(key: key).keyMark ?? "none"
  }

  /// A profile's file with the first digits of its digest.
  private static func name(of profile: Profile) -> String {
    guard let path = profile.path, let digest = profile.digest else { return "none" }
    return "\(path), SHA-256 \(digest.prefix(24))…"
  }
}

/// What each shard says of the whole run, so that a share that is missing, or whose content was changed,
/// contradicts the others.
struct WholeRun: Hashable {
  /// How many records and holdings all inputs have together.
  var rows: Int
  /// SHA-256 of what the result says besides findings, and of what counts are grouped by.
  var description: String
  /// SHA-256 of the facts about people that the check was given; `none` where nothing is linked.
  var facts: String

  /// What partials are compared by.
  var terms: [ShardHead.Term] {
    [
      ShardHead.Term(name: "rows", value: String(rows)),
      ShardHead.Term(name: "description", value: description),
      ShardHead.Term(name: "facts", value: facts),
    ]
  }
}

extension ShardHead {
  /// The value of a term; `nil` where the file does not have it.
  func value(of name: String) -> String? { terms.first { $0.name == name }?.value }
}

extension ReadFacts {
  /// The inputs as shards compare them.
  var stamps: [ShardHead.InputStamp] {
    zip(inputs, digests).map { ShardHead.InputStamp(path: $0.name, digest: $1) }
  }
}

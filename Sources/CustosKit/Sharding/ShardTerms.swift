import CivilTime
import Findings
import Inventory
import Results
import Rules

extension ShardHead {
  /// What all checks of the shards of a run must agree in.
  init(
    partialOf shard: Shard, _ request: CheckRequest, _ rules: ShardRules,
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
      ], inputs: inputs)
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
    var words = [
      request.isLinked ? "linked" : "not linked", "fail on \(request.failOn.rawValue)",
      "accept \(request.mostUndetermined.map(String.init) ?? "all") undetermined",
    ]
    if let age = request.mostAge { words.append("at most \(age) old") }
    if request.isStrict { words.append("strict") }
    if request.showsPasses { words.append("with passes") }
    if request.showsPersonalData { words.append("with personal data") }
    return words.joined(separator: ", ")
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

extension ReadFacts {
  /// The inputs as shards compare them.
  var stamps: [ShardHead.InputStamp] {
    zip(inputs, digests).map { ShardHead.InputStamp(path: $0.name, digest: $1) }
  }
}

/// A setting that the command line, the environment and the configuration file share.
///
/// Flags beat the environment, which beats the file; a setting given at one place replaces that of
/// the weaker one whole, lists too.
public struct ConfigurationKey: Sendable, CaseIterable {
  /// What a setting holds.
  public enum Kind: Sendable {
    /// One value.
    case value
    /// Several values.
    case list
    /// Whether it is on.
    case flag
  }

  /// Its name: the option without dashes, the key of the file.
  public let name: String
  /// What it holds.
  public let kind: Kind
  /// The commands that have the option.
  public let commands: Set<String>
  /// The letter of its short form, where it has one.
  public let short: Character?

  private init(name: String, kind: Kind, commands: Set<String>, short: Character? = nil) {
    self.name = name
    self.kind = kind
    self.commands = commands
    self.short = short
  }

  /// The name of its environment variable, such as `CUSTOS_FAIL_ON`.
  public var variable: String {
    "CUSTOS_" + String(name.map { $0 == "-" ? "_" : $0 }).uppercased()
  }

  /// Whether it can change a verdict, not only where and how it is told.
  public var decides: Bool {
    ![
      "history", "format", "output", "quiet", "by", "verbose", "marking", "title", "run-name",
      "horizon",
    ].contains(name)
  }

  /// Whether its values are paths of files that are read.
  public var namesFiles: Bool {
    ["rules", "schedule", "profile", "waivers", "baseline", "history"].contains(name)
  }

  /// What stands for `check --shard`, which leaves reports and what is accepted to `merge`.
  static let shard = "check --shard"

  private static let running: Set<String> = ["check", shard, "evidence"]
  private static let evaluating: Set<String> = ["check", shard, "evidence", "forecast", "compare"]
  private static let writing: Set<String> = ["check", "merge", "forecast", "report"]
  private static let judging: Set<String> = ["check", "merge", "evidence"]

  /// All settings.
  public static let allCases: [ConfigurationKey] = [
    ConfigurationKey(name: "rules", kind: .list, commands: evaluating.union(["rules", "link"])),
    ConfigurationKey(name: "schedule", kind: .list, commands: evaluating.union(["rules"])),
    ConfigurationKey(name: "profile", kind: .value, commands: evaluating, short: "p"),
    ConfigurationKey(name: "select", kind: .list, commands: evaluating),
    ConfigurationKey(name: "ignore", kind: .list, commands: evaluating),
    ConfigurationKey(name: "fail-on", kind: .value, commands: running.union(["compare"])),
    ConfigurationKey(name: "max-undetermined", kind: .value, commands: running),
    ConfigurationKey(name: "max-age", kind: .value, commands: running),
    ConfigurationKey(name: "waivers", kind: .value, commands: judging.union(["compare"])),
    ConfigurationKey(name: "baseline", kind: .value, commands: judging),
    ConfigurationKey(name: "history", kind: .value, commands: ["check", "merge"]),
    ConfigurationKey(name: "format", kind: .value, commands: writing),
    ConfigurationKey(name: "output", kind: .list, commands: writing, short: "o"),
    ConfigurationKey(name: "by", kind: .value, commands: writing),
    ConfigurationKey(name: "verbose", kind: .flag, commands: writing),
    ConfigurationKey(name: "marking", kind: .value, commands: writing),
    ConfigurationKey(name: "title", kind: .value, commands: writing),
    ConfigurationKey(name: "run-name", kind: .value, commands: writing),
    ConfigurationKey(name: "horizon", kind: .value, commands: ["check"]),
    ConfigurationKey(name: "strict", kind: .flag, commands: running.union(["validate"])),
    ConfigurationKey(name: "no-link", kind: .flag, commands: running),
    ConfigurationKey(name: "quiet", kind: .flag, commands: writing.union([shard, "link"])),
  ]
}

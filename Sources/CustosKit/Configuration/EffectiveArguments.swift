public import Diagnostics

/// The words of a command line with the settings of the environment and the file put in.
public struct EffectiveArguments: Sendable {
  /// A setting that the command line did not give.
  public struct Setting: Sendable {
    /// What is set.
    public let key: ConfigurationKey
    /// Its values.
    public let values: [String]
    /// Where the file has it; `nil` for one of the environment.
    public let place: SourcePosition?

    /// Where it came from: a place in a file, or a variable.
    public var origin: String { place.map { "\($0)" } ?? key.variable }
  }

  /// The words.
  public private(set) var words: [String]
  /// The settings among them that the command line did not give.
  public private(set) var settings: [Setting] = []

  /// Adds the settings that a command has and its words do not give.
  ///
  /// - Parameters:
  ///   - words: The command line without the program.
  ///   - environment: The value of a variable; `nil` where it is not set.
  public init(
    _ words: [String], environment: (String) -> String?, file: ConfigurationFile?
  ) {
    self.words = words
    let names = words.filter { !$0.hasPrefix("-") }.prefix(2)
    guard var command = names.first else { return }
    // Of the commands for evidence only one runs a check and has its options.
    guard command != "evidence" || names.dropFirst().first == "create" else { return }
    let isShard = words.contains { $0 == "--shard" || $0.hasPrefix("--shard=") }
    if command == "check", isShard { command = ConfigurationKey.shard }
    for key in ConfigurationKey.allCases where key.commands.contains(command) {
      guard !words.contains(where: { key.isGiven(by: $0) }) else { continue }
      let own = environment(key.variable)
      var values = own.map { [$0] } ?? file?.values[key.name] ?? []
      if key.kind == .list, own != nil {
        values = values.flatMap { $0.split(separator: ",").map(String.init) }
      }
      add(key, values, at: own == nil ? file?.places[key.name] : nil)
    }
  }

  private mutating func add(
    _ key: ConfigurationKey, _ values: [String], at place: SourcePosition?
  ) {
    let option = "--\(key.name)"
    if key.kind == .flag {
      guard values == ["true"] || values == ["1"] else { return }
      words.append(option)
    } else {
      guard !values.isEmpty else { return }
      words += values.map { "\(option)=\($0)" }
    }
    settings.append(Setting(key: key, values: values, place: place))
  }

  /// The words alone; see ``init(_:environment:file:)``.
  public static func of(
    _ words: [String], environment: (String) -> String?, file: ConfigurationFile?
  ) -> [String] {
    EffectiveArguments(words, environment: environment, file: file).words
  }
}

extension EffectiveArguments {
  /// What reports say of settings that nobody sees on the command line and that can change a
  /// verdict: one notice for the file, one for the environment.
  public var notices: [Diagnostic] {
    let deciding = settings.filter(\.key.decides)
    let ofFile = deciding.filter { $0.place != nil }
    let ofEnvironment = deciding.filter { $0.place == nil }
    var notices: [Diagnostic] = []
    if let first = ofFile.first {
      let names = ofFile.map(\.key.name).joined(separator: ", ")
      notices.append(
        Diagnostic(
          .notice, Self.code,
          at: first.place.map { SourcePosition(path: $0.path, line: 1, column: 1) },
          "this run took settings from this file: \(names)",
          hint: "options on the command line and variables beat them"))
    }
    if !ofEnvironment.isEmpty {
      let names = ofEnvironment.map(\.key.variable).joined(separator: ", ")
      notices.append(
        Diagnostic(
          .notice, Self.code, at: nil, "this run took settings from the environment: \(names)",
          hint: "options on the command line beat them"))
    }
    return notices
  }

  /// The code of ``notices``.
  public static let code = "configuration.in-use"

  /// Where values came from that messages speak of: each value of a setting that stands in one of
  /// them, or whose option does.
  public func origins(of messages: [String]) -> [String] {
    settings.filter { setting in
      messages.contains { message in
        message.contains("--\(setting.key.name)")
          || setting.key.namesFiles && setting.values.contains { message.contains($0) }
      }
    }.map { "--\($0.key.name) \($0.values.joined(separator: ", ")) is from \($0.origin)" }
  }

  /// Variables that look like settings and are none, with the one that was likely meant.
  ///
  /// - Parameter names: The names of all variables of the environment.
  public static func unknownVariables(_ names: some Sequence<String>) -> [Diagnostic] {
    let known =
      ConfigurationKey.allCases.map(\.variable) + ["CUSTOS_CONFIG", "CUSTOS_PSEUDONYM_KEY"]
    return names.filter { $0.hasPrefix("CUSTOS_") && !known.contains($0) }.sorted().map { name in
      Diagnostic(
        .notice, "configuration.unknown-variable", at: nil,
        "the variable \(name) is no setting and has no effect",
        hint: nearestName(to: name, among: known).map { "did you mean \($0)?" })
    }
  }
}

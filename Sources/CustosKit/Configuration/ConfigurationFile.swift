import Diagnostics
import YAMLTree

/// The file `custos.yaml`: settings by the names of their options.
public struct ConfigurationFile: Sendable {
  /// The file that is read unless another is named.
  public static let name = "custos.yaml"
  /// The name that is read where there is no file of the first.
  public static let otherName = "custos.yml"

  /// The values of each setting that the file gives.
  public let values: [String: [String]]

  /// Reads a file.
  ///
  /// - Throws: What is wrong with it: `configuration.unknown-key`, `configuration.wrong-kind`, and
  ///   the codes of a YAML file.
  public init(path: String) throws(ConfigurationFailure) {
    let text: String
    do { text = try TextFile.read(path).get() } catch {
      throw ConfigurationFailure([error.diagnostic])
    }
    let (root, problems) = YAMLReader.read(text, path: path)
    guard let root else { throw ConfigurationFailure(problems) }
    var reader = DocumentReader(root, path: path, what: "settings", area: "configuration")
    var values: [String: [String]] = [:]
    for key in ConfigurationKey.allCases {
      switch key.kind {
      case .value: values[key.name] = reader.text(key.name).map { [$0] }
      case .list:
        let texts = reader.texts(key.name)
        values[key.name] = texts.isEmpty ? nil : texts
      case .flag: values[key.name] = reader.bool(key.name) == true ? ["true"] : nil
      }
    }
    let wrong = reader.finish()
    guard wrong.isEmpty else { throw ConfigurationFailure(wrong) }
    self.values = values
  }

  /// The JSON Schema of the file, for completion in editors.
  public static var schema: String {
    let properties = ConfigurationKey.allCases.map { key in
      let form =
        switch key.kind {
        case .value: #"{"type": ["string", "integer"]}"#
        case .flag: #"{"type": "boolean"}"#
        case .list:
          #"{"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}"#
        }
      return "    \"\(key.name)\": \(form)"
    }
    return """
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:custos:configuration:1",
        "title": "Settings of Custos",
        "type": "object",
        "additionalProperties": false,
        "properties": {
      \(properties.joined(separator: ",\n"))
        }
      }

      """
  }
}

extension ConfigurationKey {
  /// Whether a word of a command line gives the setting: `--output`, `--output=PATH`, `-o`, `-oPATH`.
  fileprivate func isGiven(by word: String) -> Bool {
    if word == "--\(name)" || word.hasPrefix("--\(name)=") { return true }
    return short.map { word.hasPrefix("-\($0)") && !word.hasPrefix("--") } ?? false
  }
}

/// The words of a command line with the settings of the environment and the file put in.
public enum EffectiveArguments {
  /// Adds the settings that a command has and its words do not give.
  ///
  /// - Parameters:
  ///   - words: The command line without the program.
  ///   - environment: The value of a variable; `nil` where it is not set.
  public static func of(
    _ words: [String], environment: (String) -> String?, file: ConfigurationFile?
  ) -> [String] {
    guard var command = words.first(where: { !$0.hasPrefix("-") }) else { return words }
    let isShard = words.contains { $0 == "--shard" || $0.hasPrefix("--shard=") }
    if command == "check", isShard { command = ConfigurationKey.shard }
    var words = words
    for key in ConfigurationKey.allCases where key.commands.contains(command) {
      let option = "--\(key.name)"
      guard !words.contains(where: { key.isGiven(by: $0) }) else { continue }
      var values = environment(key.variable).map { [$0] } ?? file?.values[key.name] ?? []
      if key.kind == .list, environment(key.variable) != nil {
        values = values.flatMap { $0.split(separator: ",").map(String.init) }
      }
      if key.kind == .flag {
        if values == ["true"] || values == ["1"] { words.append(option) }
      } else {
        words += values.map { "\(option)=\($0)" }
      }
    }
    return words
  }
}

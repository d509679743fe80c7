public import Diagnostics
import YAMLTree

/// The file `custos.yaml`: settings by the names of their options.
public struct ConfigurationFile: Sendable {
  /// The file that is read unless another is named: in the working folder, or else for the machine.
  public static let name = "custos.yaml"
  /// The name that is read where there is no file of the first.
  public static let otherName = "custos.yml"
  /// The file for the whole machine.
  public static let machinePath = "/etc/custos/custos.yaml"

  /// The file as it was named.
  public let path: String
  /// Where each setting is.
  public let places: [String: SourcePosition]

  /// The values of each setting that the file gives.
  public let values: [String: [String]]

  /// Reads a file.
  ///
  /// - Throws: What is wrong with it: `configuration.unknown-key`, `configuration.wrong-kind`,
  ///   `configuration.unknown-version`, and
  ///   the codes of a YAML file.
  public init(path: String) throws(ConfigurationFailure) {
    let text: String
    do { text = try TextFile.read(path).get() } catch {
      throw ConfigurationFailure([error.diagnostic])
    }
    let (root, problems) = YAMLReader.read(text, path: path)
    guard let root else { throw ConfigurationFailure(problems) }
    var reader = DocumentReader(root, path: path, what: "settings", area: "configuration")
    reader.checkVersion("version", is: "1", of: "a file of settings")
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
    self.values = path == Self.machinePath ? Self.resolved(values) : values
    self.path = path
    places = Dictionary(
      uniqueKeysWithValues: (root.members ?? []).map {
        ($0.key, SourcePosition(path: path, line: $0.value.line, column: $0.value.column))
      })
  }

  /// The settings of the machine's file with paths that begin at its folder: the working folder of a
  /// run can be any.
  private static func resolved(_ values: [String: [String]]) -> [String: [String]] {
    var values = values
    for key in ConfigurationKey.allCases where key.namesFiles {
      values[key.name] = values[key.name]?.map { value in
        value == RuleSet.builtInName ? value : ProfileFile.resolved(value, from: machinePath)
      }
    }
    return values
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
          "version": {"const": 1},
      \(properties.joined(separator: ",\n"))
        }
      }

      """
  }
}

extension ConfigurationKey {
  /// Whether a word of a command line gives the setting: `--output`, `--output=PATH`, `-o`, `-oPATH`.
  func isGiven(by word: String) -> Bool {
    if word == "--\(name)" || word.hasPrefix("--\(name)=") { return true }
    return short.map { word.hasPrefix("-\($0)") && !word.hasPrefix("--") } ?? false
  }
}

public import Rules

/// The rule files that were built into the binary.
public enum BuiltInRules {
  /// What to take of the files.
  public enum Extent: Sendable {
    /// What a check needs.
    case core
    /// Examples and the facts around them too.
    case full
  }

  /// How messages name the folder that the files came from.
  public static let folder = "rules"

  /// The files.
  public static func files(_ extent: Extent) -> [RuleFile] {
    files(extent) { !$0.hasPrefix(mappingFolder) }
  }

  private static let mappingFolder = "mappings/"

  /// The lists of codes.
  public static var codes: [RuleFile] { files(.core) { $0.hasPrefix("codes/") } }

  /// The mappings of other formats, with their examples.
  public static var mappings: [RuleFile] { files(.full) { $0.hasPrefix(mappingFolder) } }

  private static func files(_ extent: Extent, where isWanted: (String) -> Bool) -> [RuleFile] {
    EmbeddedFile.all.filter { isWanted("\($0.name)") }.map { file in
      RuleFile(
        name: "\(file.name)", path: "\(folder)/\(file.name)",
        encoded: extent == .core ? file.core : file.full, head: file.head)
    }
  }
}

/// A file as the build embedded it; the list of all is generated.
struct EmbeddedFile: Sendable {
  let name: StaticString
  let head: StaticString
  let core: StaticString
  let full: StaticString
}

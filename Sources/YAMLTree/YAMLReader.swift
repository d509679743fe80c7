public import Diagnostics
import Yams

/// Reads YAML into nodes that know their places.
public enum YAMLReader {
  /// Limits beyond which a document is refused.
  enum Limit {
    static let bytes = 4_000_000
    static let depth = 100
    static let nodes = 400_000
  }

  /// Reads one document.
  ///
  /// - Parameters:
  ///   - text: The document, UTF-8; a byte order mark before it says nothing and is passed over.
  ///   - path: How messages name it.
  /// - Returns: The root, or the diagnostics that say why there is none: `yaml.malformed`,
  ///   `yaml.too-deep`, `yaml.too-large`, `yaml.empty`, `yaml.tag`.
  public static func read(_ text: String, path: String) -> (root: Node?, problems: [Diagnostic]) {
    func refuse(_ code: String, _ message: String, line: Int = 1, column: Int = 1)
      -> (root: Node?, problems: [Diagnostic])
    {
      let position = SourcePosition(path: path, line: line, column: column)
      return (nil, [Diagnostic(.error, code, at: position, message)])
    }
    let text =
      text.unicodeScalars.first == "\u{feff}" ? String(text.unicodeScalars.dropFirst()) : text
    guard text.utf8.count <= Limit.bytes else {
      return refuse("yaml.too-large", "the file is larger than \(Limit.bytes) bytes")
    }
    if let place = firstPlaceTooDeep(text) {
      return refuse(
        "yaml.too-deep", "the document nests more than \(Limit.depth) levels", line: place.line,
        column: place.column)
    }
    do {
      guard let composed = try compose(yaml: text) else {
        return refuse("yaml.empty", "the document is empty, expected a mapping")
      }
      var converter = Converter(
        lines: text.split(separator: "\n", omittingEmptySubsequences: false))
      guard let root = converter.convert(composed) else {
        return refuse("yaml.too-large", "the document holds more than \(Limit.nodes) nodes")
      }
      guard converter.tags.isEmpty else {
        return (nil, converter.tags.map { $0.diagnostic(path: path) })
      }
      return (root, [])
    } catch let error as YamlError {
      let (message, mark) = describe(error)
      return refuse("yaml.malformed", message, line: mark?.line ?? 1, column: mark?.column ?? 1)
    } catch {
      return refuse("yaml.malformed", "the document is not YAML")
    }
  }

  private static func describe(_ error: YamlError) -> (String, Mark?) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return (problem, mark)
    case .duplicatedKeysInMapping(let duplicates, let context):
      let keys = duplicates.map { "\"\($0)\"" }.sorted().joined(separator: ", ")
      return ("the key \(keys) occurs twice in one mapping", context.mark)
    case .reader(let problem, _, _, _):
      return (problem, nil)
    default:
      return ("the document is not YAML", nil)
    }
  }

  /// Where brackets, or dashes of nested lists, first nest too deep; a guard before the parser,
  /// whose recursion has no limit of its own.
  private static func firstPlaceTooDeep(_ text: String) -> (line: Int, column: Int)? {
    var depth = 0
    var dashes = 0
    var line = 1
    var column = 0
    for byte in text.utf8 {
      column += 1
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): dashes += 1
      case UInt8(ascii: " "): break
      case UInt8(ascii: "\n"):
        line += 1
        column = 0
        dashes = 0
      default: dashes = 0
      }
      if depth > Limit.depth || dashes > Limit.depth && column < 4 * dashes {
        return (line, column)
      }
    }
    return nil
  }
}

/// A tag, which asks for a type of its own.
private struct ForeignTag {
  var name: String
  var line: Int
  var column: Int

  func diagnostic(path: String) -> Diagnostic {
    Diagnostic(
      .error, "yaml.tag", at: SourcePosition(path: path, line: line, column: column),
      "the tag \"\(name)\" has no meaning here",
      hint: "remove the tag; values are read as they are written")
  }
}

/// Turns what Yams composed into nodes.
private struct Converter {
  /// The types that values have without a tag.
  private static let ownTags: Set = [
    "", "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map",
  ]

  let lines: [Substring]
  var count = 0
  /// Tags that would have been passed over.
  var tags: [ForeignTag] = []

  private mutating func note(_ tag: Tag, _ mark: Mark?) {
    guard !Self.ownTags.contains(tag.description) else { return }
    let name = tag.description.replacing("tag:yaml.org,2002:", with: "!!")
    tags.append(ForeignTag(name: name, line: line(mark), column: column(mark)))
  }

  mutating func convert(_ node: Yams.Node) -> Node? {
    count += 1
    guard count <= YAMLReader.Limit.nodes else { return nil }
    switch node {
    case .scalar(let scalar):
      note(scalar.tag, scalar.mark)
      return convert(scalar)
    case .sequence(let sequence):
      note(sequence.tag, sequence.mark)
      var elements: [Node] = []
      for element in sequence {
        guard let converted = convert(element) else { return nil }
        elements.append(converted)
      }
      return Node(.sequence(elements), line: line(sequence.mark), column: column(sequence.mark))
    case .mapping(let mapping):
      note(mapping.tag, mapping.mark)
      var members: [Node.Member] = []
      for (key, value) in mapping {
        guard let converted = convert(value) else { return nil }
        members.append(
          Node.Member(
            key: key.scalar?.string ?? "?", line: line(key.mark), column: column(key.mark),
            value: converted))
      }
      return Node(.mapping(members), line: line(mapping.mark), column: column(mapping.mark))
    case .alias:
      return Node(.scalar("", .plain), line: 1, column: 1)
    }
  }

  private func line(_ mark: Mark?) -> Int { mark?.line ?? 1 }
  private func column(_ mark: Mark?) -> Int { mark?.column ?? 1 }

  private func convert(_ scalar: Yams.Node.Scalar) -> Node {
    let line = line(scalar.mark)
    let column = column(scalar.mark)
    switch scalar.style {
    case .literal, .folded:
      let style: Node.Style = scalar.style == .literal ? .literal : .folded
      let first = firstContentLine(after: line)
      return Node(.scalar(scalar.string, style), line: first.line, column: first.column)
    case .doubleQuoted, .singleQuoted:
      return Node(.scalar(scalar.string, .quoted), line: line, column: column + 1)
    default:
      return Node(.scalar(scalar.string, .plain), line: line, column: column)
    }
  }

  /// The first line of a block scalar that holds something, and its indentation.
  private func firstContentLine(after line: Int) -> (line: Int, column: Int) {
    var index = line
    while index < lines.count, lines[index].allSatisfy({ $0 == " " || $0 == "\r" }) { index += 1 }
    guard index < lines.count else { return (line, 1) }
    return (index + 1, lines[index].prefix { $0 == " " }.utf8.count + 1)
  }
}

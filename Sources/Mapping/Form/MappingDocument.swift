import Bytes
public import Diagnostics
public import Inventory
public import RetentionPhrases
public import YAMLTree

/// A mapping as its file says it: how a format that is not ours is read as an inventory.
public struct MappingDocument: Sendable {
  /// Its name, lower-kebab-case.
  public var name: String
  /// What it reads, in a line.
  public var title: String
  /// The file, as messages name it.
  public var path: String
  /// What it reads and how.
  public var reads: InputForm
  /// Further inputs that expressions look things up in.
  public var also: [FurtherInput]
  /// The words that mean that a value is not known.
  public var unknown: UnknownWords
  /// Retention phrases of the organisation with what they mean.
  public var phrases: [String: [RetentionRule]]
  /// How systems and datasets meet those of other inputs.
  public var join: JoinKey
  /// Columns and members that are left out knowingly.
  public var ignores: [String]
  /// What the format has and the vocabulary has not, and what a check needs and the format has not.
  public var cannotCarry: [String]
  /// The fields of the inventory itself, and its organisations and systems.
  public var root: BlockForm
  /// Its tests.
  public var examples: [MappingExample]
}

/// How systems and datasets of different files meet.
public enum JoinKey: String, CaseIterable, Sendable {
  /// By `id`.
  case id
  /// By `name`, trimmed and without regard to case.
  case name

  /// A name as it is compared.
  public static func folded(_ text: String) -> String {
    XMLNodeText.collapsed(UnknownWords.folded(text))
  }
}

/// What a mapping reads: how it is told from other files, and how it is read.
public struct InputForm: Sendable {
  /// The form of a file.
  public enum Format: String, CaseIterable, Sendable {
    case json, ndjson, xml, table
  }

  /// The form.
  public var format: Format
  /// What must hold of the whole: an expression over `document`, or an XPath; `nil` for nothing.
  public var when: Node?
  /// The heads that a table must have.
  public var columns: [String]
  /// The sheet of a workbook; `nil` for the first that has the columns.
  public var sheet: String?
  /// The row of the heads, from 1; `nil` for the first row that has the columns.
  public var header: Int?
  /// What separates cells; `nil` for what the first line tells.
  public var delimiter: UInt8?
  /// What the file is written in; `nil` for what its bytes tell.
  public var encoding: String?
  /// The prefixes of XML with the namespaces that each stands for.
  public var namespaces: [(prefix: String, uris: [String])]
}

/// A further input, which rows are looked up in.
public struct FurtherInput: Sendable {
  /// The name in `lookup`.
  public var name: String
  /// What it is.
  public var reads: InputForm
  /// Which rows it has.
  public var rows: Node
  /// The key of a row.
  public var key: Node
}

/// Rows of a file as objects of the vocabulary.
public struct BlockForm: Sendable {
  /// The object that each row becomes.
  public var definition: ObjectDefinition
  /// Which rows; `nil` for the inventory itself.
  public var rows: Node?
  /// Which of them; all where it is `nil`.
  public var condition: Node?
  /// The fields.
  public var fields: [FieldForm]
}

/// A field and what it is given.
public struct FieldForm: Sendable {
  /// What a field is given.
  public indirect enum Content: Sendable {
    /// The value of an expression.
    case expression(Node)
    /// An object, from its fields.
    case object(BlockForm)
    /// Objects, from rows.
    case blocks([BlockForm])
  }

  /// The slot of the field.
  public var slot: Int
  /// The field.
  public var definition: FieldDefinition
  /// Where its key stands in the mapping.
  public var position: SourcePosition
  /// What it is given.
  public var content: Content
}

/// A test inside a mapping.
public struct MappingExample: Sendable {
  /// What it shows; empty where it does not say.
  public var title: String
  /// Where it stands.
  public var position: SourcePosition
  /// The rows, or a document as text.
  public var given: Given
  /// Rows of further inputs, by name.
  public var also: [(name: String, rows: [Node])]
  /// What must come of it, by path.
  public var gives: Node?
  /// The paths that must be explicitly unknown.
  public var unknown: [String]
  /// The paths that must be left out.
  public var absent: [String]
  /// The codes of diagnostics that must come.
  public var notices: [String]
  /// How many systems must come of it.
  public var systems: Int?

  /// Whether there is anything that it could fail by.
  var expectsAnything: Bool {
    gives?.members?.isEmpty == false || !unknown.isEmpty || !absent.isEmpty || !notices.isEmpty
      || systems != nil
  }

  /// What an example reads.
  public enum Given: Sendable {
    case rows([Node])
    case document(String)
  }
}

/// Words that mean that a value is not known, compared trimmed and without regard to case.
public struct UnknownWords: Sendable {
  private var words: Set<String> = []
  /// The lengths in bytes of words, a bit each up to 63, so that most values are told apart at once.
  private(set) var lengths: UInt64 = 0
  /// The first bytes of words in lower case, a bit each.
  private var firsts: SIMD4<UInt64> = .zero
  /// Whether an empty value is explicitly unknown and not just left out.
  public private(set) var includesEmpty = false
  /// Whether a JSON null is explicitly unknown and not just left out.
  public var includesNull = false

  /// None.
  public init() {}

  /// Adds a word.
  public mutating func insert(_ word: String) {
    let folded = Self.folded(word)
    if folded.isEmpty { includesEmpty = true }
    words.insert(folded)
    // Letters past ASCII may be another byte in upper case.
    for byte in folded.utf8.first.map({ $0 < 0x80 ? $0...$0 : 0x80...0xff }) ?? 0...0 {
      firsts[Int(byte >> 6)] |= 1 << UInt64(byte & 63)
    }
    lengths |= 1 << UInt64(min(folded.utf8.count, 63))
  }

  /// Whether a text, trimmed already, is one of the words.
  @inline(__always)
  func contains(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard lengths >> UInt64(min(text.count, 63)) & 1 != 0 else { return false }
    guard let first = text.first else { return includesEmpty }
    let byte = UInt8(ascii: "A")...UInt8(ascii: "Z") ~= first ? first | 0x20 : first
    guard firsts[Int(byte >> 6)] >> UInt64(byte & 63) & 1 != 0 else { return false }
    return containsFolded(text)
  }

  func contains(_ text: String) -> Bool {
    guard lengths != 0 else { return false }
    return words.contains(Self.folded(text))
  }

  @inline(never)
  private func containsFolded(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    words.contains(Self.folded(String(decoding: text, as: UTF8.self)))
  }

  /// A text trimmed and without regard to case, for comparisons.
  static func folded(_ text: String) -> String {
    CaseFolding.folded(trimmed(text))
  }

  static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let isSpace: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace || $0 == "\u{feff}" }
    guard let first = scalars.firstIndex(where: { !isSpace($0) }),
      let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}

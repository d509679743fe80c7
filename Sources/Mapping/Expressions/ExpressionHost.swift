import CEL
import CLibXML2
import RetentionPhrases

/// What functions of mappings may ask for, and where they say why they failed.
final class ExpressionHost {
  /// Why a function could not read a text.
  struct Failure {
    /// The code of the notice.
    var code: String
    /// The text.
    var text: String
    /// What to do.
    var hint: String?
    /// Whether the hint has words of the text in it.
    var hasText = false
  }

  /// What went wrong in the evaluation that is under way.
  var failure: Failure?
  /// The node of the row, of XML.
  var node: UnsafeMutablePointer<xmlNode>?
  /// Evaluates paths, of XML.
  var paths: XPathEvaluator?
  /// The words that mean that a value is not known.
  var unknown = UnknownWords()
  /// The rows of further inputs.
  var further = FurtherRows()
  /// What phrases of retention were read as: registers have few of them, and many rows.
  var phrases = PhraseMemo()
  /// The place of the node that a path found first.
  var firstNode: UnsafeMutablePointer<xmlNode>?

  static func of(_ context: CallContext) -> ExpressionHost? {
    context.host.map { Unmanaged<ExpressionHost>.fromOpaque($0).takeUnretainedValue() }
  }

  /// The pointer that a machine is given.
  var pointer: UnsafeRawPointer { UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque()) }
}

/// The rows of further inputs by their keys.
public struct FurtherRows: Sendable {
  private var rows: [String: [String: Datum]] = [:]

  /// None.
  public init() {}

  /// Says that there is an input, even if it has no rows.
  mutating func add(input: String) { rows[input, default: [:]].reserveCapacity(1) }

  /// Adds a row; the first of a key counts.
  ///
  /// - Returns: Whether it is the first.
  @discardableResult
  mutating func add(_ row: Datum, key: String, input: String) -> Bool {
    let key = UnknownWords.folded(key)
    guard rows[input]?[key] == nil else { return false }
    rows[input, default: [:]][key] = row
    return true
  }

  /// Whether an input was given.
  func has(input: String) -> Bool { rows[input] != nil }

  /// The row of a key.
  func row(input: String, key: String) -> Datum? { rows[input]?[UnknownWords.folded(key)] }
}

/// Remembers what phrases of retention were read as, up to a number.
struct PhraseMemo {
  private static let most = 10_000

  /// A phrase with the words beside it.
  struct Key: Hashable {
    var phrase: String
    var event: String?
  }

  /// What came of a phrase: its rules as maps, or why it was refused.
  typealias Reading = Result<Datum, PhraseRefusal>

  private var readings: [Key: Reading] = [:]

  /// What a phrase is read as.
  mutating func reading(of key: Key, _ read: () -> Reading) -> Reading {
    if let known = readings[key] { return known }
    let found = read()
    if readings.count < Self.most { readings[key] = found }
    return found
  }
}

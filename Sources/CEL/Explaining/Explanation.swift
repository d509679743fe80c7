import Diagnostics

/// A field of the data, as an expression met it.
public final class FieldReference: Sendable {
  /// What the data say about a field.
  public enum State: Hashable, Sendable {
    case given
    /// A day that is known only in part.
    case givenInPart
    case notGiven
    case notKnown
    case notApplicable
  }

  /// The way to it from a variable, such as `record.offences[2].date`.
  public let path: String
  /// The number of the path among those that the text of the program alone tells, the same in all
  /// explanations of the program; `nil` where it leads through an element or another value.
  public let pathNumber: Int?
  /// The address of the object that has it, 0 where it is no field of an object.
  public let objectAddress: UInt
  /// Its slot in the object; of a variable, the slot of the variable.
  public let fieldIndex: Int
  public let state: State
  /// What it holds.
  public let value: Datum
  /// Its place in ``Explanation/fields``.
  public let number: Int

  init(
    path: String, pathNumber: Int?, objectAddress: UInt, fieldIndex: Int, state: State,
    value: Datum, number: Int
  ) {
    self.path = path
    self.pathNumber = pathNumber
    self.objectAddress = objectAddress
    self.fieldIndex = fieldIndex
    self.state = state
    self.value = value
    self.number = number
  }

  /// Whether it is a field by its slot and the address of its object.
  func isField(_ slot: Int, of object: UInt) -> Bool {
    fieldIndex == slot && objectAddress == object
  }
}

/// Why an expression came out as it did.
public struct Explanation: Sendable {
  /// What a part has to do with the outcome of the whole it stands in.
  public enum Role: Sendable {
    /// It alone decides; the first one where several would.
    case decisive
    /// It takes part in the outcome.
    case contributing
    /// An error that something else made up for.
    case absorbed
    /// It has nothing to do with the outcome.
    case irrelevant
  }

  /// A part of the expression with its value.
  ///
  /// It does not change any more once the explanation is handed out.
  public final class Node: @unchecked Sendable {
    /// What is written there.
    public let part: ExpressionPart
    public let value: Datum
    @exclusivity(unchecked) public internal(set) var role = Role.contributing
    /// The field that it reads, if it does.
    @exclusivity(unchecked) public internal(set) var reference: FieldReference?
    @exclusivity(unchecked) var formulaSource: Formula?
    /// In a comparison of days: how many days the left one is after the right one.
    @exclusivity(unchecked) public internal(set) var distanceInDays: Int?
    /// In a part of a macro: which element it is about.
    @exclusivity(unchecked) public internal(set) var elementIndex: Int?
    /// How many elements a macro looked at; the first ones are among the children.
    @exclusivity(unchecked) public internal(set) var elementCount: Int?
    @exclusivity(unchecked) public internal(set) var children: [Node] = []

    init(_ part: ExpressionPart, _ value: Datum) {
      self.part = part
      self.value = value
    }

    /// The named expression in which it stands; `nil` in the main one.
    public var letName: String? { part.letName }
    /// Where it stands in its source, in UTF-8 bytes.
    public var range: Range<Int> { part.range }
    /// Its text.
    public var text: String { part.text }
    /// Whether its value was computed from others.
    public var isComputed: Bool { formulaSource != nil }
    /// How a value was computed, such as `2019-06-30 + P6Y (from) = 2025-06-30`.
    public var formula: String? { formulaSource?.text }
  }

  /// The value of the whole.
  public let outcome: Datum
  public let root: Node
  /// The terms of the conjunction at the top that are not true, in order.
  public let failing: [Node]
  /// The named expressions that were evaluated, in order of their first use.
  public let lets: [Node]
  /// The smallest sets of missing facts that could have decided the outcome; empty if it is decided,
  /// or if no fact could.
  ///
  /// A set could: with its facts given, and all others still missing, some outcome is possible.
  /// Facts are taken to be independent of each other.
  public let missing: [[FieldReference]]
  /// The fields that were read, in order.
  public let factsRead: [FieldReference]
  /// All fields that were met, objects among them.
  public let fields: [FieldReference]

  /// All facts of ``missing``, each once, in the order of their paths.
  public var missingFields: [FieldReference] {
    if missing.count == 1, missing[0].count == 1 { return missing[0] }
    var seen: Set<String> = []
    return missing.joined().filter { seen.insert($0.path).inserted }
      .sorted { $0.path.precedes($1.path) }
  }
}

extension Machine {
  /// Evaluates a program once more, with all of its parts, and says why it comes out as it does.
  public mutating func explain(
    _ program: Program, _ variables: UnsafePointer<Value>, host: UnsafeRawPointer? = nil
  ) -> Explanation {
    scratch.pointee.reset()
    var context = context(host: host)
    // Nothing stops early here, so it takes more than the evaluation did.
    context.fuel = max(context.fuel, 1) * 64
    return Explainer.explanation(parts(of: program), variables, context)
  }
}

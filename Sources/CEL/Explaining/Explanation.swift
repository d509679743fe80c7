/// A field of the data, as an expression met it.
public struct FieldReference: Hashable, Sendable {
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
  /// The address of the object that has it, 0 where it is no field of an object.
  public let objectAddress: UInt
  /// Its slot in the object; of a variable, the slot of the variable.
  public let fieldIndex: Int
  public let state: State
  /// What it holds.
  public let value: Datum
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
  public struct Node: Sendable {
    /// The named expression in which it stands; `nil` in the main one.
    public let letName: String?
    /// Where it stands in its source, in UTF-8 bytes.
    public let range: Range<Int>
    /// Its text.
    public let text: String
    public let value: Datum
    public internal(set) var role: Role
    /// The field that it reads, if it does.
    public let reference: FieldReference?
    /// How a value was computed, such as `2019-06-30 + P6Y (from) = 2025-06-30`.
    public let formula: String?
    /// In a comparison of days: how many days the left one is after the right one.
    public let distanceInDays: Int?
    /// In a part of a macro: which element it is about.
    public let elementIndex: Int?
    /// How many elements a macro looked at; the first ones are among the children.
    public let elementCount: Int?
    public let children: [Node]
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

  /// All facts of ``missing``, each once, in the order of their paths.
  public var missingFields: [FieldReference] {
    var seen: Set<String> = []
    return missing.joined().filter { seen.insert($0.path).inserted }
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
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
    context.fuel = max(context.fuel, 1) * 16
    var explainer = Explainer(program, variables, context)
    return explainer.explanation()
  }
}

public import CEL

/// A rule whose conditions are programs.
public struct CompiledRule: Sendable {
  /// The list whose items a rule runs over.
  public struct Items: Sendable {
    /// The slots that lead to the list in the level's object.
    public let slots: [Int]
    /// The name of an item, such as `request`.
    public let name: String

    /// The list in an object; what stands in its way where there is none.
    public func list(in object: Value) -> Value {
      var value = object
      for slot in slots {
        guard value.tag == .object else { return value }
        value = value.asFields[slot]
      }
      return value
    }
  }

  /// The rule.
  public let rule: Rule
  /// Its number in the set, in order of identifier.
  public let number: Int
  /// The items it runs over; `nil` where it is about the level's object itself.
  public let items: Items?
  /// For which subjects; `nil` for all.
  public let when: Program?
  /// What must hold.
  public let require: Program
  /// The last permitted day, where the rule names one.
  public let lastPermitted: Program?
  /// The cause of a breach.
  public let cause: TextTemplate
  /// What to do.
  public let remedy: TextTemplate
  /// The kinds of record that the rule can be about; `nil` for any.
  public let kinds: [String]?
  /// The review groups that the rule can be about; `nil` for any.
  public let groups: [Int64]?
  /// Whether it asks for the linked records of a person.
  public let needsLinking: Bool
}

extension CompiledRule {
  /// The same rule with another number, for a set of its own.
  public init(copying other: CompiledRule, number: Int) {
    self.init(
      rule: other.rule, number: number, items: other.items, when: other.when,
      require: other.require, lastPermitted: other.lastPermitted, cause: other.cause,
      remedy: other.remedy, kinds: other.kinds, groups: other.groups,
      needsLinking: other.needsLinking)
  }
}

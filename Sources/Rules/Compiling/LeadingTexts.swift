public import CEL
import Inventory

/// A field that must hold one of some texts for the condition of a rule to be true: most rules are for
/// some classes, regimes or kinds alone.
///
/// Read off the condition without compiling it, so that a rule which is for others costs a glance.
public struct LeadingTexts: Sendable {
  /// The place of the variable among those of the rule's level; its item stands behind them.
  public let variable: Int
  /// The slot of the field in the object that the variable is.
  public let slot: Int
  private let texts: [[UInt8]]

  /// Whether a field holds a text that makes the condition false, whatever else holds.
  public func exclude(_ value: Value) -> Bool {
    value.tag == .string && !texts.contains { value.asBytes.elementsEqual($0) }
  }

  /// What the condition of a rule asks for.
  static func all(of rule: Rule, items: CompiledRule.Items?) -> [LeadingTexts] {
    guard let required = rule.when?.code.reading.requiredTexts, !required.isEmpty else { return [] }
    var objects = RuleTypes.variables(of: rule.level).map { variable in
      (
        name: variable.name,
        definition: Rule.Level(rawValue: variable.name).map(RuleTypes.definition)
      )
    }
    if let items { objects.append((items.name, items.definition)) }
    return objects.enumerated().flatMap { place, object in
      required.compactMap { field, texts in
        guard field.variable == object.name,
          let slot = object.definition?.fields.firstIndex(where: { $0.name == field.name })
        else { return nil }
        return LeadingTexts(variable: place, slot: slot, texts: texts.map { Array($0.utf8) })
      }
    }
  }
}

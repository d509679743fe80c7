import Bytes
import Inventory
import Mapping
import Results
import Rules

/// A schema that `custos schema` prints.
public enum SchemaName: String, CaseIterable, Sendable {
  /// XML Schema of inventories.
  case xsd
  /// JSON Schema of inventories.
  case json = "json-schema"
  /// JSON Schema of results.
  case result
  /// JSON Schema of rule files.
  case rules
  /// JSON Schema of mappings.
  case mapping
  /// JSON Schema of `custos.yaml`.
  case configuration
  /// JSON Schema of profiles, with the parameters of the built-in packs.
  case profile
  /// JSON Schema of files with retention schedules.
  case schedule
  /// JSON Schema of files of waivers.
  case waivers
  /// What the absence of the facts means that are not unknown when they are absent.
  case absence

  /// The schema.
  ///
  /// - Parameter isStrict: Whether a schema of inventories refuses what a strict reader refuses.
  public func text(isStrict: Bool = false) -> String {
    switch self {
    case .xsd: return InventorySchema.xsd(codes: codes, isStrict: isStrict)
    case .json: return InventorySchema.jsonSchema(codes: codes, isStrict: isStrict)
    case .absence: return InventorySchema.absenceTable + ruleExceptions
    case .rules: return RuleFileSchema.json
    case .mapping: return MappingSchema.json
    case .configuration: return ConfigurationFile.schema
    case .profile:
      return ProfileFileSchema.text(RuleSet.load([], uses: { _, _ in false }).library)
    case .schedule: return ScheduleFileForm.json
    case .waivers: return WaiverFileSchema.text
    case .result:
      var output = OutputBuffer()
      ResultSchema.write(to: &output)
      return output.text
    }
  }

  /// The rules that take the absence of a list, or of a fact of their subject, for none though it is
  /// unknown to all others, by list or level.
  private var ruleExceptions: String {
    let rules = RuleSet.load([], uses: { _, _ in false }).library.rules.filter(\.takesAbsentForNone)
    return rules.map { rule in
      let list = rule.each.map { ".\($0)" } ?? ""
      return "\(rule.id)\tnone\t\(rule.level.rawValue)\(list)\n"
    }.joined()
  }

  private var codes: CodeBook { RuleSet.load([], uses: { _, _ in false }).codeBook }
}

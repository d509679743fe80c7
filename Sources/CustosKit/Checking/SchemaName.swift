import Findings
import Inventory
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
  /// JSON Schema of `custos.yaml`.
  case configuration

  /// The schema.
  public var text: String {
    switch self {
    case .xsd: return InventorySchema.xsd(codes: codes)
    case .json: return InventorySchema.jsonSchema(codes: codes)
    case .rules: return RuleFileSchema.json
    case .configuration: return ConfigurationFile.schema
    case .result:
      var output = OutputBuffer()
      ResultSchema.write(to: &output)
      return output.text
    }
  }

  private var codes: CodeBook { RuleSet.load([], uses: { _, _ in false }).codeBook }
}

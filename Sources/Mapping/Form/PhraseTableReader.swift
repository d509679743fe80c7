import RetentionPhrases
import YAMLTree

/// Reads the retention phrases of a mapping with what they mean.
enum PhraseTableReader {
  static func table(_ reader: inout DocumentReader) -> [String: [RetentionRule]] {
    var table: [String: [RetentionRule]] = [:]
    for member in reader.members("phrases") {
      var rules: [RetentionRule] = []
      for element in member.value.elements ?? [member.value] {
        var inner = DocumentReader(
          element, path: reader.path, what: "a rule of retention", area: "mapping")
        if let rule = rule(&inner) { rules.append(rule) }
        reader.problems += inner.finish()
      }
      table[member.key] = rules
    }
    return table
  }

  private static func rule(_ reader: inout DocumentReader) -> RetentionRule? {
    reader.reportMissing("kind")
    let kind = reader.choice("kind", RetentionRule.Kind.self)
    let period = reader.period("period") == nil ? nil : reader.node["period"]?.text
    let minimum = reader.period("minimum") == nil ? nil : reader.node["minimum"]?.text
    let rule = RetentionRule(
      kind ?? .fixed, appliesTo: reader.texts("appliesTo"), period: period, minimum: minimum,
      bound: reader.choice("bound", RetentionRule.Bound.self), trigger: reader.text("trigger"),
      counting: reader.text("counting"), action: reader.text("action"))
    return kind == nil ? nil : rule
  }
}

import CEL
import Inventory
import Rules

/// What rules about rows read of the dataset and the system that these are in.
///
/// Datasets of which it is the same are one to the rules: what was found out about the rows of one
/// counts for those of the others.
struct DatasetFacts {
  private let systemSlots: [Int]
  private let datasetSlots: [Int]
  /// Whether a rule hands the dataset or the system on as a whole, so that each is one of its own.
  private let isWhole: Bool

  /// - Parameter rules: The rules that read the dataset or what is above it.
  init(_ rules: [CompiledRule]) {
    let readings = rules.map(\.reading)
    func slots(_ definition: ObjectDefinition, _ variable: String) -> [Int] {
      let names = readings.reduce(into: Set<String>()) { $0.formUnion($1.fields(of: variable)) }
      return definition.fields.indices.filter { names.contains(definition.fields[$0].name) }
    }
    systemSlots = slots(Vocabulary.system, "system")
    datasetSlots = slots(Vocabulary.dataset, "dataset")
    isWhole = readings.contains { reading in
      let whole = reading.passedOn + reading.arguments
      return whole.contains("system") || whole.contains("dataset")
    }
  }

  /// What is read of the current dataset, as bytes; `nil` where no other can be the same.
  func key(_ evaluator: Evaluator) -> [UInt8]? {
    // Which holds cover a dataset hangs on which one it is.
    guard !isWhole, !evaluator.context.holds.haveHolds else { return nil }
    var key: [UInt8] = []
    for (variable, slots) in [(1, systemSlots), (2, datasetSlots)] {
      let object = evaluator.variables[variable]
      guard object.tag == .object else { return nil }
      for slot in slots { Self.append(object.asFields[slot], to: &key) }
    }
    return key
  }

  private static func append(_ value: Value, to key: inout [UInt8]) {
    key.append(value.tag.rawValue)
    switch value.tag {
    case .absent, .unknown, .withheld, .notApplicable: break
    case .string, .bytes:
      append(number: UInt64(value.aux), to: &key)
      key.append(contentsOf: value.asBytes)
    case .list:
      append(number: UInt64(value.aux), to: &key)
      for item in value.asList { append(item, to: &key) }
    case .object:
      for slot in FactObject(value).definition.fields.indices {
        append(value.asFields[slot], to: &key)
      }
    default:
      append(number: UInt64(value.aux), to: &key)
      append(number: value.bits, to: &key)
    }
  }

  private static func append(number: UInt64, to key: inout [UInt8]) {
    withUnsafeBytes(of: number) { key.append(contentsOf: $0) }
  }
}

import CEL
import Diagnostics

/// An organisation, a system or a dataset, as all inputs together describe it.
///
/// Once everything has been read a node does not change any more and can be shared by threads.
public final class InventoryNode: @unchecked Sendable {
  /// What a node stands for.
  public enum Level: Sendable {
    case organisation, system, dataset
  }

  /// Where a file describes the node.
  struct Place {
    var file: Int
    /// Its ordinal in the list that it stands in, from 0; and that of its system.
    var ordinal: Int
    var parentOrdinal: Int
    var mark: SourceMark
    var hasRows = false
    /// Whether rows were delivered while the facts were being read.
    var deliversRows = false
  }

  /// What it stands for.
  public let level: Level
  /// Its `id`; empty where none was given.
  public internal(set) var id = ""
  /// Its `name`, or else its `id`.
  public internal(set) var name = ""
  /// The system of a dataset.
  public internal(set) unowned(unsafe) var system: InventoryNode?
  /// The datasets of a system, in the order of the inputs.
  public internal(set) var datasets: [InventoryNode] = []
  /// The names of its datasets, for inputs that join by name.
  private(set) lazy var datasetNames = NodeNames()
  /// Its facts.
  public internal(set) var object: FactObject

  var values: UnsafeMutablePointer<Value> { UnsafeMutablePointer(mutating: object.fields) }
  let marks: UnsafeMutablePointer<SourceMark>
  var places: [Place]
  /// The ids of its records, where they stand in several files.
  var sharedIdentities: SharedIdentities?
  /// The fields that were taken over from the system.
  var inherited = SlotSet()
  /// The fields whose texts name nothing and most likely stand for something else, or for nothing: not even
  /// a check that what is named is there can say anything of them.
  public internal(set) var slips = SlotSet()
  /// The paths of its facts that cannot be true and count as unknown, such as `request.responded`.
  public private(set) var impossible: Set<String> = []

  init(_ level: Level, frame: Frame, place: Place) {
    self.level = level
    object = FactObject(fields: frame.values, type: UInt32(frame.shape.pointee.number))
    marks = frame.marks
    places = [place]
  }

  /// The path of the node, such as `systems/custody/datasets/records`.
  ///
  /// A node without an id is named by its place in its file, such as `#3`.
  public var path: String {
    let own = id.isEmpty ? "#\(places[0].ordinal + 1)" : id
    switch level {
    case .organisation: return "organisations/\(own)"
    case .system: return "systems/\(own)"
    case .dataset: return "\(system?.path ?? "systems")/datasets/\(own)"
    }
  }

  /// The indices of the files that describe it.
  public var files: [Int] { places.map(\.file) }

  /// Whether records or age bands of the dataset are listed.
  public var hasRows: Bool { places.contains { $0.hasRows || $0.deliversRows } }

  /// Whether the rows of the dataset stand in more than one file.
  public var hasRowsInSeveralFiles: Bool { places.lazy.filter(\.hasRows).count > 1 }

  /// Whether a dataset gives its records or counts of them, if only by saying that there are none.
  ///
  /// Where it gives one of the two, the other is not needed, unless it is said to be unknown.
  public var saysWhatItHolds: Bool {
    let lists = [Self.recordsSlot, Self.holdingsSlot]
    if lists.contains(where: { object[$0].tag == .unknown && !object.mark(of: $0).isNone }) {
      return false
    }
    let count = object[Self.countSlot]
    return lists.contains { object[$0].tag != .unknown } || count.tag == .int && count.asInt == 0
  }

  /// Whether a system says which datasets it has, and what each of them holds.
  public var saysWhatItsDatasetsHold: Bool {
    if datasets.isEmpty { return object.value("datasets").tag == .list }
    return datasets.allSatisfy(\.saysWhatItHolds)
  }

  private static let recordsSlot = InventoryTree.slot("records", of: Vocabulary.dataset)
  private static let holdingsSlot = InventoryTree.slot("holdings", of: Vocabulary.dataset)
  private static let countSlot = InventoryTree.slot("count", of: Vocabulary.dataset)

  /// Makes a fact of it unknown that cannot be true.
  func withhold(_ slot: Int) {
    values[slot] = .unknown
    note(impossible: object.definition.fields[slot], of: object.definition)
  }

  /// Notes a fact of it, or of an object in it, that cannot be true.
  func note(impossible field: FieldDefinition, of object: ObjectDefinition) {
    impossible.insert("\(Vocabulary.pathName(of: object)).\(field.name)")
  }

  /// Takes over what cannot be true from another description of the same thing.
  func adoptImpossible(_ other: InventoryNode) { impossible.formUnion(other.impossible) }

  /// Takes over the id and the name from the facts.
  func takeNames() {
    let shape = ShapeTable.shared.shapes[Int(object.type)]
    let text = Self.text(object[shape.identity])
    // What only stands where something is left open names nothing.
    id = text.isStandIn ? "" : text
    name = Self.text(object[shape.identity + 1])
    if name.isEmpty { name = id }
  }

  /// What stands in the place of an id and is none, for a message.
  var statedID: String {
    let text = Self.text(object[ShapeTable.shared.shapes[Int(object.type)].identity])
    return text.isEmpty ? "" : ": \(ReaderMessages.quoted(text)) says nothing"
  }

  private static func text(_ value: Value) -> String {
    value.tag == .string ? value.asString : ""
  }
}

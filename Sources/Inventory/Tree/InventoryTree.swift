import CEL
public import Diagnostics

/// Organisations, systems and datasets of all inputs, joined by their ids.
///
/// Built by an ``InventoryReader``. While it reads, the tree belongs to the reader's thread;
/// afterwards it does not change and can be shared.
public final class InventoryTree: @unchecked Sendable {
  /// The organisations in the order of the inputs.
  public internal(set) var organisations: [InventoryNode] = []
  /// The systems in the order of the inputs.
  public internal(set) var systems: [InventoryNode] = []
  /// The inputs in their order; ``SourceMark/file`` is an index of this list.
  public internal(set) var files: [InventoryFile] = []

  /// What each file describes.
  var nodes: [FileNodes]
  /// What hashes of ids of records begin with, in all files.
  let identitySeed = RecordIdentities.randomSeed()

  var organisationsByID: [IdentityKey: InventoryNode] = [:]
  var systemsByID: [IdentityKey: InventoryNode] = [:]
  var datasetsByID: [IdentityKey: InventoryNode] = [:]
  /// The places in memory of facts that inputs contradict each other about.
  var disputed: Set<UnsafeRawPointer> = []
  /// The names of organisations and systems, for inputs that join by name.
  let organisationNames = NodeNames()
  let systemNames = NodeNames()
  /// Whether rows were delivered while facts were still being read.
  var hasDeliveredRows = false
  private var arena = Arena()

  init(paths: [String]) {
    files = paths.map(InventoryFile.init)
    nodes = Array(repeating: FileNodes(), count: paths.count)
  }

  /// The organisation of an id.
  public func organisation(_ id: String) -> InventoryNode? { organisationsByID[IdentityKey(id)] }
  /// The system of an id.
  public func system(_ id: String) -> InventoryNode? { systemsByID[IdentityKey(id)] }
  /// The dataset of an id.
  public func dataset(_ id: String) -> InventoryNode? { datasetsByID[IdentityKey(id)] }

  /// The path, line and column of a place; `nil` for no place.
  public func position(of mark: SourceMark) -> SourcePosition? {
    guard !mark.isNone, mark.file < files.count else { return nil }
    let file = files[mark.file]
    guard !file.sheets.isEmpty else {
      return SourcePosition(path: file.path, line: mark.line, column: mark.column)
    }
    let place = SheetPlace(line: mark.line)
    return SourcePosition(
      path: file.path, line: place.row, column: mark.column,
      sheet: place.sheet < file.sheets.count ? file.sheets[place.sheet] : nil)
  }

  /// The other place that a failure to read an input names.
  func related(to failure: InputFailure, inFile file: Int) -> [Diagnostic.Related] {
    guard let first = failure.first,
      let place = position(of: SourceMark(file: file, line: first.line, column: first.column))
    else { return [] }
    return [.init(at: place, "the first one")]
  }

  /// What the input says of a value besides the value, such as who gave it.
  public func remark(of mark: SourceMark) -> String? {
    guard !mark.isNone, mark.file < files.count else { return nil }
    return files[mark.file].remarks[mark.line]
  }

  /// The words that a value was read from, where a mapping read it; of records, those of the row that
  /// was read last.
  public func original(of mark: SourceMark) -> String? {
    guard !mark.isNone, mark.file < files.count else { return nil }
    return files[mark.file].originals.text(at: mark)
  }

  func allocate(bytes: Int) -> UnsafeMutableRawPointer { arena.allocate(bytes: bytes) }

  func allocate(values: Int) -> UnsafeMutablePointer<Value> { arena.allocate(values: values) }

  func store(_ text: UnsafeBufferPointer<UInt8>) -> Value { arena.string(copying: text) }

  /// Lists the datasets in their systems, and gives datasets what their systems say of them.
  ///
  /// Called when all facts are known; may be called again.
  func complete() {
    for system in systems {
      for dataset in system.datasets { inherit(dataset) }
      listDatasets(of: system)
    }
  }

  /// Gets ready to compare the ids of records that stand in several files.
  func shareIdentities(_ options: borrowing ReaderOptions) {
    for dataset in datasetsByID.values where dataset.hasRowsInSeveralFiles {
      dataset.sharedIdentities = SharedIdentities(
        temporaryFolder: options.temporaryFolder, bound: options.mostIdentities,
        seed: identitySeed)
    }
  }

  private func listDatasets(of system: InventoryNode) {
    guard !system.datasets.isEmpty else { return }
    let slot = Self.datasetsSlot
    let values = arena.allocate(values: system.datasets.count)
    for (index, dataset) in system.datasets.enumerated() { values[index] = dataset.object.value }
    system.values[slot] = Value(
      list: UnsafeBufferPointer(start: UnsafePointer(values), count: system.datasets.count))
    system.marks[slot] = system.datasets[0].object.mark
  }

  /// Gives a dataset the regime, purposes and so on of its system where it has none of its own.
  func inherit(_ dataset: InventoryNode) {
    guard let system = dataset.system else { return }
    for (own, slot) in Self.inheritedSlots {
      guard dataset.marks[own].isNone || dataset.inherited.contains(own),
        !system.marks[slot].isNone
      else { continue }
      dataset.values[own] = system.values[slot]
      dataset.marks[own] = system.marks[slot]
      dataset.inherited.insert(own)
    }
  }

  private static let datasetsSlot = slot("datasets", of: Vocabulary.system)

  /// Slots of a dataset and of its system that hold the same fact.
  private static let inheritedSlots: [(Int, Int)] =
    ["regime", "purposes", "legalBasis", "sensitive", "subjects"].map {
      (slot($0, of: Vocabulary.dataset), slot($0, of: Vocabulary.system))
    }

  static func slot(_ name: String, of object: ObjectDefinition) -> Int {
    guard let slot = object.fields.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("the vocabulary has no field \(name)")
    }
    return slot
  }
}

/// An id, compared by its bytes: é in one code point and in two are two ids.
struct IdentityKey: Hashable {
  private let bytes: [UInt8]

  init(_ id: String) { bytes = Array(id.utf8) }

  init(_ id: UnsafeBufferPointer<UInt8>) { bytes = Array(id) }
}

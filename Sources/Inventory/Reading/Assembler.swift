import CEL
import CivilTime
import Diagnostics

/// Puts objects together from what a reader of either spelling finds.
///
/// Lives behind a pointer or in an `inout` for the whole of a file: everything in it is changed in
/// place, with no allocation and no reference count for each row.
struct Assembler: ~Copyable {
  /// What a reader does with an object it met.
  enum Entry {
    /// Read it.
    case enter
    /// Pass over it.
    case skip
    /// Stop: it comes after rows that would have needed it.
    case late
  }

  /// Deeper than the vocabulary nests.
  private static let capacity = 16

  let shapes: UnsafePointer<Shape>
  let mode: ReadingMode
  let format: ContentFormat
  let tree: InventoryTree
  let file: Int
  let isStrict: Bool
  /// The number of the day of the check, after which nothing can have happened.
  let checkDay: Int32
  /// The number of the last day on which something can have happened: in rows no later than the day of
  /// the facts of their file.
  var latestDay: Int32
  /// The last day that the facts of the rows can be of; `nil` where the file does not say.
  var factsUntil: CivilDate?
  let frames: UnsafeMutablePointer<Frame>
  var depth = -1
  var rowArena = Arena()
  /// The objects inside the row that is being read of which some facts cannot be true, by where they
  /// are in ``rowArena``; they end with it.
  var doubts: [UnsafePointer<Value>: Doubt] = [:]
  var recordFrame: Frame
  var holdingFrame: Frame
  /// Whether an object of a row is open.
  var isInRow = false
  /// Whether systems and datasets meet those of other files by name.
  let joinsByName: Bool
  /// Whether text of rows stays where it is until the row is over.
  let borrowsText: Bool
  /// Whether rows of the usual form may be read without the XML parser.
  let readsRowsAtOnce: Bool
  var list = ValueList()
  var log: DiagnosticLog
  var codes: CodeChecker
  var identities: RecordIdentities
  /// The ids of a dataset whose rows stand in several files.
  var sharedIdentities: SharedIdentities?
  let consumer: (any RowConsumer)?
  var rows = RowCounts()
  /// Whether what is given next comes from where a foreign input has personal data.
  var hidesTexts = false
  /// The texts that fields of a foreign input could not be read from.
  var misreads = MisreadTally()

  /// Who reads runs of records on other threads.
  let pieces: PieceWork?

  // Where in the structure of the file the reader is.
  var organisation: InventoryNode?
  var system: InventoryNode?
  var dataset: InventoryNode?
  var ordinals = LevelOrdinals()
  /// Whether the consumer was told that rows of the dataset begin.
  var isDelivering = false
  /// What was found out about the organisations and holds that records name.
  var rowReferences = RowReferences()
  /// The known classes of records; `nil` where they are not known.
  let classes: Set<String>?
  /// Whether ids of records were left out for want of room.
  var hasUncheckedIdentities = false
  /// Whether the file adds to something whose rows were delivered before.
  var isLate = false
  /// A failure that ends the file, found while rows were put to their datasets.
  var hasChanged = false

  init(
    mode: ReadingMode, format: ContentFormat, tree: InventoryTree, file: Int,
    options: borrowing ReaderOptions, codes: KnownCodes, consumer: (any RowConsumer)?,
    pieces: PieceWork? = nil, joinsByName: Bool = false
  ) {
    let table = ShapeTable.shared
    shapes = table.shapes
    self.mode = mode
    self.format = format
    self.tree = tree
    self.file = file
    isStrict = options.isStrict
    checkDay = options.latestDay?.dayNumber ?? .max
    latestDay = checkDay
    borrowsText = format == .json
    readsRowsAtOnce = options.readsRowsAtOnce
    self.joinsByName = joinsByName
    self.consumer = consumer
    self.pieces = pieces
    frames = .allocate(capacity: Self.capacity)
    recordFrame = Self.rowFrame(table.shapes + ShapeTable.record)
    holdingFrame = Self.rowFrame(table.shapes + ShapeTable.holding)
    log = DiagnosticLog(path: tree.files[file].path, limit: options.diagnosticLimit)
    self.codes = CodeChecker(codes)
    classes = options.codes?.lists[References.classList].map { Set($0) }
    identities = RecordIdentities(
      temporaryFolder: options.temporaryFolder, bound: options.mostIdentities,
      seed: tree.identitySeed)
  }

  deinit {
    frames.deallocate()
    recordFrame.values.deallocate()
    holdingFrame.values.deallocate()
  }

  private static func rowFrame(_ shape: UnsafePointer<Shape>) -> Frame {
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: shape.pointee.byteCount, alignment: 16)
    return Frame(shape, slot: -1, memory: memory)
  }

  /// The object that is being read.
  @inline(__always)
  var frame: UnsafeMutablePointer<Frame> { frames + depth }

  /// Makes an object the one that is being read.
  @inline(__always)
  mutating func push(_ frame: Frame) {
    precondition(depth + 1 < Self.capacity, "the vocabulary nests deeper than the stack")
    depth += 1
    (frames + depth).initialize(to: frame)
  }

  /// Begins the inventory itself.
  mutating func beginInventory(_ mark: SourceMark) {
    let shape = shapes + ShapeTable.inventory
    guard mode != .rows else { return push(Frame(view: shape, slot: -1, of: recordFrame)) }
    let frame = Frame(shape, slot: -1, memory: tree.allocate(bytes: shape.pointee.byteCount))
    frame.marks[shape.pointee.count] = mark
    push(frame)
  }

  /// Begins an object in a field of the object that is being read.
  mutating func beginObject(_ slot: Int, _ mark: SourceMark) -> Entry {
    let field = frame.pointee.shape.pointee.fields[slot]
    let shape = shapes + field.child
    switch shape.pointee.role {
    case .record, .holding: return beginRow(slot, shape, mark)
    case .organisation, .system, .dataset: return beginLevel(slot, shape, mark)
    default: break
    }
    if frame.pointee.isSettled { return .late }
    if frame.pointee.seen.contains(slot) {
      if field.kind == .object || !frame.pointee.chained.contains(slot) {
        noteDuplicate(slot, mark)
        return .skip
      }
    } else {
      frame.pointee.seen.insert(slot)
      frame.pointee.marks[slot] = mark
    }
    let bytes = shape.pointee.byteCount
    let memory = isInRow ? rowArena.allocate(bytes: bytes) : tree.allocate(bytes: bytes)
    let child = Frame(shape, slot: slot, memory: memory)
    child.marks[shape.pointee.count] = mark
    push(child)
    return .enter
  }

  /// Ends the object that is being read.
  mutating func endObject() {
    let ended = frame
    flatten(ended)
    checkLimits(ended)
    switch ended.pointee.shape.pointee.role {
    case .record: endRecord()
    case .holding: endHolding()
    case .organisation: endOrganisation()
    case .system: endSystem()
    case .dataset: endDataset()
    case .inventory: endInventory()
    default: attach(ended)
    }
    depth -= 1
  }

  /// Puts an object that is complete into its parent.
  private mutating func attach(_ ended: UnsafeMutablePointer<Frame>) {
    let parent = ended - 1
    let slot = ended.pointee.slot
    if isInRow { noteDoubt(of: ended, in: parent) }
    if parent.pointee.shape.pointee.fields[slot].kind == .object {
      parent.pointee.values[slot] = ended.pointee.value
    } else {
      chain(ended.pointee.value, slot, to: parent)
    }
  }

  /// Adds an item to a list of objects.
  mutating func chain(_ value: Value, _ slot: Int, to parent: UnsafeMutablePointer<Frame>) {
    let bytes = MemoryLayout<Link>.stride
    let memory = isInRow ? rowArena.allocate(bytes: bytes) : tree.allocate(bytes: bytes)
    let link = memory.bindMemory(to: Link.self, capacity: 1)
    let last = parent.pointee.chained.contains(slot) ? parent.pointee.values[slot] : Value(Int64(0))
    link.initialize(
      to: Link(value: value, previous: UnsafeMutablePointer(bitPattern: UInt(last.bits))))
    parent.pointee.chained.insert(slot)
    parent.pointee.values[slot] = Value(
      tag: .list, aux: last.aux + 1, bits: UInt64(UInt(bitPattern: link)))
  }

  /// Makes lists of objects out of chains.
  @inline(__always)
  mutating func flatten(_ frame: UnsafeMutablePointer<Frame>) {
    guard frame.pointee.chained != SlotSet() else { return }
    flattenChains(frame)
  }

  @inline(never)
  private mutating func flattenChains(_ frame: UnsafeMutablePointer<Frame>) {
    var slots = frame.pointee.chained
    frame.pointee.chained = SlotSet()
    while let slot = slots.popFirst() {
      let count = Int(frame.pointee.values[slot].aux)
      let items = isInRow ? rowArena.allocate(values: count) : tree.allocate(values: count)
      var link = UnsafeMutablePointer<Link>(
        bitPattern: UInt(frame.pointee.values[slot].bits))
      var index = count
      while let current = link {
        index -= 1
        items[index] = current.pointee.value
        link = current.pointee.previous
      }
      let list = UnsafeBufferPointer(start: UnsafePointer(items), count: count)
      frame.pointee.values[slot] = Value(list: list)
      checkIdentities(of: list, in: frame.pointee.shape.pointee.fields[slot].child)
    }
  }
}

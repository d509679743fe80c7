import CEL
import Diagnostics

extension Assembler {
  /// Begins a row of the dataset that is being read.
  mutating func beginRow(
    _ slot: Int, _ shape: UnsafePointer<Shape>, _ mark: SourceMark
  ) -> Entry {
    if mode == .structure {
      // Another input may describe the dataset without its rows; both together have them.
      if frame.pointee.values[slot].tag != .list { giveList(slot, mark) }
      noteRows()
      return .skip
    }
    if mode == .everything, frame.pointee.values[slot].tag != .list { giveList(slot, mark) }
    if !isDelivering {
      frame.pointee.isClosed = true
      let entry = beginDelivery()
      guard case .enter = entry else { return entry }
    }
    rowArena.reset()
    if !doubts.isEmpty { doubts.removeAll(keepingCapacity: true) }
    isInRow = true
    if shape.pointee.role == .record {
      recordFrame.begin()
      recordFrame.marks[shape.pointee.count] = mark
      push(recordFrame)
    } else {
      holdingFrame.begin()
      holdingFrame.marks[shape.pointee.count] = mark
      push(holdingFrame)
    }
    return .enter
  }

  /// Gives a field a list of organisations, systems, datasets or rows, which are kept elsewhere.
  @inline(never)
  mutating func giveList(_ slot: Int, _ mark: SourceMark) {
    frame.pointee.marks[slot] = mark
    frame.pointee.values[slot] = Value(list: UnsafeBufferPointer(start: nil, count: 0))
  }

  /// Remembers that the dataset has rows in this file.
  mutating func noteRows() {
    guard !frame.pointee.isClosed else { return }
    frame.pointee.isClosed = true
    if let last = dataset?.places.indices.last { dataset?.places[last].hasRows = true }
  }

  mutating func endRecord() {
    recordFrame.seen = frame.pointee.seen
    recordFrame.takeDoubts(of: frame)
    recordFrame.clearStale()
    isInRow = false
    resolveReferences()
    checkIdentity()
    rows.records &+= 1
    let ordinal = ordinals.records
    ordinals.records &+= 1
    consumer?.record(row(recordFrame), ordinal: ordinal)
  }

  mutating func endHolding() {
    holdingFrame.seen = frame.pointee.seen
    holdingFrame.takeDoubts(of: frame)
    holdingFrame.clearStale()
    isInRow = false
    rows.holdings &+= 1
    let ordinal = ordinals.holdings
    ordinals.holdings &+= 1
    consumer?.holding(row(holdingFrame), ordinal: ordinal)
  }

  /// Gives up a row of which only a part was there, and objects inside it.
  mutating func abandonRow(backTo level: Int) {
    if isInRow {
      let row = frames[level + 1]
      if row.shape.pointee.role == .record {
        recordFrame.seen = row.seen
      } else {
        holdingFrame.seen = row.seen
      }
    }
    isInRow = false
    depth = level
  }

  @inline(__always)
  private mutating func checkIdentity() {
    let slot = recordFrame.shape.pointee.identity
    let id = recordFrame.values[slot]
    let mark = recordFrame.marks[slot]
    guard id.tag == .string else {
      if id.tag == .unknown || id.tag == .notApplicable { noteNoIdentity(mark) }
      return
    }
    let text = id.asBytes
    if BlankText.isPossible(text), BlankText.sort(of: text) != nil { return noteNoIdentity(mark) }
    identities.insert(text, mark: mark)
  }

  /// Notes once in a file that records have ids which say nothing.
  @inline(never)
  private mutating func noteNoIdentity(_ mark: SourceMark) {
    let key = "record without an id"
    guard log.isFirst(key) else { return }
    log.add(
      Diagnostic(
        .error, "reader.missing-id", at: position(mark), "the \"id\" of this record says nothing",
        hint: "give each record an id of its own"), once: key)
  }

  /// Compares the ids of the records of the dataset, at its end.
  mutating func endIdentities() {
    if let pieces, pieces.hasOpenDataset { return pieces.endDataset(takePart(), sharedIdentities) }
    if let sharedIdentities { return sharedIdentities.take(&identities) }
    if !identities.report(to: &log, of: tree) { hasUncheckedIdentities = true }
  }

  /// Hands over what was noted since the last part was, and the ids of its records.
  mutating func takePart() -> ReadPart {
    let part = ReadPart(emptyOf: log, identities: identities.emptied)
    swap(&part.log, &log)
    swap(&part.identities, &identities)
    return part
  }

  /// Notes once in a file that not all ids could be compared.
  mutating func noteUncheckedIdentities() {
    guard hasUncheckedIdentities else { return }
    log.add(InventoryTree.uncheckedIdentities(path: tree.files[file].path))
  }
}

/// Records of a dataset that have the id of another one.
struct SameRecords {
  /// How many are remembered to be told; those that come first in the files.
  private static let most = 1000

  private(set) var pairs: [(second: SourceMark, first: SourceMark)] = []
  /// How many there are.
  private(set) var count = 0
  /// Whether all ids could be compared.
  let isWhole: Bool

  /// Compares all ids.
  init(_ identities: inout RecordIdentities) {
    var pairs: [(second: SourceMark, first: SourceMark)] = []
    var count = 0
    identities.finish { first, second in
      count += 1
      pairs.append((second, first))
      if pairs.count > 2 * Self.most { Self.keepFirst(&pairs) }
    }
    Self.keepFirst(&pairs)
    self.pairs = pairs
    self.count = count
    isWhole = !identities.isFull
  }

  private static func keepFirst(_ pairs: inout [(second: SourceMark, first: SourceMark)]) {
    pairs.sort { ($0.second.bits, $0.first.bits) < ($1.second.bits, $1.first.bits) }
    pairs.removeSubrange(min(most, pairs.count)...)
  }
}

extension RecordIdentities {
  /// Compares all ids and notes records of the same id.
  ///
  /// - Returns: Whether all ids could be compared.
  mutating func report(to log: inout DiagnosticLog, of tree: InventoryTree) -> Bool {
    let same = SameRecords(&self)
    for pair in same.pairs { log.add(tree.sameRecord(pair.second, pair.first)) }
    for _ in same.pairs.count..<same.count { log.addUnshownError() }
    return same.isWhole
  }
}

extension InventoryTree {
  /// Two records of a dataset that have the same id.
  func sameRecord(_ mark: SourceMark, _ first: SourceMark) -> Diagnostic {
    Diagnostic(
      .error, "reader.duplicate-id", at: position(of: mark),
      "the id of this record is the id of another record of the dataset",
      related: position(of: first).map { [.init(at: $0, "an earlier one")] } ?? [])
  }

  static func uncheckedIdentities(path: String) -> Diagnostic {
    Diagnostic(
      .notice, "reader.ids-unchecked", at: nil,
      "\(path): not all ids of records could be compared",
      hint: "a dataset has very many records and there is no room for temporary files")
  }
}

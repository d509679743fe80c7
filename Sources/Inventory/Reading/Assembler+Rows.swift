import CEL
import Diagnostics

extension Assembler {
  /// Begins a row of the dataset that is being read.
  mutating func beginRow(
    _ slot: Int, _ shape: UnsafePointer<Shape>, _ mark: SourceMark
  ) -> Entry {
    if mode == .structure {
      noteRows()
      return .skip
    }
    if !isDelivering {
      frame.pointee.isClosed = true
      let entry = beginDelivery()
      guard case .enter = entry else { return entry }
    }
    rowArena.reset()
    isInRow = true
    if shape.pointee.role == .record {
      recordFrame.clear()
      recordFrame.marks[shape.pointee.count] = mark
      push(recordFrame)
    } else {
      holdingFrame.clear()
      holdingFrame.marks[shape.pointee.count] = mark
      push(holdingFrame)
    }
    return .enter
  }

  /// Remembers that the dataset has rows in this file.
  mutating func noteRows() {
    guard !frame.pointee.isClosed else { return }
    frame.pointee.isClosed = true
    if let last = dataset?.places.indices.last { dataset?.places[last].hasRows = true }
  }

  mutating func endRecord() {
    recordFrame.seen = frame.pointee.seen
    isInRow = false
    checkIdentity()
    rows.records &+= 1
    let ordinal = ordinals.records
    ordinals.records &+= 1
    consumer?.record(FactObject(recordFrame.value), ordinal: ordinal)
  }

  mutating func endHolding() {
    holdingFrame.seen = frame.pointee.seen
    isInRow = false
    rows.holdings &+= 1
    let ordinal = ordinals.holdings
    ordinals.holdings &+= 1
    consumer?.holding(FactObject(holdingFrame.value), ordinal: ordinal)
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
    guard id.tag == .string else { return }
    let mark = recordFrame.marks[slot]
    guard let sharedIdentities else { return identities.insert(id.asBytes, mark: mark) }
    if let first = sharedIdentities.insert(id.asBytes, mark: mark) { noteSameRecord(mark, first) }
  }

  @inline(never)
  private mutating func noteSameRecord(_ mark: SourceMark, _ first: SourceMark) {
    log.add(
      Diagnostic(
        .error, "reader.duplicate-id", at: position(mark),
        "the id of this record is the id of another record of the dataset",
        related: position(first).map { [.init(at: $0, "an earlier one")] } ?? []))
  }

  /// Tells records of the same id, at the end of a dataset.
  mutating func compareIdentities() {
    var pairs: [(SourceMark, SourceMark)] = []
    var count = 0
    identities.finish { first, second in
      count += 1
      if pairs.count < 1000 { pairs.append((first, second)) }
    }
    for (first, second) in pairs { noteSameRecord(second, first) }
    for _ in pairs.count..<max(count, pairs.count) { log.addUnshownError() }
    if sharedIdentities?.isFull == true { hasUncheckedIdentities = true }
    if identities.isFull { hasUncheckedIdentities = true }
  }

  /// Notes once in a file that not all ids could be compared.
  mutating func noteUncheckedIdentities() {
    guard hasUncheckedIdentities else { return }
    log.add(
      Diagnostic(
        .notice, "reader.ids-unchecked", at: nil,
        "\(tree.files[file].path): not all ids of records could be compared",
        hint: "a dataset has very many records and there is no room for temporary files"))
  }
}

import CEL
import Diagnostics

/// What was found out about the organisations and holds that records name, which are few.
struct RowReferences {
  /// A text that was looked up, and whether it names something.
  struct Known {
    var text: [UInt8]
    var names: Bool

    @inline(__always)
    func isText(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
      text.count == other.count && text.withUnsafeBufferPointer { $0.elementsEqual(other) }
    }
  }

  var controller: Known?
  var category: Known?
  var hold: Known?
  /// The controller that the last hold was looked up for.
  var holder: [UInt8] = []
  /// The dataset for which the controller was looked up.
  var holderPlace: ObjectIdentifier?
  /// The dataset for which holds were looked up.
  var dataset: ObjectIdentifier?
  /// The class of the record for which the last hold was looked up.
  var holdClass: [UInt8] = []
  /// Whether that hold says that it covers other records.
  var isHoldForOthers = false

  static let controllerSlot = InventoryTree.slot("controller", of: Vocabulary.record)
  static let categorySlot = InventoryTree.slot("category", of: Vocabulary.record)
  static let holdSlot = InventoryTree.slot("hold", of: Vocabulary.record)
  /// The slots of a record that name something.
  let slots = SlotSet([controllerSlot, categorySlot, holdSlot])
}

extension Assembler {
  /// Makes unknown what a record names and nobody describes: an organisation, a class or a hold.
  @inline(__always)
  mutating func resolveReferences() {
    if recordFrame.seen.intersection(rowReferences.slots).isEmpty { return }
    let values = recordFrame.values
    let controller = RowReferences.controllerSlot
    if recordFrame.seen.contains(controller), values[controller].tag == .string {
      let text = values[controller].asBytes
      if rowReferences.controller?.isText(text) != true || rowReferences.holderPlace != place {
        lookUpController(text)
      }
      if rowReferences.controller?.names == false { lose(controller, .controller) }
    }
    let category = RowReferences.categorySlot
    if recordFrame.seen.contains(category), values[category].tag == .string {
      let text = values[category].asBytes
      if rowReferences.category?.isText(text) != true { lookUpClass(text) }
      if rowReferences.category?.names == false { lose(category, .recordClass) }
    }
    let hold = RowReferences.holdSlot
    if recordFrame.seen.contains(hold), values[hold].tag == .string { resolveHold(hold) }
  }

  @inline(never)
  private mutating func lookUpController(_ text: UnsafeBufferPointer<UInt8>) {
    let names = References(tree: tree, classes: classes).names(
      String(decoding: text, as: UTF8.self), .controller, naming())
    rowReferences.controller = RowReferences.Known(text: Array(text), names: names)
    rowReferences.holderPlace = place
  }

  @inline(never)
  private mutating func lookUpClass(_ text: UnsafeBufferPointer<UInt8>) {
    let names = References(tree: tree, classes: classes)
      .names(String(decoding: text, as: UTF8.self), .recordClass, References.Naming())
    rowReferences.category = RowReferences.Known(text: Array(text), names: names)
  }

  @inline(never)
  private mutating func resolveHold(_ slot: Int) {
    let text = recordFrame.values[slot].asBytes
    let own = recordFrame.values[RowReferences.controllerSlot]
    let holder = own.tag == .string ? Array(own.asBytes) : []
    let category = recordFrame.values[RowReferences.categorySlot]
    let holdClass = category.tag == .string ? Array(category.asBytes) : [category.tag.rawValue]
    if rowReferences.hold?.isText(text) != true || rowReferences.holder != holder
      || rowReferences.dataset != place || rowReferences.holdClass != holdClass
    {
      let references = References(tree: tree, classes: classes)
      let (name, naming) = (String(decoding: text, as: UTF8.self), naming())
      rowReferences.hold = RowReferences.Known(
        text: Array(text), names: references.resolves(name, .hold, naming))
      rowReferences.isHoldForOthers = references.misfit(name, .hold, naming) != nil
      rowReferences.holder = holder
      rowReferences.dataset = place
      rowReferences.holdClass = holdClass
    }
    if rowReferences.hold?.names == false {
      lose(slot, .hold)
    } else if rowReferences.isHoldForOthers {
      tell(slot, .hold)
    }
  }

  /// The dataset that rows are read of.
  @inline(__always)
  private var place: ObjectIdentifier? { dataset.map { ObjectIdentifier($0) } }

  /// How the record names something.
  private func naming() -> References.Naming {
    let own = recordFrame.values[RowReferences.controllerSlot]
    let category = recordFrame.values[RowReferences.categorySlot]
    var naming = References.naming(
      dataset?.system, dataset, record: own.tag == .string ? own.asString : nil)
    naming.recordClass = category.tag == .string ? category.asString : nil
    naming.isClassKnown = category.tag != .unknown
    return naming
  }

  /// Makes a field of the record unknown, which keeps its text, and says so once.
  @inline(never)
  private mutating func lose(_ slot: Int, _ reference: FieldDefinition.Reference) {
    let value = recordFrame.values[slot]
    recordFrame.values[slot] = Value(tag: .unknown, aux: value.aux, bits: value.bits)
    tell(slot, reference)
  }

  /// Says once what is wrong with what a field of the record names.
  @inline(never)
  private mutating func tell(_ slot: Int, _ reference: FieldDefinition.Reference) {
    let text = recordFrame.values[slot].asString
    let field = Vocabulary.record.fields[slot]
    let isShown = isShown(field, recordFrame.values[slot].asBytes, inRow: true)
    let key = isShown ? "reference \(slot) \(text)" : "reference \(slot)"
    guard log.isFirst(key) else { return }
    let references = References(tree: tree, classes: classes)
    log.add(
      references.note(
        field, text, reference, naming(), at: recordFrame.marks[slot], isStrict: isStrict,
        isShown: isShown), once: key)
  }
}

import CEL
public import Diagnostics

/// Writes an inventory in one of the two spellings.
///
/// Organisations, systems and datasets come from a tree that is complete; rows are streamed: pass
/// the writer as the consumer of a reading of ``ReadingMode/rows`` of one input, and end with
/// ``finish()``.
///
/// Holdings of a dataset are kept until its end where the output is JSON; records never are.
public final class InventoryWriter: RowConsumer {
  private let tree: InventoryTree
  private let format: ContentFormat
  private let output: ([UInt8]) -> Void
  private var text = ""
  private var systemIndex = 0
  private var datasetIndex = 0
  private var isSystemOpen = false
  private var hasBegun = false
  private var open: InventoryNode?
  private var holdings: [String] = []
  private var recordCount = 0
  private static let mostLosses = 20
  private var losses: [Diagnostic] = []
  private var lossCount = 0
  /// Whether rows came in an order that cannot be written, as those of several inputs do.
  public private(set) var hasFailed = false

  /// - Parameter output: Takes the bytes, some at a time.
  public init(
    _ tree: InventoryTree, format: ContentFormat, output: @escaping ([UInt8]) -> Void
  ) {
    self.tree = tree
    self.format = format
    self.output = output
  }

  public func begin(_ dataset: InventoryNode) {
    guard let system = dataset.system,
      let target = tree.systems.firstIndex(where: { $0 === system }),
      let place = system.datasets.firstIndex(where: { $0 === dataset }),
      (target, place) >= (systemIndex, datasetIndex)
    else {
      hasFailed = true
      return
    }
    beginInventory()
    while systemIndex < target { endSystem() }
    beginSystem()
    while datasetIndex < place { writeDataset() }
    openDataset(dataset)
    open = dataset
  }

  public func record(_ record: FactObject, ordinal: Int) {
    guard open != nil else { return }
    if format == .xml {
      text += xml("record", record, "      ")
    } else {
      text += recordCount == 0 ? ", \"records\": [\n" : ",\n"
      var facts = JSONFacts()
      facts.object(record)
      text += facts.text
    }
    recordCount += 1
    flush(past: 64 * 1024)
  }

  public func holding(_ holding: FactObject, ordinal: Int) {
    guard open != nil else { return }
    if format == .xml {
      text += xml("holding", holding, "      ")
    } else {
      var facts = JSONFacts()
      facts.object(holding)
      holdings.append(facts.text)
    }
    flush(past: 64 * 1024)
  }

  public func end(_ dataset: InventoryNode) {
    guard open === dataset else { return }
    closeDataset()
    open = nil
    datasetIndex += 1
  }

  /// Writes what is left: whatever has no rows, and the end.
  public func finish() {
    beginInventory()
    while systemIndex < tree.systems.count { endSystem() }
    text += format == .xml ? "</inventory>\n" : "\n]}\n"
    flush(past: 0)
  }

  private func flush(past limit: Int) {
    guard text.utf8.count > limit else { return }
    output(Array(text.utf8))
    text = ""
  }
}

extension InventoryWriter {
  private func xml(_ name: String, _ object: FactObject, _ indent: String) -> String {
    var facts = XMLFacts()
    facts.element(name, object, indent: indent)
    noteLosses(facts)
    return facts.text
  }

  private func noteLosses(_ facts: XMLFacts) {
    for mark in facts.lost {
      lossCount += 1
      guard losses.count < Self.mostLosses else { continue }
      losses.append(
        Diagnostic(
          .notice, "convert.lost-character", at: tree.position(of: mark),
          "a text has a character that XML cannot hold; it is written as U+FFFD"))
    }
  }

  /// What the output does not hold as the input has it.
  public var lost: [Diagnostic] {
    let day = head.lostDay.map { [$0] } ?? []
    guard lossCount > losses.count else { return day + losses }
    return day + losses + [
      Diagnostic(
        .notice, "convert.lost-character", at: nil,
        "\(lossCount - losses.count) more texts have characters that XML cannot hold")
    ]
  }

  private var head: InventoryHead { InventoryHead(tree.files) }

  /// Writes the head and the organisations.
  private func beginInventory() {
    guard !hasBegun else { return }
    hasBegun = true
    let extracted = head.extracted
    let source = head.source
    if format == .xml {
      text += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      text += "<inventory xmlns=\"\(Vocabulary.namespace)\" version=\"1\""
      if let extracted { text += " extracted=\"\(extracted)\"" }
      if !source.isEmpty { text += " source=\"\(XMLText.escaped(source))\"" }
      text += ">\n"
      for node in tree.organisations { text += xml("organisation", node.object, "  ") }
    } else {
      text += "{\"version\": 1"
      if let extracted { text += ", \"extracted\": \(JSONText.quoted(extracted))" }
      if !source.isEmpty { text += ", \"source\": \(JSONText.quoted(source))" }
      text += ",\n\"organisations\": ["
      for (index, node) in tree.organisations.enumerated() {
        var facts = JSONFacts()
        facts.object(node.object)
        text += (index > 0 ? ",\n" : "\n") + facts.text
      }
      text += "],\n\"systems\": ["
    }
  }

  private func beginSystem() {
    guard !isSystemOpen else { return }
    isSystemOpen = true
    let system = tree.systems[systemIndex]
    var hidden = SlotSet()
    hidden.insert(InventoryTree.slot("datasets", of: Vocabulary.system))
    if format == .xml {
      var facts = XMLFacts()
      facts.element("system", system.object, hidden: hidden, isOpen: true, indent: "  ")
      noteLosses(facts)
      text += facts.text
    } else {
      var facts = JSONFacts()
      let hasMembers = facts.object(system.object, hidden: hidden, isOpen: true)
      text += (systemIndex > 0 ? ",\n" : "\n") + facts.text
      text += (hasMembers ? ", " : "") + "\"datasets\": ["
    }
  }

  private func endSystem() {
    beginSystem()
    while datasetIndex < tree.systems[systemIndex].datasets.count { writeDataset() }
    text += format == .xml ? "  </system>\n" : "]}"
    isSystemOpen = false
    systemIndex += 1
    datasetIndex = 0
    flush(past: 64 * 1024)
  }

  private func writeDataset() {
    openDataset(tree.systems[systemIndex].datasets[datasetIndex])
    closeDataset()
    datasetIndex += 1
  }

  private func openDataset(_ dataset: InventoryNode) {
    if format == .xml {
      var facts = XMLFacts()
      facts.element(
        "dataset", dataset.object, hidden: Self.hidden(dataset), isOpen: true, indent: "    ")
      noteLosses(facts)
      text += facts.text
    } else {
      var facts = JSONFacts()
      facts.object(dataset.object, hidden: Self.hidden(dataset), isOpen: true)
      text += (datasetIndex > 0 ? ",\n " : "\n ") + facts.text
    }
    recordCount = 0
    holdings = []
  }

  /// What is not written with a dataset: what it has from its system, and rows, which come later.
  private static func hidden(_ dataset: InventoryNode) -> SlotSet {
    var hidden = dataset.inherited
    guard dataset.places.contains(where: \.hasRows) else { return hidden }
    hidden.insert(InventoryTree.slot("records", of: Vocabulary.dataset))
    hidden.insert(InventoryTree.slot("holdings", of: Vocabulary.dataset))
    return hidden
  }

  private func closeDataset() {
    if format == .xml {
      text += "    </dataset>\n"
      return
    }
    if recordCount > 0 { text += "]" }
    if !holdings.isEmpty { text += ", \"holdings\": [\(holdings.joined(separator: ",\n"))]" }
    text += "}"
  }
}

public import Bytes
import CivilTime
import Diagnostics
import Findings
public import Results

/// What each owner has to do, for sending to each of them alone.
///
/// Only of results that show no personal data: what is sent by mail is out of hand.
public struct WorklistSet {
  /// The list of one owner.
  public struct Entry: Hashable, Sendable {
    /// The owner, as the inventory names them.
    public let owner: String
    /// The name of the files without an ending: letters, digits and hyphens.
    public let file: String
    /// How many breaches are open, without the provisional ones.
    public let breaches: Int
    /// How many breaches rest on a figure that nobody has confirmed.
    public let provisional: Int
    /// How many checks wait for a fact.
    public let undecided: Int

    /// States what an owner's list holds.
    public init(
      owner: String, file: String, breaches: Int, provisional: Int, undecided: Int
    ) {
      self.owner = owner
      self.file = file
      self.breaches = breaches
      self.provisional = provisional
      self.undecided = undecided
    }
  }

  /// The owners who have something to do, by name.
  public private(set) var entries: [Entry] = []
  private let result: CheckResult
  private let words: FactWords
  private var lists: [String: FindingList] = [:]

  /// The lists of a result.
  ///
  /// - Parameter labels: What people call the facts; without labels their paths stand for them.
  /// - Precondition: The result shows no personal data and lists its findings.
  public init(_ result: CheckResult, labels: FieldLabels = FieldLabels()) {
    precondition(!result.header.showsPersonalData, "a worklist is for mailing")
    self.result = result
    words = FactWords(labels)
    var store = result.findings
    store.sort()
    let none = FindingList(of: store)
    var counts: [String: (breaches: Int, provisional: Int, undecided: Int)] = [:]
    var reading = store.makeIterator()
    while let (finding, place) = reading.nextPlaced() {
      guard finding.isOpenWork else { continue }
      let owner = finding.ownerOrNobody
      let entry = FindingList.Entry(
        place: place,
        order: Int32(clamping: finding.severity.rank * 1_000_000)
          &+ max(finding.longestFirst, -999_999))
      lists[owner, default: none].append(entry)
      var count = counts[owner] ?? (0, 0, 0)
      if finding.verdict != .breach {
        count.undecided += finding.checksCounted
      } else if finding.isProvisional {
        count.provisional += finding.checksCounted
      } else {
        count.breaches += finding.checksCounted
      }
      counts[owner] = count
    }
    for owner in lists.keys { lists[owner]?.sort() }
    let names = WorklistNames(lists.keys)
    entries = lists.keys.sorted { $0.precedes($1) }.map { owner in
      let count = counts[owner] ?? (0, 0, 0)
      return Entry(
        owner: owner, file: names[owner], breaches: count.breaches,
        provisional: count.provisional, undecided: count.undecided)
    }
  }

  /// The page of an owner, also of one who has nothing to do.
  public func writePage(of owner: String, to output: inout OutputBuffer) {
    var page = HTMLPage(output: output)
    output = OutputBuffer()
    WorklistPage(result: result, words: words, owner: owner, findings: lists[owner])
      .write(to: &page)
    output = page.output
  }

  /// The table of an owner, for a spreadsheet.
  public func writeTable(of owner: String, to output: inout OutputBuffer) {
    WorklistTable(words: words, owner: owner, header: result.header)
      .write(lists[owner], older: result.olderInWords, to: &output)
  }

  /// The table of the owners with the names of their files.
  ///
  /// Findings that are not listed because an earlier result had them are counted in its last line, which
  /// names no file.
  public func writeIndex(_ entries: [Entry], to output: inout OutputBuffer) {
    output.write(CSVText.mark)
    CSVText.write(["file", "owner", "in breach", "provisional", "undecided"], to: &output)
    for entry in entries {
      CSVText.write(
        [
          "\(entry.file).html", entry.owner, String(entry.breaches), String(entry.provisional),
          String(entry.undecided),
        ], to: &output)
    }
    if let older = result.olderInWords { CSVText.write(["", older, "", "", ""], to: &output) }
  }
}

extension WorklistSet {
  /// The owners that an index of an earlier run names, without the counts of that run; lines that are
  /// not of its form are passed over.
  public static func entries(ofIndex text: String) -> [Entry] {
    let lines = text.split(separator: "\r\n")
    guard let head = lines.first else { return [] }
    // Earlier versions had no column of provisional breaches.
    let numbers = head.count { $0 == "," } - 1
    return lines.dropFirst().compactMap { line in
      let cells = line.split(separator: ",", maxSplits: 1)
      guard cells.count == 2, let end = line.startOfLast(numbers), end > cells[0].endIndex
      else { return nil }
      // Earlier versions named the files without an ending.
      let file = cells[0].hasSuffix(".html") ? cells[0].dropLast(5) : cells[0]
      guard !file.isEmpty,
        file.utf8.allSatisfy({ 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x2D })
      else { return nil }
      var owner = String(line[line.index(after: cells[0].endIndex)..<end])
      if owner.hasPrefix("\""), owner.hasSuffix("\""), owner.count > 1 {
        owner = String(owner.dropFirst().dropLast()).replacing("\"\"", with: "\"")
      }
      if owner.hasPrefix("'") { owner.removeFirst() }
      return Entry(
        owner: owner, file: String(file), breaches: 0, provisional: 0, undecided: 0)
    }
  }
}

extension Substring {
  /// Where the comma before the last cells of a line is.
  fileprivate func startOfLast(_ cells: Int) -> Index? {
    var rest = self
    for _ in 0..<Swift.max(cells, 0) {
      guard let comma = rest.lastIndex(of: ",") else { return nil }
      rest = rest[..<comma]
    }
    return rest.endIndex
  }
}

extension Finding {
  /// Whether somebody has to do something about it now.
  fileprivate var isOpenWork: Bool {
    state != .cured && (verdict == .breach || verdict == .undetermined)
  }
}

/// Names of files for owners.
struct WorklistNames {
  private var names: [String: String] = [:]

  /// Names for owners, each its own; two that read alike get a digest of what tells them apart.
  init(_ owners: some Sequence<String>) {
    let groups = Dictionary(grouping: owners, by: FileNameText.plain)
    for (name, owners) in groups {
      for owner in owners {
        let digest = Fingerprint.hexadecimal(of: owner).prefix(8)
        let isOwn = owners.count == 1 && !name.isEmpty && name != Self.taken
        names[owner] = isOwn ? name : "\(name.isEmpty ? "owner" : name)-\(digest)"
      }
    }
  }

  subscript(owner: String) -> String { names[owner] ?? FileNameText.plain(owner) }

  /// The name of the list of all owners.
  private static let taken = "index"
}

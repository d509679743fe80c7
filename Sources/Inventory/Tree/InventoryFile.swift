public import CEL

/// The spelling of a file.
public enum ContentFormat: Sendable {
  case xml, json
  /// Another form, which a mapping reads.
  case mapped
}

/// A file that was read, as far as the tree has to remember it.
public struct InventoryFile: Sendable {
  /// The name that the user gave.
  public let path: String
  /// Its spelling.
  public internal(set) var format = ContentFormat.json
  /// Whether it holds an inventory; one that does not was passed over with a notice.
  public internal(set) var isInventory = false
  /// The day of its facts, a `date`, or why there is none.
  public internal(set) var extracted = Value.absent
  /// Where `extracted` stands, or else where the inventory begins.
  public internal(set) var extractedMark = SourceMark.none
  /// What it says of its source; empty if nothing.
  public internal(set) var source = ""
  /// The names of the sheets of a workbook; empty for any other file.
  var sheets: [String] = []
  /// Whether its facts take the place of what other files say is unknown.
  public internal(set) var fillsGaps = false
  /// The words that values were read from, of a file that a mapping reads.
  let originals = OriginalTexts()
  /// What is to be said of the values of a line, such as who gave them.
  var remarks: [Int: String] = [:]
  /// The places of texts that may be personal data and are not shown.
  var hidden: Set<SourceMark> = []
  /// The places in other files of the items that items of this one add to, by line.
  var targets: [Int: String] = [:]
  /// Whether it was read to its end, so that its rows can be found.
  package internal(set) var isReadable = false
  /// How the file could be told from a changed one.
  var stamp: FileStamp?

  init(path: String) {
    self.path = path
  }
}

/// The nodes that a file describes, in its order, after joining.
///
/// Kept apart from ``InventoryFile``, which does not change while rows of the file are delivered:
/// threads that have rows look files up by place.
struct FileNodes {
  var systems: [InventoryNode] = []
  var datasets: [InventoryNode] = []
}

/// What changes when a file does.
struct FileStamp: Equatable, Sendable {
  var device: UInt64
  var inode: UInt64
  var size: Int64
  var seconds: Int64
  var nanoseconds: Int64
}

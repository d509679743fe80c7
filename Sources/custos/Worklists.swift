import ArgumentParser
import CustosKit
import Glibc

/// Writes a page and a table for each owner into a folder.
enum Worklists {
  private static let index = "index.csv"

  /// Refuses lists that would carry personal data: they are made for mailing.
  static func refuse(personalData isShown: Bool, _ output: OutputOptions) throws {
    guard isShown, !output.worklists.isEmpty else { return }
    throw ValidationError(
      "worklists are for mailing and never show personal data; leave out --show-personal-data")
  }

  /// Writes the lists, each file whole, and last the index that names them.
  ///
  /// An owner whose list an earlier run wrote and who has nothing left to do gets a page that says so:
  /// yesterday's list would be taken for today's.
  static func write(_ result: CheckResult, to folder: String) throws(OutputFailure) {
    if mkdir(folder, 0o755) != 0, errno != EEXIST {
      let reason = strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
      throw OutputFailure(
        code: .system, message: "the folder cannot be made: \(reason)", errorNumber: errno)
    }
    let lists = WorklistSet(result, labels: .vocabulary)
    let names = Set(lists.entries.map(\.file))
    let done = earlier(in: folder).filter { !names.contains($0.file) }
    for entry in lists.entries + done {
      try AtomicFile.write(to: "\(folder)/\(entry.file).html") {
        lists.writePage(of: entry.owner, to: &$0)
      }
      try AtomicFile.write(to: "\(folder)/\(entry.file).csv") {
        lists.writeTable(of: entry.owner, to: &$0)
      }
    }
    try AtomicFile.write(to: "\(folder)/\(index)") {
      lists.writeIndex(lists.entries + done, to: &$0)
    }
  }

  /// The owners whose lists an earlier run wrote, with nothing to do.
  private static func earlier(in folder: String) -> [WorklistSet.Entry] {
    WorklistSet.entries(ofIndex: (try? text(of: "\(folder)/\(index)")) ?? "")
  }

  private static func text(of path: String) throws -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      guard count > 0 else { break }
      bytes += chunk[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

import CLibZip
import Diagnostics
import Glibc

/// A ZIP archive in memory, which is read with libzip and never unpacked as a whole.
///
/// What comes out is bounded: entries, their size, and how much larger they may get.
final class Archive {
  static let mostEntries = 10_000
  /// The most bytes that one entry may unpack to.
  static let mostEntryBytes: UInt64 = 4 << 30
  /// From how many bytes on the ratio is looked at, and how much larger an entry may get.
  private static let freeBytes: UInt64 = 16 << 20
  private static let mostRatio: UInt64 = 400

  private let memory: UnsafeMutableRawPointer
  private let archive: OpaquePointer
  /// The indices of the entries by their names.
  private let entries: [String: UInt64]

  /// Opens an archive.
  init(_ bytes: [UInt8]) throws(InputFailure) {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: max(bytes.count, 1), alignment: 16)
    self.memory = memory
    bytes.withUnsafeBytes { source in
      if let start = source.baseAddress { memcpy(memory, start, bytes.count) }
    }
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard let source = zip_source_buffer_create(memory, UInt64(bytes.count), 0, &error) else {
      memory.deallocate()
      throw Self.malformed(error)
    }
    guard let archive = zip_open_from_source(source, Int32(ZIP_RDONLY), &error) else {
      zip_source_free(source)
      memory.deallocate()
      throw Self.malformed(error)
    }
    self.archive = archive
    let count = zip_get_num_entries(archive, 0)
    var entries: [String: UInt64] = [:]
    if count <= Self.mostEntries {
      for index in 0..<UInt64(max(count, 0)) {
        if let name = zip_get_name(archive, index, 0) {
          entries[String(cString: name)] = entries[String(cString: name)] ?? index
        }
      }
    }
    self.entries = entries
    guard count <= Self.mostEntries else {
      throw InputFailure(
        "table.archive-bomb", "the archive has \(count) entries, and \(Self.mostEntries) are read",
        line: 1, column: 1)
    }
  }

  deinit {
    zip_discard(archive)
    memory.deallocate()
  }

  private static func malformed(_ error: zip_error_t) -> InputFailure {
    var error = error
    let text = zip_error_strerror(&error).map { String(cString: $0) } ?? "unknown"
    return InputFailure(
      "table.archive", "the archive cannot be read: \(text)",
      hint: "is the file whole? open it in a spreadsheet program and save it anew", line: 1,
      column: 1)
  }

  /// Whether there is an entry of a name.
  func has(_ name: String) -> Bool { entries[name] != nil }

  /// Hands on the bytes of an entry, some at a time.
  ///
  /// - Parameter body: Says whether to go on.
  /// - Returns: Whether there is such an entry.
  @discardableResult
  func read(
    _ name: String, _ body: (UnsafeRawBufferPointer) throws(InputFailure) -> Bool
  ) throws(InputFailure) -> Bool {
    guard let index = entries[name] else { return false }
    var status = zip_stat_t()
    zip_stat_init(&status)
    guard zip_stat_index(archive, index, 0, &status) == 0 else { throw damaged(name) }
    if status.encryption_method != 0 {
      throw InputFailure(
        "table.archive-locked", "the workbook is protected by a password",
        hint: "save a copy without one", line: 1, column: 1)
    }
    let packed = status.comp_size
    try check(name, packed: packed, unpacked: status.size)
    guard let file = zip_fopen_index(archive, index, 0) else { throw damaged(name) }
    defer { zip_fclose(file) }
    let room = UnsafeMutableRawPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { room.deallocate() }
    var total: UInt64 = 0
    while true {
      let count = zip_fread(file, room, 1 << 16)
      guard count >= 0 else { throw damaged(name) }
      if count == 0 { return true }
      total += UInt64(count)
      try check(name, packed: packed, unpacked: total)
      guard try body(UnsafeRawBufferPointer(start: room, count: Int(count))) else { return true }
    }
  }

  private func check(_ name: String, packed: UInt64, unpacked: UInt64) throws(InputFailure) {
    let isTooLarge = unpacked > Self.mostEntryBytes
    let isTooDense = unpacked > Self.freeBytes && unpacked / max(packed, 1) > Self.mostRatio
    guard isTooLarge || isTooDense else { return }
    throw InputFailure(
      "table.archive-bomb",
      "\"\(name)\" in the archive unpacks to more than \(isTooLarge ? "4 GiB" : "\(Self.mostRatio) times its size")",
      hint: "a spreadsheet does not do that; export the table as CSV", line: 1, column: 1)
  }

  private func damaged(_ name: String) -> InputFailure {
    InputFailure(
      "table.archive", "\"\(name)\" in the archive is damaged",
      hint: "is the file whole? open it in a spreadsheet program and save it anew", line: 1,
      column: 1)
  }

  /// All bytes of a small entry.
  func bytes(_ name: String, most: Int) throws(InputFailure) -> [UInt8]? {
    var all: [UInt8] = []
    let isThere = try read(name) { chunk throws(InputFailure) in
      all.append(contentsOf: chunk)
      guard all.count <= most else {
        throw InputFailure(
          "table.archive-bomb", "\"\(name)\" in the archive is larger than \(most >> 20) MiB",
          line: 1, column: 1)
      }
      return true
    }
    return isThere ? all : nil
  }
}

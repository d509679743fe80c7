import Bytes
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder that is being filled under a name of its own, beside the one it will have.
struct PartialFolder {
  private let target: String
  private let path: String

  /// Makes an empty folder, which only its owner may look into.
  ///
  /// - Throws: `.exists` if something of the target's name is there.
  init(target: String) throws(EvidenceFailure) {
    var status = stat()
    guard lstat(target, &status) != 0 else {
      throw EvidenceFailure(
        .exists, "\"\(target)\" already exists, and evidence is never overwritten")
    }
    let parent = target.lastIndex(of: "/").map { String(target[...$0]) } ?? ""
    self.target = target
    path = try Self.make(in: parent, target)
    let left = LeftOver.paths(
      in: parent, prefix: Self.prefix, suffixes: [""], olderThan: path)
    for path in left { try? FileManager.default.removeItem(atPath: path) }
  }

  private static let prefix = ".custos-evidence."

  private static func make(in parent: String, _ target: String) throws(EvidenceFailure) -> String {
    for attempt in 0..<100 {
      let path = parent + prefix + LeftOver.mark(attempt: attempt)
      if mkdir(path, 0o700) == 0 { return path }
      guard errno == EEXIST || errno == EINTR else { break }
    }
    throw failure(target)
  }

  /// Writes a file.
  func write(_ bytes: [UInt8], to name: String) throws(EvidenceFailure) {
    try prepare(name)
    do throws(OutputFailure) {
      try AtomicFile.write(to: "\(path)/\(name)") { output in
        bytes.withUnsafeBufferPointer { output.write(contentsOf: $0) }
      }
    } catch {
      throw EvidenceFailure(.cannotWrite, error.message)
    }
  }

  /// Copies a file, and returns the digest of what was copied.
  func copy(_ source: String, to name: String) throws(EvidenceFailure) -> (
    digest: String, bytes: Int
  ) {
    try prepare(name)
    var read: Result<(digest: String, bytes: Int), EvidenceFailure>?
    do throws(OutputFailure) {
      try AtomicFile.write(to: "\(path)/\(name)") { output in
        do throws(EvidenceFailure) {
          read = .success(
            try FileDigest.read(source) { output.write(contentsOf: $0.bindMemory(to: UInt8.self)) })
        } catch {
          read = .failure(error)
        }
      }
    } catch {
      throw EvidenceFailure(.cannotWrite, error.message)
    }
    guard let read else { throw EvidenceFailure(.cannotRead, "cannot read \"\(source)\"") }
    return try read.get()
  }

  /// Checks a name and makes the folders it needs.
  private func prepare(_ name: String) throws(EvidenceFailure) {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy { part in
      !part.isEmpty && part != "." && part != ".." && part.utf8.allSatisfy { $0 > 31 && $0 != 127 }
    }
    guard isPlain else {
      throw EvidenceFailure(
        .badName, "\"\(name)\" is not a valid file name in a folder of evidence")
    }
    var folder = path
    for part in parts.dropLast() {
      folder += "/\(part)"
      guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw Self.failure(folder) }
    }
    var status = stat()
    guard lstat("\(path)/\(name)", &status) != 0 else {
      throw EvidenceFailure(.badName, "\"\(name)\" occurs twice in the evidence")
    }
  }

  /// Gives the folder its name, for good.
  func finish() throws(EvidenceFailure) {
    guard rename(path, target) == 0 else {
      if errno == EEXIST || errno == ENOTEMPTY || errno == ENOTDIR {
        throw EvidenceFailure(
          .exists, "\"\(target)\" already exists, and evidence is never overwritten")
      }
      throw Self.failure(target)
    }
    let parent = target.lastIndex(of: "/").map { String(target[...$0]) } ?? "."
    let descriptor = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// Takes away what there is of the folder.
  func remove() {
    try? FileManager.default.removeItem(atPath: path)
  }

  private static func failure(_ path: String) -> EvidenceFailure {
    let reason = strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
    return EvidenceFailure(.cannotWrite, "cannot write \"\(path)\": \(reason)")
  }
}

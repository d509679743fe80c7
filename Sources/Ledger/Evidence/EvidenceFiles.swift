import Diagnostics
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The files of a folder of evidence, without following a link.
struct EvidenceFiles {
  let path: String
  /// Regular files by name in the folder, sorted.
  private(set) var regular: [String] = []
  /// Links, pipes and devices by name in the folder, sorted.
  private(set) var others: [String] = []

  init(_ path: String) throws(EvidenceFailure) {
    self.path = path
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw EvidenceFailure(.missing, "there is no folder \"\(path)\"")
    }
    try collect("", depth: 0)
    regular.sort { $0.precedes($1) }
    others.sort { $0.precedes($1) }
  }

  private mutating func collect(_ prefix: String, depth: Int) throws(EvidenceFailure) {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(prefix)")
    } catch {
      throw EvidenceFailure(.cannotRead, "cannot read the folder \"\(path)/\(prefix)\"")
    }
    for name in names {
      let inner = prefix + name
      var status = stat()
      guard lstat("\(path)/\(inner)", &status) == 0 else {
        throw EvidenceFailure(.cannotRead, "cannot read \"\(path)/\(inner)\"")
      }
      switch status.st_mode & S_IFMT {
      case S_IFREG: regular.append(inner)
      case S_IFDIR where depth < 32: try collect(inner + "/", depth: depth + 1)
      default: others.append(inner)
      }
    }
  }

  /// The digest of a file of the folder.
  func digest(_ name: String) throws(EvidenceFailure) -> String {
    try FileDigest.read("\(path)/\(name)", followsLinks: false).digest
  }

  /// The bytes of a file of the folder; `nil` if there is no such regular file.
  func bytes(_ name: String) throws(EvidenceFailure) -> [UInt8]? {
    guard regular.contains(name) else { return nil }
    var bytes: [UInt8] = []
    _ = try FileDigest.read("\(path)/\(name)", followsLinks: false) { bytes.append(contentsOf: $0) }
    return bytes
  }
}

import Foundation

/// Files that hold what an output was when somebody last read it.
public struct Golden: Sendable {
  /// The folder of the files.
  public let folder: String

  /// The files beside a test file.
  public init(beside file: String = #filePath) {
    let tests = URL(fileURLWithPath: file).deletingLastPathComponent()
    self.folder = tests.appendingPathComponent("Golden").path
  }

  /// The first difference between an output and its file, in words; `nil` where they are the same.
  ///
  /// With `UPDATE_GOLDEN=1` in the environment the file is written anew.
  public func difference(_ name: String, _ actual: [UInt8]) throws -> String? {
    let path = folder + "/" + name
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(actual).write(to: URL(fileURLWithPath: path))
      return nil
    }
    guard let expected = FileManager.default.contents(atPath: path) else {
      return "there is no file \(name); run with UPDATE_GOLDEN=1 and read it"
    }
    guard Array(expected) != actual else { return nil }
    let old = String(decoding: expected, as: UTF8.self).components(separatedBy: "\n")
    let new = String(decoding: actual, as: UTF8.self).components(separatedBy: "\n")
    let line =
      zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
    let was = line < old.count ? old[line] : "(end)"
    let now = line < new.count ? new[line] : "(end)"
    return "\(name) differs at line \(line + 1):\n  was \(was)\n  now \(now)"
  }
}

import Foundation

/// The files of the repository.
enum Repository {
  /// Its folder.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// The bytes of a file.
  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(root)/\(path)")))
  }

  /// The text of a file.
  static func text(_ path: String) throws -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }
}

/// The samples, and how they are to be checked.
enum Sample {
  static let day = ["--as-of", "2026-11-01"]
  static let profile = ["--profile", "samples/profile.yaml"] + day
  static let force = "samples/force/inventory.xml"
  static let forceInJSON = "samples/force/inventory.json"
  static let clean = "samples/clean/inventory.xml"
  static let before = "samples/change/before.xml"
  static let after = "samples/change/after.xml"
}

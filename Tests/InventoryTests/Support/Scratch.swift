import Foundation

/// Files of tests.
enum Scratch {
  /// A new file with some bytes, in the folder for temporary files.
  static func file(_ bytes: [UInt8]) throws -> String {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("custos-inventory-\(UUID().uuidString)")
    try Data(bytes).write(to: url)
    return url.path
  }
}

import Foundation

/// The pages of the repository.
enum Pages {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// All pages of the documentation, by their paths.
  static let all: [String] = {
    let folders = ["Sources/CustosKit/Custos.docc", "rules", "samples", ".packaging"]
    let inFolders = folders.flatMap { folder in
      (try? FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)"))?
        .filter { $0.hasSuffix(".md") }.map { "\(folder)/\($0)" } ?? []
    }
    return ["README.md", "CHANGELOG.md"] + inFolders.sorted()
  }()

  static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(root)/\(path)")), as: UTF8.self)
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(root)/\(path)")
  }
}

public import Diagnostics
import Glibc

extension InventoryInput {
  /// The inputs that arguments name: files and streams as they are, folders searched.
  ///
  /// A folder is searched with its subfolders for `.xml` and `.json`, in the order of the bytes of
  /// the paths. Links to folders are not followed.
  ///
  /// - Parameter withTables: Whether tables and spreadsheets in folders are found too; see
  ///   ``isTableOfFolder``.
  public static func expand(
    _ arguments: [String], withTables: Bool = false
  ) -> (inputs: [InventoryInput], diagnostics: [Diagnostic]) {
    var inputs: [InventoryInput] = []
    var diagnostics: [Diagnostic] = []
    for argument in arguments {
      if argument == "-" {
        inputs.append(.standardInput)
      } else if kind(of: argument, follows: true) == S_IFDIR {
        var found: [String] = []
        let endings = withTables ? documents + tables : documents
        search(argument, endings, into: &found, &diagnostics)
        found.sort { $0.precedes($1) }
        inputs += found.map(InventoryInput.found)
        if found.isEmpty { diagnostics.append(emptyFolder(argument)) }
      } else {
        inputs.append(.file(argument))
      }
    }
    if inputs.count > SourceMark.mostFiles {
      diagnostics.append(tooMany(inputs.count))
      inputs.removeSubrange(SourceMark.mostFiles...)
    }
    return (inputs, diagnostics)
  }

  private static func tooMany(_ count: Int) -> Diagnostic {
    Diagnostic(
      .error, "reader.too-many-inputs", at: nil,
      "there are \(count) inputs, and \(SourceMark.mostFiles) can be told apart in one run",
      hint: "check them in several runs, or put several inventories into one file")
  }

  private static func emptyFolder(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, "reader.empty-folder", at: nil, "\(path) holds no .xml and no .json file")
  }

  private static func kind(of path: String, follows: Bool) -> mode_t? {
    var status = stat()
    let result = follows ? stat(path, &status) : lstat(path, &status)
    return result == 0 ? status.st_mode & S_IFMT : nil
  }

  private static let documents = [".xml", ".json"]
  private static let tables = [".csv", ".tsv", ".xlsx", ".ods", ".ndjson"]

  /// Whether it was met in a folder and is no XML or JSON by its name, so that it is an input only if
  /// a mapping fits it.
  public var isTableOfFolder: Bool {
    isFromFolder && !Self.documents.contains { name.hasSuffix($0) }
  }

  private static func search(
    _ folder: String, _ endings: [String], into found: inout [String],
    _ diagnostics: inout [Diagnostic]
  ) {
    guard let directory = opendir(folder) else {
      let reason = String(cString: strerror(errno))
      diagnostics.append(
        Diagnostic(
          .error, "reader.unreadable", at: nil, "\(folder) cannot be searched: \(reason)"))
      return
    }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name == "." || name == ".." { continue }
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      if kind(of: path, follows: false) == S_IFDIR {
        search(path, endings, into: &found, &diagnostics)
      } else if endings.contains(where: { name.hasSuffix($0) }),
        kind(of: path, follows: true) == S_IFREG
      {
        found.append(path)
      }
    }
  }
}

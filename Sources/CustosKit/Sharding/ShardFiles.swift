/// The files of shards that a user names.
enum ShardFiles {
  /// The files, and those in folders.
  ///
  /// In folders, files whose names begin with a dot or an underscore are passed over: engines that
  /// run shards leave such beside the results.
  static func expand(_ paths: [String]) -> [String] {
    paths.flatMap { path in
      guard FileSearch.kind(of: path) == FileSearch.folder else { return [path] }
      return FileSearch.files(in: path, endings: [""])
        .filter { file in !file.name.split(separator: "/").contains { $0.hasPrefix("_") } }
        .map(\.path)
    }
  }
}

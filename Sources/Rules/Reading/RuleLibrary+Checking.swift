import Diagnostics

extension RuleLibrary {
  /// The words that no code list has.
  func unknownWords(_ uses: [WordUse]) -> [Diagnostic] {
    var known: [String: Set<String>?] = [:]
    return uses.compactMap { use in
      let list = known[use.list] ?? words(of: use.list)
      known[use.list] = .some(list)
      guard let list, !list.contains(use.word) else { return nil }
      let nearest = nearestName(to: use.word, among: list.sorted())
      return Diagnostic(
        .error, "rule.unknown-word", at: use.position,
        "\"\(use.word)\" is not a recognised value of \(use.list)",
        hint: nearest.map { "did you mean \"\($0)\"?" } ?? Diagnostics.hint(listing: list.sorted())
          ?? "\"custos codes \(use.list)\" lists them")
    }
  }

  /// Rows whose class nobody else has, and is so like another class that it is most likely misspelt:
  /// such a row would say nothing of the class that is meant.
  static func likeClasses(_ rows: [Schedule.Row], known: Set<String>) -> [Diagnostic] {
    let names = NameIndex(known)
    return rows.compactMap { row in
      guard !row.isOwnClass, !known.contains(row.code),
        let nearest = names.misspelling(of: row.code)
      else { return nil }
      return Diagnostic(
        .error, "schedule.unknown-class",
        at: SourcePosition(path: row.path, line: row.line, column: 1),
        "no class is called \"\(row.code)\"",
        hint: "did you mean \"\(nearest)\"? For a class of your own, add own-class: true")
    }
  }

  /// Rows of folders that were given after others, with classes that are like those of the others.
  ///
  /// - Parameters:
  ///   - rows: Where the rows of each folder of rules stand, by class and scope.
  ///   - files: All files in the order in which their folders were given.
  func likeClasses(
    of rows: [Substring: [String: SourcePosition]], inOrderOf files: [RuleFile]
  ) -> [Diagnostic] {
    var folders: [Substring] = []
    for file in files {
      let folder = file.path.dropLast(file.name.count)
      if rows[folder] != nil, !folders.contains(folder) { folders.append(folder) }
    }
    guard folders.count > 1 else { return [] }
    var known = Set((codeLists[Self.classList]?.codes ?? []).map(\.code))
    var problems: [Diagnostic] = []
    for (index, folder) in folders.enumerated() {
      let paths = Set((rows[folder] ?? [:]).values.map(\.path))
      let own = schedule.codes.flatMap { schedule.candidates($0) }.filter {
        paths.contains($0.path)
      }
      if index > 0 { problems += Self.likeClasses(own, known: known) }
      known.formUnion(own.map(\.code))
    }
    return problems
  }
}

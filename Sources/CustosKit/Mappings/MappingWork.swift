public import Diagnostics
import Inventory
public import Mapping
import Rules
import Tables

/// What `custos mappings` does.
public enum MappingWork {
  /// The mappings of some names or files; all built-in ones for none.
  public static func mappings(_ names: [String]) throws(ConfigurationFailure) -> [CompiledMapping] {
    let set = try MappingSet.load(names)
    return names.isEmpty ? set.builtIn : set.named
  }

  /// The problems of the examples of mappings, and how many examples there are.
  public static func test(
    _ mappings: [CompiledMapping]
  ) -> (examples: Int, problems: [Diagnostic]) {
    let codes = RuleSet.load([], uses: { _, _ in false }).codeBook
    var count = 0
    var problems: [Diagnostic] = []
    for mapping in mappings {
      let examples = MappingExamples(mapping, codes: codes)
      count += examples.count
      problems += examples.run()
    }
    return (count, problems.sorted())
  }

  /// The encodings that a mapping can declare.
  public static let encodings = TextEncoding.allCases.map(\.rawValue)

  /// The codes of each list with what they mean, to find those that a file's own words stand for.
  private static var codeWords: [String: [(code: String, meaning: String)]] {
    RuleSet.load([], uses: { _, _ in false }).library.codeLists.mapValues { list in
      list.codes.map { (code: $0.code, meaning: $0.meaning) }
    }
  }

  /// The first draft of a mapping that reads a file.
  ///
  /// - Parameters:
  ///   - showsValues: Whether values of the file are shown that may be personal data.
  ///   - encoding: How the characters of a table are written, where its bytes do not tell.
  public static func suggest(
    _ path: String, showsValues: Bool, encoding: String? = nil
  ) throws(ConfigurationFailure) -> String {
    guard let head = InventoryInput.file(path).beginning(most: 1 << 18) else {
      throw ConfigurationFailure([TextFile.whyUnreadable(path)])
    }
    let look = InputLook(head: head) {
      let all = InventoryInput.file(path).beginning(most: InputLook.mostBytes + 1)
      return all.flatMap { $0.count <= InputLook.mostBytes ? $0 : nil }
    }
    let name = path.split(separator: "/").last.map { String($0) } ?? path
    switch MappingSuggestion.make(
      of: look, named: name, codes: codeWords, showsValues: showsValues, encoding: encoding)
    {
    case .success(let text): return text
    case .failure(let problem):
      throw ConfigurationFailure([
        Diagnostic(
          .error, problem.code ?? "mapping.no-suggestion",
          at: SourcePosition(path: path, line: problem.line, column: problem.column),
          problem.message, hint: problem.hint)
      ])
    }
  }
}

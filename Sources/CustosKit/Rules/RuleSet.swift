import BuiltInRules
import Bytes
public import Diagnostics
import Findings
import Glibc
public import Rules
import YAMLTree

/// The rules of a run, read and compiled.
public struct RuleSet: Sendable {
  /// The packs, schedule and code lists.
  public var library: RuleLibrary
  /// The rules in order of identifier, compiled.
  public var rules: [CompiledRule]
  /// What is wrong or odd in the files, sorted by place.
  public var problems: [Diagnostic]
  /// The files that were read, in order.
  private var files: [RuleFile]

  /// The rules that some patterns choose, by identifier or catalogue code.
  public func chosen(select: [String], ignore: [String]) -> [Rule] {
    let filter = RuleFilter(select: select, ignore: ignore)
    return library.rules.filter { filter.uses($0.id, $0.catalogue) }
  }

  /// The patterns that choose no rule, which is most often a slip: the run would look at less, or at
  /// more, than was meant.
  public func patternsWithoutRules(select: [String], ignore: [String]) -> [Diagnostic] {
    if select.isEmpty, ignore.isEmpty { return [] }
    var known = library.ruleIDs + library.packs.map { "\($0.name)/*" }
    known += Set(library.rules.flatMap(\.catalogue)).sorted()
    let patterns = select.map { ("--select", $0) } + ignore.map { ("--ignore", $0) }
    return patterns.compactMap { option, pattern in
      let filter = RuleFilter(select: [pattern])
      guard !library.rules.contains(where: { filter.uses($0.id, $0.catalogue) }) else { return nil }
      return Diagnostic(
        .error, "rule.no-match", at: nil, "\(option) \"\(pattern)\" matches no rule",
        hint: nearestName(to: pattern, among: known).map { "did you mean \"\($0)\"?" }
          ?? "custos rules list shows all of them")
    }
  }

  /// Whether a file has an error; then nothing may be evaluated.
  public var hasErrors: Bool { problems.contains { $0.severity == .error } }

  /// What names the built-in rules where paths are given.
  public static let builtInName = "built-in"

  /// SHA-256 over all files, with their names and without their examples and limbs, and over which
  /// of the rules are in use. Computed at each call.
  public var digest: String {
    var digest = Digest()
    let names = rules.map { "\($0.rule.id)\n" }
    let forms = files.lazy.map { "\($0.name)\n\(NodeCoding.encode($0.root.core))\n" }
    for text in names + forms {
      Array(text.utf8).withUnsafeBytes { digest.update($0) }
    }
    return digest.hexadecimal
  }

  /// Reads and compiles rules.
  ///
  /// - Parameters:
  ///   - paths: Files or folders to use instead of the built-in ones; empty for those, and
  ///     ``builtInName`` among others for those too.
  ///   - schedules: Files or folders of schedules, over the rows of the library.
  ///   - substitutes: Files or folders that stand in for those of these names.
  ///   - withExamples: Whether examples are needed too.
  ///   - uses: Which rules to compile; all unless given.
  public static func load(
    _ paths: [String], schedules: [String] = [], substitutes: [String: String] = [:],
    withExamples: Bool = false,
    uses: (_ id: String, _ catalogue: [String]) -> Bool = { _, _ in true }
  ) -> RuleSet {
    // The tests of the project compile the built-in rules; they need not show again that they are
    // sound.
    if paths.isEmpty, !withExamples { return builtIn(schedules, substitutes, uses) }
    var problems: [Diagnostic] = []
    let builtIn = { BuiltInRules.files(withExamples ? .full : .core) }
    var files =
      paths.isEmpty
      ? builtIn()
      : paths.flatMap { $0 == builtInName ? builtIn() : read([$0], substitutes, &problems) }
    if !paths.isEmpty, !paths.contains(builtInName) { files = needed(by: files, of: builtIn()) }
    var (library, found) = LibraryReader.read(files)
    problems += found
    let rows = read(schedules, substitutes, &problems)
    problems += LibraryReader.add(schedules: rows, to: &library)
    let chosen = library.rules.filter { uses($0.id, $0.catalogue) }
    let ending = "/pack.yaml"
    let packs = Set(
      builtIn().filter { $0.name.hasSuffix(ending) }.map { $0.name.dropLast(ending.utf8.count) })
    var compiler = RuleCompiler(
      calendars: library.workingCalendars,
      words: library.ruleWords(otherPacks: packs.map(String.init).sorted()))
    let (rules, wrong) = compiler.compile(chosen)
    problems += wrong
    return RuleSet(library: library, rules: rules, problems: problems.sorted(), files: files + rows)
  }

  /// The built-in rules, read once in the life of a program and compiled as they are needed.
  private static let builtInSet: RuleSet = {
    let files = BuiltInRules.files(.core)
    let (library, problems) = LibraryReader.read(files, areSound: true)
    var compiler = RuleCompiler(calendars: library.workingCalendars, areSound: true)
    return RuleSet(
      library: library, rules: compiler.compileLater(library.rules), problems: problems,
      files: files)
  }()

  private static func builtIn(
    _ schedules: [String], _ substitutes: [String: String],
    _ uses: (_ id: String, _ catalogue: [String]) -> Bool
  ) -> RuleSet {
    var set = builtInSet
    let rows = read(schedules, substitutes, &set.problems)
    set.problems += LibraryReader.add(schedules: rows, to: &set.library)
    set.problems.sort()
    set.files += rows
    let chosen = set.rules.filter { uses($0.rule.id, $0.rule.catalogue) }
    if chosen.count < set.rules.count {
      set.rules = chosen.enumerated().map { CompiledRule(copying: $1, number: $0) }
    }
    return set
  }

  /// Files with the built-in code lists, calendars and schedule that they do not bring along: without
  /// these no code could be checked, no day would be a working day, and no class have a period.
  private static func needed(by files: [RuleFile], of builtIn: [RuleFile]) -> [RuleFile] {
    let own = Set(files.map(\.name))
    let hasSchedule = files.contains { $0.name.hasPrefix("schedule") }
    return files
      + builtIn.filter { file in
        (file.name.hasPrefix("codes/") || file.name.hasPrefix("calendars/"))
          && !own.contains(file.name)
          || file.name.hasPrefix("schedule/") && !hasSchedule
      }
  }

  private static func read(
    _ paths: [String], _ substitutes: [String: String], _ problems: inout [Diagnostic]
  ) -> [RuleFile] {
    var files: [RuleFile] = []
    for path in paths {
      let found = RuleFiles.find(path, at: substitutes[path] ?? path)
      if found.isEmpty {
        problems.append(
          Diagnostic(
            .error, "rule.no-file", at: nil, "\"\(path)\" is not a rule file and contains none",
            hint: "name a .yaml file or a folder of packs"))
      }
      for file in found {
        switch TextFile.read(file.place) {
        case .failure(let failure): problems.append(failure.diagnostic)
        case .success(let text):
          let (root, wrong) = YAMLReader.read(text, path: file.path)
          problems += wrong
          if let root { files.append(RuleFile(name: file.name, path: file.path, root: root)) }
        }
      }
    }
    return files
  }
}

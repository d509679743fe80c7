import BuiltInRules
import Diagnostics
public import Mapping
import Rules
import YAMLTree

/// The mappings of a run: those that were named, and those that were built in.
public struct MappingSet: Sendable {
  /// The mappings that were named, in order.
  public let named: [CompiledMapping]
  /// Those that were built in, but for those of a name that was named, in order of their names.
  public let builtIn: [CompiledMapping]

  /// Whether there are built-in mappings at all.
  static var hasBuiltIn: Bool { !BuiltInRules.mappings.isEmpty }

  /// Reads mappings.
  ///
  /// - Parameters:
  ///   - names: Files, or names of built-in mappings.
  ///   - substitutes: Files that stand in for those of these names.
  /// - Throws: What is wrong with them.
  public static func load(
    _ names: [String], substitutes: [String: String] = [:]
  ) throws(ConfigurationFailure) -> MappingSet {
    var problems: [Diagnostic] = []
    let built = BuiltInRules.mappings.compactMap { file in
      compile(MappingReader.read(file.root, path: file.path), &problems)
    }
    // What the conditions of built-in ones may do better is no matter of whoever wrote another.
    problems.removeAll { $0.severity != .error }
    var named: [CompiledMapping] = []
    for name in names {
      if let known = built.first(where: { $0.name == name }) {
        named.append(known)
      } else if namesFile(name) {
        if let mapping = read(name, at: substitutes[name] ?? name, &problems) {
          named.append(mapping)
        }
      } else {
        problems.append(unknown(name, built.map(\.name)))
      }
    }
    guard !problems.contains(where: { $0.severity == .error }) else {
      throw ConfigurationFailure(problems.sorted())
    }
    let names = Set(named.map(\.name))
    return MappingSet(
      named: named,
      builtIn: built.filter { !names.contains($0.name) }.sorted { $0.name < $1.name })
  }

  /// Whether a word names a mapping's file and no built-in mapping.
  public static func namesFile(_ name: String) -> Bool {
    name.contains(".") || name.contains("/")
  }

  /// Reads a mapping from its file.
  ///
  /// - Parameter place: Where the file is, where it is not at its path.
  static func read(
    _ path: String, at place: String? = nil, _ problems: inout [Diagnostic]
  ) -> CompiledMapping? {
    switch TextFile.read(place ?? path) {
    case .failure(let failure):
      problems.append(failure.diagnostic)
      return nil
    case .success(let text):
      return compile(MappingReader.read(text: text, path: path), &problems)
    }
  }

  private static func compile(
    _ read: (mapping: MappingDocument?, problems: [Diagnostic]), _ problems: inout [Diagnostic]
  ) -> CompiledMapping? {
    problems += read.problems
    guard let document = read.mapping else { return nil }
    let compiled = MappingCompiler().compile(document)
    problems += compiled.problems
    return compiled.mapping
  }

  private static func unknown(_ name: String, _ known: [String]) -> Diagnostic {
    let nearest = nearestName(to: name, among: known).map { "did you mean \"\($0)\"?" }
    return Diagnostic(
      .error, "mapping.unknown", at: nil, "no mapping is called \"\(name)\"",
      hint: nearest ?? "custos mappings list names them all; a file is named with its ending")
  }
}

import Foundation
import Testing

/// What can end the process at once: only what no disk, clock, memory limit or input can reach.
@Suite struct TrapTests {
  /// A trap with its file, the beginning of its message, and why nothing from outside reaches it.
  static let allowed: [(file: String, text: String, reason: String)] = [
    ("CEL/Checking/Environment.swift", "an operator cannot be declared", "a program declares it"),
    ("CEL/Running/Interpreter+Logic.swift", "a step that yields a value", "the planner's steps"),
    ("CEL/Running/Interpreter+Rare.swift", "a step of the main loop", "the planner's steps"),
    ("CEL/Walking/Walker+Strict.swift", "a node that is not strict", "the walker's own cases"),
    ("CivilTime/YearEnd.swift", "no year has such a day", "constants, and days that there are"),
    ("CivilTime/Period.swift", "a period does not run backwards", "parsing refuses a sign"),
    ("CustosKit/Checking/InventoryRun.swift", "a reading in one go", "there is one piece"),
    ("CustosKit/Starting/InventorySkeleton.swift", "every field of the skeleton", "a fixed text"),
    ("CustosKit/Starting/InventorySkeleton.swift", "is an object of the", "the vocabulary"),
    ("Engine/Evaluating/Arena+Objects.swift", "an object has a value", "the vocabulary"),
    ("Engine/Evaluating/RowChecker.swift", "a level without rows", "the vocabulary"),
    ("Engine/Evaluating/RowChecker.swift", "the vocabulary has no field", "the vocabulary"),
    ("Findings/Causes/CauseHashes.swift", "a finding names more", "at most three are made"),
    ("Findings/Identity/PairCipher.swift", "a block has 16 bytes", "both are made there"),
    ("Inventory/Facts/FactObject.swift", "only an object has fields", "readers check the type"),
    ("Inventory/Facts/ShapeTable.swift", "an object has too many fields", "the vocabulary"),
    ("Inventory/Facts/ShapeTable.swift", "the vocabulary has no field", "the vocabulary"),
    ("Inventory/Reading/Assembler.swift", "the vocabulary nests deeper", "the vocabulary"),
    ("Inventory/Reading/InventoryReader.swift", "there are more inputs", "expanding refuses more"),
    ("Inventory/Reading/RecordIdentities.swift", "ids of different seeds", "one reader's seed"),
    ("Inventory/Tree/InventoryTree.swift", "the vocabulary has no field", "the vocabulary"),
    ("Inventory/Tree/References+Words.swift", "only what an organisation lists", "the vocabulary"),
    ("Ledger/History/History+Reading.swift", "runs are at least a day", "the option is checked"),
    ("Ledger/History/HistoryCheck.swift", "a transaction that did not", "the library's promise"),
    ("Reports/ReportFormat.swift", "findings that were counted", "the options are checked"),
    ("Reports/Worklist/WorklistSet.swift", "a worklist is for mailing", "the command refuses"),
    ("Results/Partial/Partial.swift", "partials of other rules", "merging compares the rules"),
    ("Results/Partial/Partial.swift", "one partial counts", "merging compares the terms"),
    ("Rules/Compiling/CompiledRule.swift", "has no condition", "loading refuses such a rule"),
    ("Rules/Compiling/CompiledRule.swift", "was taken for sound", "loading refuses such a rule"),
    ("Rules/Reading/RuleReader.swift", "was taken for sound", "tests read all built-in rules"),
    ("YAMLTree/NodeCoding.swift", "a built-in document", "written when the program is built"),
  ]

  private static var traps: Regex<(Substring, Substring?)> {
    /\b(precondition|preconditionFailure|fatalError|assert|assertionFailure)\(|\btry!|\bas!/
  }

  /// The lines of a file that may end the process, each with what follows it.
  static func found(in text: String) -> [(line: Int, text: String)] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.compactMap { index in
      let line = lines[index].drop { $0 == " " }
      guard !line.hasPrefix("//"), line.firstMatch(of: traps) != nil else { return nil }
      return (index + 1, lines[index..<min(index + 5, lines.count)].joined(separator: "\n"))
    }
  }

  @Test("every trap of the sources is on the list, with why nothing from outside reaches it")
  func traps() throws {
    var used: Set<Int> = []
    for (file, text) in try SourceFiles.all(except: ["cel-conformance", "embed-rules"]) {
      for trap in Self.found(in: text) {
        let place = Self.allowed.indices.first { index in
          Self.allowed[index].file == file && trap.text.contains(Self.allowed[index].text)
        }
        if let place { used.insert(place) }
        #expect(place != nil, "\(file):\(trap.line) may end the process: throw, or add a reason")
      }
    }
    let idle = Self.allowed.indices.filter { !used.contains($0) }.map { Self.allowed[$0] }
    #expect(idle.isEmpty, "these are gone: \(idle.map(\.file))")
  }

  @Test("a trap in a line of code is found, and one in a comment is not")
  func finds() {
    let text = "  // precondition(x)\n  let y = try! f()\n  fatalError(\"z\")\n  try f()"
    #expect(Self.found(in: text).map(\.line) == [2, 3])
  }

  @Test("whatever is sent between threads on a promise says why above it")
  func promises() throws {
    for (file, text) in try SourceFiles.all(except: []) {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      for index in lines.indices where lines[index].contains("@unchecked Sendable") {
        let above = index > 0 ? lines[index - 1].drop { $0 == " " } : ""
        #expect(above.hasPrefix("//"), "\(file):\(index + 1) has no comment above it")
      }
    }
  }
}

/// The sources of the repository.
enum SourceFiles {
  /// The Swift files of the modules with their texts, by path in `Sources`.
  static func all(except modules: Set<String>) throws -> [(path: String, text: String)] {
    let root = ImportDirectionTests.sources
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted()
    return try paths.compactMap { path in
      guard path.hasSuffix(".swift"), let module = path.split(separator: "/").first,
        !modules.contains(String(module))
      else { return nil }
      return (path, try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8))
    }
  }
}

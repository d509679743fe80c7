import Bytes
import CEL
import CivilTime
import CustosKit
import Glibc
import Inventory
import Ledger
import Mapping
import Results
import YAMLTree

/// What is fuzzed: everything that reads bytes which somebody else may have written.
enum FuzzTarget: String, CaseIterable {
  case xml, json, yaml, cel, result, partial, facts, history, waivers, confirmations
  case profile, rule, schedule, mapping, table, workbook, statement

  /// Reads an input. A crash, a hang, or two readings that differ, is a fault.
  func run(_ bytes: [UInt8]) {
    switch self {
    case .xml, .json: InventoryFuzz.run(bytes)
    case .yaml: yaml(String(decoding: bytes, as: UTF8.self))
    case .cel: CELFuzz.run(String(decoding: bytes, as: UTF8.self))
    case .result: result(bytes)
    case .partial: partial(bytes)
    case .facts: facts(bytes)
    case .history: history(bytes)
    case .waivers: _ = WaiverReader.read(String(decoding: bytes, as: UTF8.self), path: "fuzz")
    case .confirmations: check(bytes, ending: ".csv") { $0.profilePath = $1 }
    case .profile: check(bytes, ending: ".yaml") { $0.profilePath = $1 }
    case .rule: check(bytes, ending: ".yaml") { $0.rulePaths = [$1] }
    case .schedule: check(bytes, ending: ".yaml") { $0.schedulePaths = [$1] }
    case .mapping: mapping(bytes)
    case .table: table(bytes, ending: ".csv")
    case .workbook: table(bytes, ending: ".xlsx")
    case .statement: EvidenceFuzz.run(bytes)
    }
  }

  /// What is read is the same after it was packed and unpacked, as the rules in the program are.
  private func yaml(_ text: String) {
    let (root, problems) = YAMLReader.read(text, path: "fuzz")
    if root == nil { expect(!problems.isEmpty, "nothing was read, and nothing is wrong") }
  }

  /// A result that can be read is written and read again as the same.
  private func result(_ bytes: [UInt8]) {
    guard let first = try? ResultReader.read(bytes, path: "fuzz") else { return }
    let text = Self.json(first)
    guard let second = try? ResultReader.read(text, path: "fuzz") else {
      fail("a result that was read cannot be read again once it is written")
    }
    expect(Self.json(second) == text, "a result is another once it is written and read again")
  }

  private static func json(_ result: CheckResult) -> [UInt8] {
    var buffer = OutputBuffer()
    ResultWriter().write(result, to: &buffer)
    return buffer.bytes
  }

  private func partial(_ bytes: [UInt8]) {
    withFile(bytes) { path in _ = try? MergeRun.run(MergeRequest(paths: [path])) }
  }

  private func facts(_ bytes: [UInt8]) {
    withFile(bytes) { path in
      let input = Seed.inventoryPath
      var request = CheckRequest(inputs: [input], asOf: Seed.day)
      request.jobs = 1
      guard let shard = Shard("1/1") else { return }
      _ = try? ShardRun.check(request, shard, facts: [path])
    }
  }

  private func history(_ bytes: [UInt8]) {
    withFile(bytes) { path in
      guard let history = try? History(opening: path, for: .read, waitingSeconds: 0.1) else {
        return
      }
      _ = try? history.verify()
      for run in (try? history.runs(last: 3)) ?? [] { _ = try? history.run(run.number) }
      _ = try? history.knownFindings()
      try? history.close()
    }
  }

  /// Checks a small inventory with a file that settings or rules come from.
  private func check(
    _ bytes: [UInt8], ending: String, with give: (inout CheckRequest, String) -> Void
  ) {
    withFile(bytes, ending: ending) { path in
      var request = CheckRequest(inputs: [Seed.inventoryPath], asOf: Seed.day)
      request.select = ["technology/*"]
      give(&request, path)
      _ = try? CheckRun.run(request)
    }
  }

  /// Reads rows with a mapping, and the mapping's own examples.
  private func mapping(_ bytes: [UInt8]) {
    withFile(bytes, ending: ".yaml") { path in convert(Seed.tablePath, with: path) }
    guard
      let mapping = MappingReader.read(text: String(decoding: bytes, as: UTF8.self), path: "fuzz")
        .mapping
    else { return }
    _ = MappingCompiler().compile(mapping)
  }

  /// Reads bytes as a table, whose rows a mapping makes records of.
  private func table(_ bytes: [UInt8], ending: String) {
    withFile(bytes, ending: ending) { path in convert(path, with: Seed.mappingPath) }
  }

  private func convert(_ path: String, with mapping: String) {
    _ = try? Conversion.run([path], to: .json, mappings: [mapping]) { _ in }
  }

  /// Puts bytes into a file in memory.
  private func withFile(_ bytes: [UInt8], ending: String = "", _ body: (String) -> Void) {
    let path = "/dev/shm/custos-fuzz-\(getpid())\(ending)"
    Seed.write(bytes, to: path)
    body(path)
    unlink(path)
  }
}

/// Ends the program where something must hold and does not.
func expect(_ isTrue: Bool, _ message: String) {
  if !isTrue { fail(message) }
}

/// Ends the program, so that libFuzzer keeps the input.
func fail(_ message: String) -> Never { fatalError(message) }

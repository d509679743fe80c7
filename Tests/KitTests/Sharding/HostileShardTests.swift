import Bytes
import Diagnostics
import Findings
import Foundation
import Results
import Testing

@testable import CustosKit

@Suite struct HostileShardTests {
  /// The shards that all tests begin with, which are made once.
  private final class Made: Sendable {
    static let once = Result { try Made() }

    let sample: ShardSample
    let facts: [String]
    let partials: [String]

    private init() throws {
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "custos-hostile-shards-\(ProcessInfo.processInfo.processIdentifier)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let input = folder.appendingPathComponent("inventory.json")
      try Data(Self.inventory.utf8).write(to: input)
      sample = try ShardSample([input.path], isLinked: true, folder: folder.path)
      facts = try sample.facts(3)
      partials = try sample.partials(3, facts: facts)
    }

    private static let inventory = """
      {"organisations": [{"id": "f", "name": "F", "kind": "police-force"}], "systems": [{"id": "s", \
      "name": "S", "controllers": ["f"], "datasets": [{"id": "d", "name": "D", "records": [\
      {"id": "1", "subject": "p", "kind": "offender", "group": 3, "lastEvent": "2001-01-01"}, \
      {"id": "2", "subject": "p", "kind": "offender", "group": 2, "lastEvent": "2003-01-01"}, \
      {"id": "3", "subject": "q", "kind": "offender", "group": 3}]}]}]}
      """
  }

  /// Three shards of an inventory with their facts, in a folder.
  struct Files: ~Copyable {
    let folder: Folder
    let sample: ShardSample
    let facts: [String]
    let partials: [String]

    init() throws {
      let made = try Made.once.get()
      folder = try Folder()
      sample = made.sample
      facts = made.facts
      partials = made.partials
    }

    /// Changes the text of a file.
    func change(_ path: String, _ body: (String) -> String) throws -> String {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      return try folder.write(
        "changed-\(URL(fileURLWithPath: path).lastPathComponent)", body(text).utf8)
    }
  }

  /// The codes of what is wrong when partials are merged.
  private static func codes(merging paths: [String]) -> [String] {
    do {
      _ = try MergeRun.run(MergeRequest(paths: paths))
      return []
    } catch {
      #expect(error.diagnostics.allSatisfy { !$0.message.isEmpty })
      return error.diagnostics.map(\.code)
    }
  }

  @Test("whole files are merged")
  func mergesWholeFiles() throws {
    let files = try Files()
    #expect(Self.codes(merging: files.partials) == [])
  }

  @Test("missing, doubled and foreign files are all named")
  func namesGaps() throws {
    let files = try Files()
    let partials = files.partials
    #expect(Self.codes(merging: [partials[0], partials[2]]) == ["shard.missing"])
    #expect(Self.codes(merging: partials + [partials[1]]) == ["shard.doubled"])
    #expect(
      Self.codes(merging: [partials[0], partials[0]]) == ["shard.doubled", "shard.missing"])
    #expect(Self.codes(merging: partials + [files.facts[0]]) == ["shard.other-kind"])
    let foreign = files.sample.request.inputs[0]
    #expect(Self.codes(merging: partials + [foreign]) == ["shard.foreign"])
    #expect(Self.codes(merging: ["\(files.folder.path)/none"]) == ["shard.unreadable"])
    #expect(
      Self.codes(merging: [foreign, "\(files.folder.path)/none"])
        == ["shard.foreign", "shard.unreadable"])
  }

  @Test("a shard of another number of shards is refused")
  func refusesOtherCounts() throws {
    let files = try Files()
    let two = try files.sample.partials(2, facts: files.facts)
    #expect(Self.codes(merging: [files.partials[0], two[1]]) == ["shard.other-count"])
  }

  @Test("a file that is cut off anywhere is refused")
  func refusesCutFiles() throws {
    let files = try Files()
    let whole = try String(contentsOfFile: files.partials[1], encoding: .utf8)
    let lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count > 4)
    for count in 0..<lines.count - 1 {
      let cut = lines.prefix(count).map { $0 + "\n" }.joined()
      let path = try files.folder.write("cut", cut.utf8)
      let codes = Self.codes(merging: [files.partials[0], path, files.partials[2]])
      #expect(codes == ["shard.malformed"], "\(count) lines")
    }
    for bytes in [1, 100, whole.utf8.count / 2, whole.utf8.count - 1] {
      let path = try files.folder.write("cut", Array(whole.utf8.prefix(bytes)))
      let codes = Self.codes(merging: [files.partials[0], path, files.partials[2]])
      #expect(codes == ["shard.malformed"], "\(bytes) bytes")
    }
  }

  struct Change: Sendable, CustomTestStringConvertible {
    let name: String
    let from: String
    let to: String
    let code: String
    var testDescription: String { name }
  }

  static let changes = [
    Change(
      name: "a newer form", from: #""formVersion":5"#, to: #""formVersion":6"#,
      code: "shard.other-form"),
    Change(
      name: "another version", from: #""version","value":""#, to: #""version","value":"9"#,
      code: "shard.other-version"),
    Change(name: "another day", from: "2026-11-01", to: "2026-11-02", code: "shard.other-day"),
    Change(
      name: "other rules", from: #""rules","value":""#, to: #""rules","value":"0"#,
      code: "shard.other-rules"),
    Change(
      name: "another profile", from: #""profile","value":"none""#,
      to: #""profile","value":"p.yaml""#, code: "shard.other-profile"),
    Change(
      name: "other options", from: "fail on medium", to: "fail on low", code: "shard.other-options"),
    Change(
      name: "another key", from: #""key","value":"none""#, to: #""key","value":"0""#,
      code: "shard.other-key"),
    Change(
      name: "another count of rows", from: #""rows","value":""#, to: #""rows","value":"1"#,
      code: "shard.other-rows"),
    Change(
      name: "another description", from: #""description","value":""#,
      to: #""description","value":"0"#, code: "shard.other-description"),
    Change(
      name: "other inputs", from: "inventory.json", to: "other.json", code: "shard.other-inputs"),
    Change(
      name: "other bytes", from: #""digest":""#, to: #""digest":"0"#, code: "shard.other-inputs"),
    Change(name: "no such shard", from: #""shard":2"#, to: #""shard":4"#, code: "shard.malformed"),
    Change(
      name: "a count changed", from: #""records":1"#, to: #""records":2"#, code: "shard.malformed"),
    Change(
      name: "an overflowing count", from: #""records":1"#, to: #""records":9223372036854775807"#,
      code: "shard.malformed"),
    Change(
      name: "a member that is none", from: #"{"tally""#, to: #"{"tale""#, code: "shard.malformed"),
  ]

  @Test("a partial of another run, or a damaged one, is refused", arguments: changes)
  func refusesChanges(_ change: Change) throws {
    let files = try Files()
    let changed = try files.change(files.partials[1]) { text in
      text.replacing(change.from, with: change.to, maxReplacements: 1)
    }
    let codes = Self.codes(merging: [files.partials[0], changed, files.partials[2]])
    #expect(codes == [change.code])
  }

  @Test("a check refuses facts that are missing, damaged or of other inputs")
  func refusesFacts() throws {
    let files = try Files()
    let shard = try #require(Shard(1, of: 3))
    func codes(_ facts: [String], _ request: CheckRequest) -> [String] {
      do {
        _ = try ShardRun.check(request, shard, facts: facts, files.sample.rules)
        return []
      } catch {
        return error.diagnostics.map(\.code)
      }
    }
    let request = files.sample.request
    #expect(codes(files.facts, request) == [])
    #expect(codes([], request) == ["shard.no-facts"])
    #expect(codes(Array(files.facts.dropLast()), request) == ["shard.missing"])
    #expect(codes(files.partials, request).contains("shard.other-kind"))
    let unlike = try files.change(files.facts[0]) { text in
      text.replacing(
        #""events","value":""#, with: #""events","value":"birth "#, maxReplacements: 1)
    }
    #expect(Set(codes([unlike] + files.facts.dropFirst(), request)) == ["shard.other-events"])
    let damaged = try files.change(files.facts[0]) { text in
      // A line of a person is a key and facts in 32 digits each.
      text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.utf8.count == 65 ? String($0.dropLast()) + "g" : String($0) }
        .joined(separator: "\n")
    }
    #expect(codes([damaged] + files.facts.dropFirst(), request) == ["shard.malformed"])
    var other = request
    other.inputs = ["\(MergeTests.samples)/clean/inventory.xml"]
    #expect(codes(files.facts, other) == ["shard.other-inputs"])
  }

  /// Changes the lines of a file and writes its end anew, as somebody who knows the form would.
  private static func forge(
    _ files: borrowing Files, _ path: String, _ body: ([String]) -> [String]
  ) throws -> String {
    try files.change(path) { text in
      let lines = text.split(separator: "\n").map(String.init)
      let kept = body(Array(lines.dropLast())).map { $0 + "\n" }.joined()
      let count = kept.split(separator: "\n").count
      let digest = Fingerprint.hexadecimal(of: kept)
      return kept + "{\"end\":{\"lines\":\(count),\"digest\":\"\(digest)\"}}\n"
    }
  }

  @Test("a finding that was taken out of a partial is missed")
  func missesFindings() throws {
    let files = try Files()
    var tried = 0
    for (index, path) in files.partials.enumerated() {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      guard text.contains("\n{\"finding\"") else { continue }
      tried += 1
      let forged = try Self.forge(files, path) { lines in
        guard let found = lines.firstIndex(where: { $0.hasPrefix("{\"finding\"") }) else {
          return lines
        }
        return lines.enumerated().filter { $0.offset != found }.map(\.element)
      }
      var partials = files.partials
      partials[index] = forged
      #expect(Self.codes(merging: partials) == ["shard.contradiction"])
    }
    #expect(tried > 0)
  }

  struct Forgery: Sendable, CustomTestStringConvertible {
    let name: String
    let from: String
    let to: String
    var testDescription: String { name }
  }

  static let forgeries = [
    Forgery(
      name: "a milder severity", from: #""severity":"(critical|high|medium|low)"(.*"subject")"#,
      to: #""severity":"info"$2"#),
    Forgery(
      name: "a higher threshold", from: #""failOn":"medium""#, to: #""failOn":"critical""#),
    Forgery(name: "another day", from: #""asOf":"2026-11-01""#, to: #""asOf":"2026-11-02""#),
    Forgery(
      name: "inputs that were read whole", from: #""isComplete":true"#, to: #""isComplete":false"#),
    Forgery(
      name: "more undetermined checks accepted", from: #""mostUndetermined":0"#,
      to: #""mostUndetermined":1000"#),
    Forgery(
      name: "provisional breaches", from: #""isProvisional":false"#, to: #""isProvisional":true"#),
    Forgery(
      name: "another subject", from: #""level":"organisation","kind":"organisation","id":"f""#,
      to: #""level":"organisation","kind":"organisation","id":"g""#),
  ]

  @Test("what was changed in all partials alike contradicts what they say", arguments: forgeries)
  func missesWhatWasSoftened(_ forgery: Forgery) throws {
    let files = try Files()
    var isChanged = false
    let forged = try files.partials.map { path in
      try Self.forge(files, path) { lines in
        lines.map { line in
          let changed = line.replacingOccurrences(
            of: forgery.from, with: forgery.to, options: .regularExpression)
          isChanged = isChanged || changed != line
          return changed
        }
      }
    }
    try #require(isChanged)
    #expect(Set(Self.codes(merging: forged)) == ["shard.contradiction"])
  }

  @Test("one shard that claims to be the only one is missed")
  func missesTheOtherShards() throws {
    let files = try Files()
    let forged = try Self.forge(files, files.partials[0]) { lines in
      [lines[0].replacing("\"shards\":3", with: "\"shards\":1")] + lines.dropFirst()
    }
    #expect(Self.codes(merging: [forged]) == ["shard.contradiction"])
  }

  @Test("shards that were given different facts are refused")
  func missesOtherFacts() throws {
    let files = try Files()
    let index = try #require(
      files.facts.indices.dropFirst().first { index in
        try String(contentsOfFile: files.facts[index], encoding: .utf8)
          .contains(/\n[0-9a-f]{32},/)
      })
    var facts = files.facts
    facts[index] = try Self.forge(files, facts[index]) { lines in
      lines.filter { $0.utf8.count != 65 }
    }
    let first = try #require(Shard(1, of: 3))
    let output = try ShardRun.check(files.sample.request, first, facts: facts, files.sample.rules)
    let path = "\(files.folder.path)/first"
    try AtomicFile.write(to: path) { output.write(to: &$0) }
    let codes = Self.codes(merging: [path] + files.partials.dropFirst())
    #expect(Set(codes) == ["shard.other-facts"])
  }

  @Test("records that a partial does not count are missed")
  func missesRecords() throws {
    let files = try Files()
    let forged = try Self.forge(files, files.partials[1]) { lines in
      lines.map { $0.replacing("\"records\":1", with: "\"records\":0") }
    }
    let codes = Self.codes(merging: [files.partials[0], forged, files.partials[2]])
    #expect(Set(codes) == ["shard.contradiction"])
  }

  @Test(
    "a person that was taken out of facts, or changed, is missed by the shard whose facts they are")
  func missesPeople() throws {
    let files = try Files()
    for (index, path) in files.facts.enumerated() {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      guard text.contains(/\n[0-9a-f]{32},/) else { continue }
      let shard = try #require(Shard(index + 1, of: 3))
      let forged = try Self.forge(files, path) { lines in lines.filter { $0.utf8.count != 65 } }
      var facts = files.facts
      facts[index] = forged
      let failure = #expect(throws: ConfigurationFailure.self) {
        try ShardRun.check(files.sample.request, shard, facts: facts, files.sample.rules)
      }
      #expect(failure?.diagnostics.map(\.code) == ["shard.contradiction"])
      #expect(failure?.diagnostics[0].message.contains("shard \(index + 1)") == true)
    }
  }
}

import Bytes
import CivilTime
import Diagnostics
import Foundation
import Reports
import Results
import Testing

@testable import CustosKit

/// Runs one check whole and in shards, with rules that are read once for all tests.
struct ShardSample {
  let folder: String
  var request: CheckRequest
  let rules: ShardRules

  private static let linked = Result { try ShardRules(CheckRequest(inputs: [], asOf: day)) }
  private static let unlinked = Result {
    var request = CheckRequest(inputs: [], asOf: day)
    request.isLinked = false
    return try ShardRules(request)
  }
  static let day = CivilDate(dayNumber: 20_758)

  /// - Parameter folder: Where the files of the shards go.
  init(_ inputs: [String], isLinked: Bool, folder: String) throws {
    self.folder = folder
    request = CheckRequest(inputs: inputs, asOf: Self.day)
    request.isLinked = isLinked
    request.digestsInputs = true
    rules = try (isLinked ? Self.linked : Self.unlinked).get()
  }

  /// The files with facts of a number of shards; none where nothing is linked.
  func facts(_ count: Int) throws -> [String] {
    guard request.isLinked else { return [] }
    return try (1...count).map { number in
      let path = "\(folder)/\(number)-of-\(count).facts"
      let shard = try #require(Shard(number, of: count))
      try write(ShardRun.link(request, shard, rules), path)
      return path
    }
  }

  /// The partials of a number of shards.
  func partials(_ count: Int, facts: [String]) throws -> [String] {
    try (1...count).map { number in
      let path = "\(folder)/\(number)-of-\(count).partial"
      let shard = try #require(Shard(number, of: count))
      try write(ShardRun.check(request, shard, facts: facts, rules), path)
      return path
    }
  }

  private func write(_ output: ShardRun.Output, _ path: String) throws {
    try AtomicFile.write(to: path) { output.write(to: &$0) }
  }

  /// The result of the whole.
  func whole() throws -> CheckResult { try CheckRun.run(request, rules.run) }
}

extension CheckResult {
  /// The bytes of a report.
  func bytes(_ format: ReportFormat) -> [UInt8] {
    var output = OutputBuffer()
    write(as: format, ReportOptions(), to: &output)
    return output.bytes
  }
}

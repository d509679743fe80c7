import Bytes
import CivilTime
import Findings
import Foundation
import Results

/// An in-toto Statement v1 with the predicate test-result v0.1, and besides what Custos needs to
/// do the run again, under `custos` (consumers ignore what they do not know).
struct Statement: Codable, Equatable {
  /// A file and its digest; `name` is the path in the folder.
  struct Resource: Codable, Equatable {
    struct Digest: Codable, Equatable {
      var sha256: String
    }
    var name: String
    var digest: Digest

    init(name: String, sha256: String) {
      self.name = name
      digest = Digest(sha256: sha256)
    }
  }

  struct Predicate: Codable, Equatable {
    var result: String
    var configuration: [Resource]
    var warnedTests: [String]
    var failedTests: [String]
    var custos: Run
  }

  struct Run: Codable, Equatable {
    var toolVersion: String
    var asOf: String
    var exitCode: Int
    var command: [String]
    var historyHead: String?
    var inputs: [Input]
  }

  /// An input: the name in the folder, or the one it would have, and as the user named it.
  struct Input: Codable, Equatable {
    var name: String
    var path: String
    var bytes: Int
    var isIncluded: Bool
  }

  enum CodingKeys: String, CodingKey {
    case type = "_type"
    case subject, predicateType, predicate
  }

  static let type = "https://in-toto.io/Statement/v1"
  static let predicateType = "https://in-toto.io/attestation/test-result/v0.1"

  var type: String
  var subject: [Resource]
  var predicateType: String
  var predicate: Predicate
}

extension Statement {
  /// Reads a statement.
  ///
  /// - Returns: `nil` for anything but the bytes that ``bytes`` makes of it, so that no member
  ///   is overlooked or read in two ways.
  init?(_ bytes: [UInt8]) {
    guard let statement = try? JSONDecoder().decode(Statement.self, from: Data(bytes)),
      statement.bytes == bytes
    else { return nil }
    self = statement
  }

  /// The predicate of a statement that is one of in-toto, but of another form than this one; `nil` for
  /// anything else.
  static func otherForm(_ bytes: [UInt8]) -> String? {
    struct Head: Decodable {
      var predicateType: String
    }
    let head = try? JSONDecoder().decode(Head.self, from: Data(bytes))
    return head.flatMap { $0.predicateType == predicateType ? nil : $0.predicateType }
  }

  /// The statement as JSON: always the same bytes for the same statement.
  var bytes: [UInt8] {
    var output = OutputBuffer()
    output.writeJSON { json in
      json.object { json in
        json.breakLine("  ")
        json.member("_type", type)
        json.breakLine("  ")
        json.resources("subject", subject)
        json.breakLine("  ")
        json.member("predicateType", predicateType)
        json.breakLine("  ")
        json.object("predicate") { writePredicate(&$0) }
        json.endLine()
      }
    }
    output.write("\n")
    return output.bytes
  }

  private func writePredicate(_ json: inout JSONWriter) {
    json.breakLine("    ")
    json.member("result", predicate.result)
    json.breakLine("    ")
    json.resources("configuration", predicate.configuration)
    json.breakLine("    ")
    json.member("warnedTests", predicate.warnedTests)
    json.breakLine("    ")
    json.member("failedTests", predicate.failedTests)
    json.breakLine("    ")
    json.object("custos") { json in
      let run = predicate.custos
      json.member("toolVersion", run.toolVersion)
      json.member("asOf", run.asOf)
      json.member("exitCode", run.exitCode)
      json.member("command", run.command)
      json.member("historyHead", run.historyHead)
      json.list("inputs", run.inputs) { json, input in
        json.object { json in
          json.member("name", input.name)
          json.member("path", input.path)
          json.member("bytes", input.bytes)
          json.member("isIncluded", input.isIncluded)
        }
      }
    }
    json.endLine()
  }
}

extension JSONWriter {
  fileprivate mutating func resources(_ name: StaticString, _ resources: [Statement.Resource]) {
    array(name) { json in
      for resource in resources {
        json.breakLine("    ")
        json.object { json in
          json.member("name", resource.name)
          json.object("digest") { $0.member("sha256", resource.digest.sha256) }
        }
      }
    }
  }
}

extension Statement.Predicate {
  /// The rules of which a check failed, and those of which one was waived or could not be decided.
  static func tests(_ result: CheckResult) -> (failed: [String], warned: [String]) {
    var failed: Set<String> = []
    var warned: Set<String> = []
    for finding in result.findings where finding.state != .cured {
      switch finding.verdict {
      case .breach: failed.insert(finding.rule)
      case .undetermined, .waived: warned.insert(finding.rule)
      case .pass, .notApplicable: break
      }
    }
    return (failed.sorted(), warned.subtracting(failed).sorted())
  }

  /// The word of the predicate for a result: `PASSED` only where the run was complete and
  /// everything was decided and met.
  static func word(_ summary: Summary) -> String {
    switch summary.exitCode {
    case 0:
      let total = summary.total
      return total.breach + total.undetermined + total.waived == 0 ? "PASSED" : "WARNED"
    default: return "FAILED"
    }
  }
}

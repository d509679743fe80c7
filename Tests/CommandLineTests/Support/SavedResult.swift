import Foundation

/// What tests read of a result in JSON.
struct SavedResult: Decodable {
  struct Finding: Decodable {
    struct Subject: Decodable {
      var path: String
    }
    struct Location: Decodable {
      var path: String
      var line: Int
      var column: Int
    }
    var id: String
    var rule: String
    var catalogue: [String]
    var cause: String
    var verdict: String
    var severity: String
    var since: String?
    var isProvisional: Bool
    var subject: Subject
    var locations: [Location]?
    var dueDate: String?
    var daysOver: Int?

    /// The system it is in, or the organisation it is about.
    var owner: String {
      let parts = subject.path.split(separator: "/")
      let system = parts.first { $0.hasPrefix("system:") } ?? parts.first ?? ""
      return system.split(separator: ":").last.map(String.init) ?? ""
    }
  }
  struct Summary: Decodable {
    var verdict: String
    var exitCode: Int
  }
  struct Notice: Decodable {
    var severity: String
    var code: String
  }
  struct Input: Decodable {
    var path: String
    var digest: String?
  }

  var asOf: String
  var exitCode: Int
  var findings: [Finding]
  var summary: Summary
  var notices: [Notice]
  var inputs: [Input]

  init(_ run: Run) throws {
    self = try JSONDecoder().decode(SavedResult.self, from: Data(run.output))
  }
}

import Findings
import Foundation
import Results
import Testing

@testable import CustosKit

/// Faults planted in bodies outside the police are found in the terms of their own law, and bodies in order are green.
@Suite struct PlantedFaultTests {
  private typealias Object = [String: Any]

  private static func list(_ name: String) throws -> [Object] {
    let path = "\(MissingFactTests.root)/Tests/Bodies/\(name).json"
    let document = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(fileURLWithPath: path)))
    return try #require((document as? Object)?[name] as? [Object])
  }

  private static func organisation(_ body: Object) throws -> Object {
    try #require((body["organisations"] as? [Object])?.first)
  }

  private static func sample(_ body: Object) throws -> MissingFactTests.Sample {
    let folder = try Folder()
    let data = try JSONSerialization.data(withJSONObject: body)
    return try MissingFactTests.Sample(try folder.write("inventory.json", Array(data)))
  }

  /// A document with another value at a path of names and positions.
  private static func setting(_ value: Any, at path: ArraySlice<String>, in document: Any) -> Any {
    guard let step = path.first else { return value }
    if var list = document as? [Any], let place = Int(step), list.indices.contains(place) {
      list[place] = setting(value, at: path.dropFirst(), in: list[place])
      return list
    }
    var object = document as? Object ?? [:]
    object[step] = setting(value, at: path.dropFirst(), in: object[step] ?? Object())
    return object
  }

  private static func planted(_ fault: Object, in body: Object) -> Any {
    let changes = (fault["set"] as? Object ?? [:]).sorted { $0.key < $1.key }
    return changes.reduce(body as Any) { document, change in
      let path = change.key.split(separator: ".").map(String.init)
      return setting(change.value, at: path[...], in: document)
    }
  }

  /// Whether a citation is of the law under which a body of a place is.
  private static func isLaw(of jurisdiction: String, _ title: String) -> Bool {
    let acts = ["UK GDPR", "Data Protection Act", "Data (Use and Access) Act"]
    return ["ireland", "netherlands", "france"].contains(jurisdiction)
      ? title.hasPrefix("Regulation (EU)") : acts.contains { title.hasPrefix($0) }
  }

  @Test("ten bodies in order have no breach and nothing undetermined")
  func inOrder() throws {
    let bodies = try Self.list("bodies")
    #expect(bodies.count == 10)
    for body in bodies {
      let id = try Self.organisation(body)["id"] ?? ""
      #expect(try Self.sample(body).open == [:], "\(id)")
    }
  }

  @Test("a planted fault is found by its rule, in the terms of the body's law")
  func areFound() throws {
    let faults = try Self.list("faults")
    #expect(faults.count > 20)
    for body in try Self.list("bodies") {
      let organisation = try Self.organisation(body)
      let place = organisation["jurisdiction"] as? String ?? ""
      let sample = try Self.sample(body)
      for fault in faults {
        let kinds = fault["kinds"] as? [String]
        guard kinds?.contains(organisation["kind"] as? String ?? "") ?? true else { continue }
        let rules = fault["rules"] as? [String] ?? []
        let found = try sample.check(Self.planted(fault, in: body)).findings.filter {
          $0.verdict == .breach && rules.contains($0.rule)
        }
        let isInItsTerms = found.contains { finding in
          fault["law"] as? String == "any"
            || finding.citations.contains { Self.isLaw(of: place, $0.title) }
        }
        #expect(isInItsTerms, "\(organisation["id"] ?? ""): \(fault["name"] ?? "")")
      }
    }
  }
}

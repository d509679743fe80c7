import CivilTime
import CustosKit
import Findings
import Foundation
import Inventory
import Results
import Rules
import Testing

/// Carries out every fix of the samples, one of each subject at a time, and checks again.
@Suite struct FixesOfSamplesTests {
  private typealias Members = [String: Any]

  private static let day = "2026-11-01"

  @Test(
    "a fix that is carried out brings no breach of any rule, at its subject or elsewhere",
    arguments: [("university", 10), ("council", 2), ("company", 8), ("force", 40)])
  func bringsNoBreach(_ name: String, _ least: Int) throws {
    let samples = "\(MissingFactTests.root)/samples"
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(samples)/\(name)/inventory.json"))
    let document = try #require(try JSONSerialization.jsonObject(with: data) as? Members)
    let profile = name == "force" ? "\(samples)/profile.yaml" : nil
    let result = try MissingFactTests.Sample.check(document, profile)
    let known = Self.breaches(result.findings)
    let mended = result.findings.filter {
      $0.verdict == .breach && !$0.fix.isEmpty && $0.subject.link(.holding) == nil
    }
    let ofSubjects = Dictionary(grouping: mended, by: \.subject.path)
    var carriedOut = 0
    for round in 0..<(ofSubjects.values.map(\.count).max() ?? 0) {
      var changed: Any = document
      var tried: [String: Finding] = [:]
      for (subject, findings) in ofSubjects.sorted(by: { $0.key < $1.key })
      where findings.count > round {
        guard let after = Self.carriedOut(findings[round], in: changed) else { continue }
        changed = after
        tried[subject] = findings[round]
      }
      carriedOut += tried.count
      let after = Self.breaches(try MissingFactTests.Sample.check(changed, profile).findings)
      for (subject, finding) in tried {
        #expect(!after.contains("\(finding.rule) \(subject)"), "it is not cleared")
      }
      let fixes = tried.values.map { "\($0.rule) \($0.subject.path): \($0.smallestFix ?? "")" }
      let new = after.subtracting(known)
      #expect(new.isEmpty, "\(new.sorted()) after \(fixes.sorted().joined(separator: "\n"))")
    }
    #expect(carriedOut >= least)
  }

  private static func breaches(_ findings: [Finding]) -> Set<String> {
    Set(findings.filter { $0.verdict == .breach }.map { "\($0.rule) \($0.subject.path)" })
  }

  // MARK: - Carrying out

  /// The inventory after a fix; `nil` where its subject or a step of it is not to be found.
  private static func carriedOut(_ finding: Finding, in document: Any) -> Any? {
    guard let way = way(to: finding.subject, in: document) else { return nil }
    var result = document
    for step in finding.fix {
      let names = step.path.split(separator: ".").dropFirst().map(String.init)
      guard let kind = Vocabulary.field(at: step.path)?.kind, !names.isEmpty else { return nil }
      result = changed(result, way[...], names[...]) { value(of: step, kind, $0) }
    }
    return result
  }

  /// The members and indices that lead to a subject.
  private static func way(to subject: Subject, in document: Any) -> [MissingFactTests.Step]? {
    var way: [MissingFactTests.Step] = []
    var node = document
    for link in subject.links {
      guard let members = node as? Members, let id = link.id,
        let items = members["\(link.kind)s"] as? [Any]
      else { return nil }
      let index = items.firstIndex { item in
        let item = item as? Members
        return (item?["id"] ?? item?["name"]) as? String == id
      }
      guard let index = index ?? Int(id.drop { $0 == "#" }).map({ $0 - 1 }),
        items.indices.contains(index)
      else { return nil }
      way += [.member("\(link.kind)s"), .index(index)]
      node = items[index]
    }
    return way
  }

  /// A document with the value at a way changed.
  private static func changed(
    _ node: Any, _ way: ArraySlice<MissingFactTests.Step>, _ names: ArraySlice<String>,
    _ change: (Any?) -> Any
  ) -> Any {
    var way = way
    var names = names
    if case .index(let index) = way.first, var items = node as? [Any] {
      way.removeFirst()
      items[index] = changed(items[index], way, names, change)
      return items
    }
    var members = node as? Members ?? [:]
    let name: String
    if case .member(let next) = way.first {
      name = next
      way.removeFirst()
    } else {
      name = names.removeFirst()
    }
    members[name] =
      way.isEmpty && names.isEmpty
      ? change(members[name]) : changed(members[name] ?? Members(), way, names, change)
    return members
  }

  /// What a step makes of a value.
  private static func value(of step: FixStep, _ kind: FieldKind, _ old: Any?) -> Any {
    switch (step.kind, kind) {
    case (.act, .instant): "\(day)T00:00:00Z"
    case (.act, _), (.plan, _): day
    case (.lower, _): step.value.flatMap(Int.init) ?? 0
    case (.raise, _): step.value.flatMap(Int.init) ?? 1_000_000_000
    case (_, .boolean): step.value == "true"
    case (_, .integer): step.value.flatMap(Int.init) ?? 0
    case (_, .codes):
      (old as? [String] ?? []) + (step.value ?? "").split(separator: " ").map(String.init)
    default: step.value ?? "stated"
    }
  }
}

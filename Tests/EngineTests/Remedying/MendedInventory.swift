import CivilTime
import Findings
import Foundation

/// An inventory in JSON in which the steps of a fix can be carried out.
struct MendedInventory {
  /// A step into an object or a list.
  private enum Key {
    case name(String)
    case place(Int)
  }

  private let root: Any

  /// - Throws: An error of Foundation where the text is no JSON.
  init(_ text: String) throws {
    root = try JSONSerialization.jsonObject(with: Data(text.utf8))
  }

  /// The inventory after a fix; `nil` where a step says nothing that can be written down, such as a
  /// count that work brings down, or the finding has no fix.
  func carryingOut(_ finding: Finding) throws -> String? {
    guard !finding.fix.isEmpty else { return nil }
    var mended = root
    for step in finding.fix {
      let names = step.path.split(separator: ".").map(String.init)
      guard let level = names.first, let keys = keys(of: level, in: finding.subject) else {
        return nil
      }
      let path = keys + names.dropFirst().map(Key.name)
      guard let value = Self.value(of: step, in: Self.value(at: path[...], in: mended)) else {
        return nil
      }
      mended = Self.setting(value, at: path[...], in: mended)
    }
    return String(
      decoding: try JSONSerialization.data(withJSONObject: mended, options: .sortedKeys),
      as: UTF8.self)
  }

  private static func value(of step: FixStep, in old: Any?) -> Any? {
    switch step.kind {
    case .act: step.value ?? "\(MadeUpRules.day)"
    case .plan: step.value ?? "\(MadeUpRules.day.adding(days: 300))"
    case .record: step.value ?? "Recorded in file 7"
    case .add:
      (old as? [Any] ?? [])
        + (step.value?.split { " ,".contains($0) }.map(String.init) ?? [])
    case .set: step.value.map { (Bool($0) as Any?) ?? Int($0) ?? $0 }
    case .lower, .raise: nil
    }
  }

  /// The way to the object of a level that a subject is in; a system's organisation is the first.
  private func keys(of level: String, in subject: Subject) -> [Key]? {
    var keys: [Key] = []
    for link in subject.links {
      let list = "\(link.kind)s"
      let objects = Self.value(at: (keys + [.name(list)])[...], in: root) as? [[String: Any]]
      let place = objects?.firstIndex { object in
        [object["id"], object["name"], object["country"]].contains { $0 as? String == link.id }
      }
      guard let place else { break }
      keys += [.name(list), .place(place)]
      if link.kind == level { return keys }
    }
    return level == "organisation" ? [.name("organisations"), .place(0)] : nil
  }

  private static func value(at path: ArraySlice<Key>, in object: Any?) -> Any? {
    switch path.first {
    case nil: object
    case .name(let name): value(at: path.dropFirst(), in: (object as? [String: Any])?[name])
    case .place(let place): value(at: path.dropFirst(), in: (object as? [Any])?[place])
    }
  }

  private static func setting(_ new: Any, at path: ArraySlice<Key>, in object: Any?) -> Any {
    switch path.first {
    case nil: return new
    case .name(let name):
      var members = object as? [String: Any] ?? [:]
      members[name] = setting(new, at: path.dropFirst(), in: members[name])
      return members
    case .place(let place):
      var items = object as? [Any] ?? []
      items[place] = setting(new, at: path.dropFirst(), in: items[place])
      return items
    }
  }
}

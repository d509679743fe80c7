import Foundation

@testable import Inventory

/// Facts that are taken out of an inventory in JSON at random, and where each stood.
struct LostFacts {
  /// A fact that was taken.
  struct Fact {
    var organisation = ""
    var system = ""
    var dataset = ""
    /// The fact as questions name it: `dataset.retention.period`; of an item its last steps.
    var path = ""
    var field = ""
    /// The identifier or name of the item around it, and where the item begins; 0 for none.
    var item = ""
    var itemLine = 0
    var value: Any
  }

  /// The inventory without the facts.
  let text: String
  let facts: [Fact]

  /// - Parameters:
  ///   - json: The whole inventory.
  ///   - choice: Which facts are taken; the same for the same number.
  init(_ json: Data, count: Int, choice: UInt64) throws {
    let whole = try JSONSerialization.jsonObject(with: json)
    var random = Choice(state: choice)
    let paths = Self.leaves(whole, Vocabulary.inventory, []).sorted { $0.joined() < $1.joined() }
    let chosen = Array(paths.shuffled(using: &random).prefix(count))
    var printer = Printer(without: Set(chosen))
    printer.write(whole, [])
    text = printer.text
    facts = chosen.map { Self.fact(at: $0, in: whole, printer.lines) }
  }

  /// A generator whose numbers are the same everywhere.
  private struct Choice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state ^ state >> 29) &* 0x9e37_79b9_7f4a_7c15
    }
  }

  /// The facts whose absence says that they are not known; of others nobody can be asked.
  private static func leaves(
    _ value: Any, _ definition: ObjectDefinition, _ path: [String]
  ) -> [[String]] {
    if let list = value as? [Any] {
      return list.enumerated().flatMap { leaves($0.element, definition, path + ["\($0.offset)"]) }
    }
    guard let object = value as? [String: Any] else { return [] }
    return object.flatMap { name, value -> [[String]] in
      guard let field = definition.fields.first(where: { $0.name == name }) else { return [] }
      let own = path + [name]
      if let child = field.kind.child {
        return ["records", "holdings"].contains(name) ? [] : leaves(value, child, own)
      }
      // What a dataset does not say may be said of its system.
      let isOfSystem =
        definition.name == Vocabulary.dataset.name
        && Vocabulary.system.fields.contains { $0.name == name }
      let isFact = !["id", "name", "version"].contains(name) && path.count > 1
      return isFact && !isOfSystem && field.absence == .unknown ? [own] : []
    }
  }

  private static func fact(
    at path: [String], in whole: Any, _ lines: [[String]: Int]
  ) -> Fact {
    var fact = Fact(value: whole)
    var names: [String] = []
    for (depth, step) in path.enumerated() {
      if let list = fact.value as? [Any], let index = Int(step) {
        fact.value = list[index]
        let object = fact.value as? [String: Any] ?? [:]
        let id = object["id"] as? String ?? object["name"] as? String ?? ""
        switch path[depth - 1] {
        case "organisations": (fact.organisation, names) = (id, ["organisation"])
        case "systems": (fact.system, names) = (id, ["system"])
        case "datasets": (fact.dataset, names) = (id, ["dataset"])
        default: (fact.item, fact.itemLine) = (id, lines[Array(path[...depth])] ?? 0)
        }
      } else if let object = fact.value as? [String: Any], let value = object[step] {
        fact.value = value
        names.append(step)
      }
    }
    fact.path = names.joined(separator: ".")
    fact.field = path.last ?? ""
    return fact
  }

  /// The answer that gives the fact back.
  static func answer(_ value: Any) -> String {
    if let list = value as? [Any] {
      return list.isEmpty ? "none" : list.map(answer).joined(separator: ", ")
    }
    if let number = value as? NSNumber, CFBoolean.isOne(number) {
      return number.boolValue ? "yes" : "no"
    }
    return "\(value)"
  }

  private enum CFBoolean {
    static func isOne(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
  }

  /// Writes JSON with each object on lines of its own.
  private struct Printer {
    let without: Set<[String]>
    var text = ""
    /// The line on which each object begins, by its path.
    var lines: [[String]: Int] = [:]
    private var line = 1

    init(without: Set<[String]>) { self.without = without }

    private mutating func add(_ piece: String) {
      text += piece
      line += piece.utf8.count { $0 == 0x0a }
    }

    mutating func write(_ value: Any, _ path: [String]) {
      if let object = value as? [String: Any] {
        lines[path] = line
        let names = object.keys.sorted().filter { !without.contains(path + [$0]) }
        add("{")
        for (index, name) in names.enumerated() {
          add(index > 0 ? ",\n" : "\n")
          add("\"\(name)\": ")
          write(object[name] ?? NSNull(), path + [name])
        }
        add("}")
      } else if let list = value as? [Any] {
        add("[")
        for (index, item) in list.enumerated() {
          add(index > 0 ? ",\n" : "\n")
          write(item, path + ["\(index)"])
        }
        add("]")
      } else {
        let bytes = try? JSONSerialization.data(withJSONObject: value, options: .fragmentsAllowed)
        add(bytes.map { String(decoding: $0, as: UTF8.self) } ?? "null")
      }
    }
  }
}

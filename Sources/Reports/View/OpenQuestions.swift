import Findings
import Results

/// What could not be decided, by whom to ask.
struct OpenQuestions {
  /// What one person or role can answer.
  struct Addressee {
    /// Whom to ask; `nil` where the inventory names nobody.
    var name: String?
    /// Whether nobody has to be asked: the records were not linked.
    var isUnlinked = false
    /// How many checks wait for it; one that waits for several people counts for each.
    var checks = 0
    /// The facts, the most wanted first.
    var facts: [(path: String, checks: Int)] = []
  }

  /// Those who can answer, the most asked first.
  private(set) var addressees: [Addressee] = []

  init(_ groups: [MissingGroup]) {
    var places: [String: Int] = [:]
    for group in groups {
      let asked = group.suppliers.isEmpty ? [nil] : group.suppliers.map(Optional.some)
      for name in asked {
        let key = group.isUnlinked ? "\u{1}" : name ?? ""
        let place = places[key] ?? addressees.count
        if place == addressees.count {
          places[key] = place
          addressees.append(Addressee(name: name, isUnlinked: group.isUnlinked))
        }
        addressees[place].add(group, asking: name)
      }
    }
    addressees.sortStably { left, right in
      if (left.name == nil) != (right.name == nil) { return right.name == nil }
      return left.checks > right.checks
    }
    for place in addressees.indices {
      addressees[place].facts.sortStably { $0.checks > $1.checks }
    }
  }
}

extension OpenQuestions.Addressee {
  fileprivate mutating func add(_ group: MissingGroup, asking name: String?) {
    let count = group.checks
    checks += count
    var known: [String] = []
    for missing in group.missing
    where missing.supplier == name && !known.contains(missing.path) {
      known.append(missing.path)
      if let place = facts.firstIndex(where: { $0.path == missing.path }) {
        facts[place].checks += count
      } else {
        facts.append((missing.path, count))
      }
    }
  }

  /// Whom to ask, in words.
  var nameInWords: String {
    isUnlinked ? "not linked" : name ?? "nobody is named; ask the organisation"
  }

  /// The facts that are wanted, the first of them by name.
  func factsInWords(most: Int) -> String {
    if isUnlinked { return "records of the same person; check again without --no-link" }
    guard !facts.isEmpty else { return "facts that are not named" }
    let names = asked
    let more = names.count > most ? " and \(names.count - most) more" : ""
    return names.prefix(most).joined(separator: ", ") + more
  }

  /// The facts, each thing that is asked for once: what is in a class can be told by its records, by
  /// counts of them, or by their number.
  private var asked: [String] {
    var names: [String] = []
    for (path, _) in facts {
      let name = Self.contents.contains(path) ? "records or counts of them" : path
      // A gap may be accepted where there is no person to name; nobody is asked for that first.
      let isWayOut = path == "system.linkGapAccepted" && facts.count > 1
      if !isWayOut, !names.contains(name) { names.append(name) }
    }
    return names
  }

  private static let contents: Set<String> = [
    "dataset.records", "dataset.holdings", "dataset.count",
  ]
}

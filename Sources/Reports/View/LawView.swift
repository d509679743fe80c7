import Findings
import Results

/// Who is judged by which packs, and how far the articles of their laws are checked.
struct LawView {
  /// Organisations for which the same packs apply, for the same reasons.
  struct Bodies {
    /// Their names.
    var names: [String]
    /// The packs, in order of name.
    var packs: [Header.Reach]

    /// The names, where there are many only the first.
    var inWords: String {
      let most = 6
      guard names.count > most else { return sentence(names) }
      return sentence(Array(names.prefix(most)) + [counted(names.count - most, "other")])
    }

    /// The names of the laws and guidance that apply.
    var applying: [String] { packs.filter { $0.applies == .yes }.map(\.name) }

    /// Which packs they are judged by, and which not, as one line for reports without a table.
    var account: String {
      let judged = applying.isEmpty ? "no pack" : sentence(applying)
      let others = [(Header.Reach.Answer.unknown, "cannot be told of"), (.no, "not by")].flatMap {
        answer, word in
        self.others(answer).map { "\(word) \(sentence($0.packs)) (\($0.reason))" }
      }
      let more = others.isEmpty ? "" : "; " + others.joined(separator: "; ")
      return "\(inWords): judged by \(judged)\(more)"
    }

    /// The packs that do not apply, or of which that cannot be told, by reason.
    func others(_ answer: Header.Reach.Answer) -> [(reason: String, packs: [String])] {
      var reasons: [(reason: String, packs: [String])] = []
      for pack in packs where pack.applies == answer {
        let reason = pack.reason ?? ""
        if let index = reasons.firstIndex(where: { $0.reason == reason }) {
          reasons[index].packs.append(pack.name)
        } else {
          reasons.append((reason, [pack.name]))
        }
      }
      return reasons
    }
  }

  /// The articles of a pack's law.
  struct Law {
    var pack: String
    var title: String
    var articles: [Header.Article]

    /// What the law is called; the pack's own name where it has no title.
    var name: String { title.isEmpty ? pack : title }

    /// How many articles are checked how far: `24 covered in part, 8 not covered`.
    var inWords: String {
      CoverageExtent.allCases.compactMap { extent in
        let count = articles.count { $0.covered == extent }
        return count > 0 ? "\(count) \(extent.inWords)" : nil
      }.joined(separator: ", ")
    }

    /// The articles that are checked so far, as a sentence lists them.
    func places(_ extent: CoverageExtent) -> String {
      articles.filter { $0.covered == extent }.map(\.at).joined(separator: "; ")
    }
  }

  let bodies: [Bodies]
  let laws: [Law]
  private let names: [String: String]

  /// Whether the result says nothing about it.
  var isEmpty: Bool { bodies.isEmpty }

  init(_ header: Header) {
    let names = Dictionary(
      header.organisations.map { ($0.id, $0.name ?? $0.id) },
      uniquingKeysWith: { first, _ in first })
    self.names = names
    bodies = Self.bodies(header, names)
    laws = Self.laws(header)
  }

  private static func bodies(_ header: Header, _ names: [String: String]) -> [Bodies] {
    var rows: [String: [Int]] = [:]
    var order: [String] = []
    for (index, reach) in header.reach.enumerated() {
      for id in reach.organisations {
        if rows[id] == nil { order.append(id) }
        rows[id, default: []].append(index)
      }
    }
    var bodies: [Bodies] = []
    var places: [[Int]: Int] = [:]
    for id in order {
      let packs = rows[id] ?? []
      if let place = places[packs] {
        bodies[place].names.append(names[id] ?? id)
      } else {
        places[packs] = bodies.count
        bodies.append(Bodies(names: [names[id] ?? id], packs: packs.map { header.reach[$0] }))
      }
    }
    return bodies
  }

  private static func laws(_ header: Header) -> [Law] {
    var laws: [Law] = []
    for article in header.articles {
      if laws.last?.pack == article.pack {
        laws[laws.count - 1].articles.append(article)
      } else {
        let title = header.reach.first { $0.pack == article.pack }?.title ?? ""
        laws.append(Law(pack: article.pack, title: title, articles: [article]))
      }
    }
    return laws
  }

  /// What an article asks, whom it binds where that is not everybody, and what is not checked.
  func account(of article: Header.Article) -> String {
    let bound = article.organisations.map { names[$0] ?? $0 }
    let whom = bound.isEmpty ? nil : "For \(sentence(bound))."
    let says =
      article.says.isEmpty
      ? nil
      : article.says.prefix(1).uppercased()
        + article.says.dropFirst() + "."
    return [says, whom, article.why].compactMap(\.self).joined(separator: " ")
  }
}

extension Header.Reach {
  /// What the pack is of, for people; its own name where it has no title.
  var name: String { title.isEmpty ? pack : title }

  /// Whether the pack applies, and why not.
  var inWords: String {
    switch applies {
    case .yes: "applies"
    case .no: "does not apply: \(reason ?? "")"
    case .unknown: "cannot be told: \(reason ?? "")"
    }
  }
}

/// Names as a sentence lists them: `a, b and c`.
private func sentence(_ names: [String]) -> String {
  guard names.count > 1, let last = names.last else { return names.first ?? "" }
  return names.dropLast().joined(separator: ", ") + " and " + last
}

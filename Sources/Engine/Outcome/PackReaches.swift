import Findings
public import Inventory
public import Results
public import Rules

/// Says of each pack to which organisations of an inventory it applies, to which not and why, and how
/// far the articles of its law are checked.
public struct PackReaches {
  private let tree: InventoryTree
  private let library: RuleLibrary
  private let reach: PackReach
  private let used: Set<String>
  private let regimes: [String: Regimes]
  private let jurisdictions: Jurisdictions

  /// The regimes under which an organisation processes.
  private struct Regimes {
    var named: Set<String> = []
    /// The first of its systems that gives none.
    var openSystem: String?
  }

  /// - Parameter used: The identifiers of the rules of the run.
  public init(_ tree: InventoryTree, _ library: RuleLibrary, used: [String]) {
    self.tree = tree
    self.library = library
    self.used = Set(used)
    reach = PackReach(tree)
    regimes = Self.regimes(in: tree)
    jurisdictions = Jurisdictions(library.codeLists["jurisdiction"])
  }

  private static func regimes(in tree: InventoryTree) -> [String: Regimes] {
    var all: [String: Regimes] = [:]
    for system in tree.systems {
      let own = system.object.text("regime")
      let named = Set(([own] + system.datasets.map { $0.object.text("regime") }).compactMap(\.self))
      for controller in system.object.texts("controllers") {
        all[controller, default: Regimes()].named.formUnion(named)
        if own == nil, all[controller]?.openSystem == nil {
          all[controller]?.openSystem = system.id
        }
      }
    }
    return all
  }

  /// The packs by name, each once for an answer and its reason.
  public var reaches: [Header.Reach] {
    library.packs.flatMap { pack in
      var rows: [Header.Reach] = []
      for organisation in tree.organisations {
        let (answer, reason) = answer(pack, organisation)
        if let index = rows.firstIndex(where: { $0.applies == answer && $0.reason == reason }) {
          rows[index].organisations.append(organisation.id)
        } else {
          rows.append(
            Header.Reach(
              pack: pack.name, title: pack.title, applies: answer, reason: reason,
              organisations: [organisation.id]))
        }
      }
      return rows
    }
  }

  /// The articles of the packs that apply to an organisation, in the order of the packs.
  public func articles(of reaches: [Header.Reach]) -> [Header.Article] {
    library.packs.flatMap { pack in
      let bound = reaches.filter { $0.pack == pack.name && $0.applies == .yes }
        .flatMap(\.organisations)
      return bound.isEmpty ? [] : pack.articles.compactMap { article($0, of: pack, among: bound) }
    }
  }

  /// An article as it stands in this run; `nil` where it binds none of some organisations.
  private func article(
    _ article: Pack.Article, of pack: Pack, among bound: [String]
  ) -> Header.Article? {
    var row = Header.Article(
      pack: pack.name, at: article.at, says: article.says, covered: article.covered,
      why: article.why)
    if !article.jurisdictions.isEmpty || !article.appliesTo.isEmpty {
      let some = bound.filter { binds(article, $0) }
      guard !some.isEmpty else { return nil }
      row.organisations = some.count == bound.count ? [] : some
    }
    if !article.by.isEmpty, !article.by.contains(where: used.contains) {
      row.covered = .no
      row.why = EngineMessage.rulesLeftOut.text()
    }
    return row
  }

  private func binds(_ article: Pack.Article, _ id: String) -> Bool {
    guard let node = tree.organisation(id) else { return false }
    let isKind =
      article.appliesTo.isEmpty || node.object.text("kind").map(article.appliesTo.contains) ?? true
    guard isKind, !article.jurisdictions.isEmpty else { return isKind }
    return node.jurisdictions.contains {
      !jurisdictions.laws(of: $0).isDisjoint(with: article.jurisdictions)
    }
  }

  /// Whether a pack applies to an organisation, and why not.
  private func answer(
    _ pack: Pack, _ organisation: InventoryNode
  ) -> (Header.Reach.Answer, reason: String?) {
    switch reach.answer(pack, controllers: [organisation.id]) {
    case .unknown(let doubt):
      return (
        .unknown,
        EngineMessage.factNotGiven.text(String(doubt.path.split(separator: ".").last ?? ""))
      )
    case .no:
      let isForPlace = organisation.jurisdictions.contains { pack.applies(toKind: nil, in: $0) }
      let whom = isForPlace ? pack.kindsInWords : pack.placesInWords
      return (.no, EngineMessage.onlyFor.text(whom ?? "others"))
    case .yes: break
    }
    guard pack.rules.contains(where: { used.contains($0.id) }) else {
      return (.no, EngineMessage.leftOut.text())
    }
    return answer(of: pack.regimeScope, organisation)
  }

  /// Whether an organisation does what a pack is about, where it is about that only for its kind.
  private func answer(
    of scope: Pack.RegimeScope?, _ organisation: InventoryNode
  ) -> (Header.Reach.Answer, reason: String?) {
    guard let scope, let kind = organisation.object.text("kind"), scope.kinds.contains(kind) else {
      return (.yes, nil)
    }
    let own = regimes[organisation.id]
    if own?.named.isDisjoint(with: scope.regimes) == false { return (.yes, nil) }
    if let open = own?.openSystem {
      return (.unknown, EngineMessage.regimeNotGiven.text(open))
    }
    return (.no, EngineMessage.noLawEnforcement.text())
  }
}

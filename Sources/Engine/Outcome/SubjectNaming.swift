import CEL
import Findings
import Inventory
import Rules

/// Names subjects: once as they are, for identities, and once as reports may show them.
struct SubjectNaming {
  let options: EngineOptions

  /// A subject as reports may show it, and its path as it is: part of a finding's identity and
  /// never shown; and whether a link of it identifies a person or a record.
  func names(
    _ scope: SubjectScope
  ) -> (subject: Subject, identity: String, isPrivate: Bool) {
    var links: [Subject.Link] = []
    var identity = ""
    var isPrivate = false
    for (link, isIdentifying) in self.links(scope) {
      if !identity.isEmpty { identity += "/" }
      identity += link.kind
      identity += ":"
      identity += link.id ?? ""
      links.append(isIdentifying ? shown(link) : link)
      isPrivate = isPrivate || isIdentifying
    }
    let controllers = scope.controllers.count > 1 ? scope.controllers.sorted() : scope.controllers
    return (Subject(links: links, controllers: controllers), identity, isPrivate)
  }

  /// The subject as reports may show it.
  func subject(_ scope: SubjectScope) -> Subject { names(scope).subject }

  /// A link that identifies a person or a record, as reports may show it.
  private func shown(_ link: Subject.Link) -> Subject.Link {
    guard !options.showsPersonalData else { return link }
    var link = link
    link.id = link.id.flatMap { options.fingerprint.pseudonym($0, kind: link.kind) }
    return link
  }

  /// The links of a subject as it is, and which of them identify a person or a record.
  private func links(_ scope: SubjectScope) -> [(link: Subject.Link, isIdentifying: Bool)] {
    var links: [(link: Subject.Link, isIdentifying: Bool)] = []
    if let node = scope.organisation {
      links.append((.init(level: .organisation, id: node.id, name: node.name), false))
    }
    if let node = scope.system {
      links.append((.init(level: .system, id: id(of: node), name: node.name), false))
    }
    if let node = scope.dataset {
      links.append((.init(level: .dataset, id: id(of: node), name: node.name), false))
    }
    if let row = scope.row {
      if scope.level == .holding {
        links.append((.init(level: .holding, id: bandName(row)), false))
      } else {
        let id = row.text("id") ?? "#\(scope.ordinal + 1)"
        links.append((.init(level: .record, id: id), true))
      }
    }
    if let item = scope.item {
      let id = item.object.text("id") ?? item.object.text("name") ?? "#\(item.ordinal + 1)"
      let isIdentifying = item.object.definition.fields.contains {
        ($0.name == "id" || $0.name == "name") && $0.privacy != .open
      }
      links.append((.init(level: .item, kind: item.name, id: id), isIdentifying))
    }
    return links
  }

  private func id(of node: InventoryNode) -> String {
    node.id.isEmpty ? String(node.path.split(separator: "/").last ?? "?") : node.id
  }

  /// What stays the same of an age band from day to day: its group and whose data it counts.
  private func bandName(_ row: FactObject) -> String {
    let group = row.value("group")
    let parts = [group.tag == .int ? "group-\(group.asInt)" : nil, row.text("subject")]
    let name = parts.compactMap(\.self).joined(separator: "-")
    return name.isEmpty ? "all" : name
  }
}

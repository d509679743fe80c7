import CEL
import Findings
import Inventory
import Rules

/// Names subjects: once as they are, for identities, and once as reports may show them.
struct SubjectNaming {
  let options: EngineOptions

  /// The path of a subject as it is; part of a finding's identity and never shown.
  func identity(_ scope: SubjectScope) -> String {
    links(scope) { id, _ in id }.map { "\($0.kind):\($0.id ?? "")" }.joined(separator: "/")
  }

  /// The subject as reports may show it.
  func subject(_ scope: SubjectScope) -> Subject {
    Subject(
      links: links(scope) { id, kind in
        options.showsPersonalData ? id : options.fingerprint.pseudonym(id, kind: kind)
      }, controllers: scope.controllers.sorted())
  }

  private func links(
    _ scope: SubjectScope, identifying: (String, String) -> String?
  ) -> [Subject.Link] {
    var links: [Subject.Link] = []
    if let node = scope.organisation {
      links.append(.init(level: .organisation, id: node.id, name: node.name))
    }
    if let node = scope.system {
      links.append(.init(level: .system, id: id(of: node), name: node.name))
    }
    if let node = scope.dataset {
      links.append(.init(level: .dataset, id: id(of: node), name: node.name))
    }
    if let row = scope.row {
      if scope.level == .holding {
        links.append(.init(level: .holding, id: bandName(row)))
      } else {
        let id = row.text("id") ?? "#\(scope.ordinal + 1)"
        links.append(.init(level: .record, id: identifying(id, "record")))
      }
    }
    if let item = scope.item {
      let id = item.object.text("id") ?? item.object.text("name") ?? "#\(item.ordinal + 1)"
      let isIdentifying = item.object.definition.fields.contains {
        ($0.name == "id" || $0.name == "name") && $0.privacy != .open
      }
      links.append(
        .init(
          level: .item, kind: item.name, id: isIdentifying ? identifying(id, item.name) : id))
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

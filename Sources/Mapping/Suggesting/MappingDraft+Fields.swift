import Bytes
import Inventory

extension MappingDraft {
  /// The fields of a block with their reasons, those of one object together.
  func lines(_ matches: [Match], indent: Int, _ text: inout String) {
    var isDone: Set<String> = []
    for match in matches {
      let steps = match.target.path.split(separator: ".").map(String.init)
      guard isDone.insert(steps[0]).inserted else { continue }
      let group = matches.filter {
        $0.target.path == steps[0] || $0.target.path.hasPrefix(steps[0] + ".")
      }
      switch steps[0] {
      case "retention": retention(group, indent, &text)
      case "processors": processor(match, indent, &text)
      default: object(steps[0], group, indent, &text)
      }
    }
  }

  /// A field, or an object with the fields that were found of it.
  private func object(_ name: String, _ group: [Match], _ indent: Int, _ text: inout String) {
    let space = String(repeating: " ", count: indent)
    if group.count == 1, group[0].target.path == name {
      text += "\(space)\(name): " + value(group[0])
      return
    }
    text += "\(space)\(name):\n"
    for match in group where match.target.path != name {
      let step = match.target.path.split(separator: ".").last.map(String.init) ?? ""
      text += "\(space)  \(step): " + value(match)
    }
  }

  /// What is kept how long: a phrase, with the event and the action that other columns give.
  private func retention(_ group: [Match], _ indent: Int, _ text: inout String) {
    let space = String(repeating: " ", count: indent)
    func find(_ path: String) -> Match? { group.first { $0.target.path == path } }
    let (phrase, event) = (find("retention"), find("retention.trigger"))
    guard let action = find("retention.action") else {
      if let phrase, let event {
        let call = "retention(\(phrase.source.access), \(event.source.access))"
        text += "\(space)retention: \(MappingText.yaml(call))\(reason(phrase)); \(event.reason)\n"
      } else if let phrase {
        let call = "retention(\(phrase.source.access))"
        text += "\(space)retention: \(MappingText.yaml(call))\(reason(phrase))\n"
      } else {
        object("retention", group, indent, &text)
      }
      return
    }
    text += "\(space)retention:\n"
    if let phrase {
      let access = phrase.source.access
      let call =
        "retention(\(([access] + (event.map { [$0.source.access] } ?? [])).joined(separator: ", ")))"
      text += "\(space)  kind: \(MappingText.yaml("\(call)[0].?kind"))\(reason(phrase))\n"
      for field in ["period", "trigger", "counting", "bound"] {
        text += "\(space)  \(field): \(MappingText.yaml("\(call)[0].?\(field)"))\n"
      }
      text += "\(space)  originalText: \(MappingText.yaml(access))\n"
    } else if let event {
      text += "\(space)  trigger: " + value(event)
    }
    text += "\(space)  action: " + value(action)
  }

  /// Suppliers, who process for the controller where they see personal data.
  private func processor(_ match: Match, _ indent: Int, _ text: inout String) {
    let space = String(repeating: " ", count: indent)
    let isTable = rows.format == .table
    let key = match.source.name
    text += "\(space)processors:\(reason(match)); only those that process personal data for you\n"
    text += "\(space)  rows: once\n"
    if isTable {
      text += "\(space)  where: \(MappingText.yaml("\(MappingText.quoted(key)) in row"))\n"
    }
    text += "\(space)  name: \(MappingText.yaml(match.source.access))\n"
  }

  /// The expression of a field with the reason for it.
  private func value(_ match: Match) -> String {
    guard let field = match.target.field else { return "\n" }
    let (expression, remark) = expression(match, field)
    return MappingText.yaml(expression) + reason(match) + (remark.map { "; \($0)" } ?? "") + "\n"
  }

  private func reason(_ match: Match) -> String {
    var text = "    # \(match.reason); \(filled(match.source))"
    if showsValues, !match.source.values.isEmpty {
      let shown = match.source.values.prefix(3).map { InertText.of($0, limit: 30) }
      text += "; such as \(shown.joined(separator: " | "))"
    }
    return text
  }

  private func expression(_ match: Match, _ field: FieldDefinition) -> (String, String?) {
    let access = match.source.access
    switch field.kind {
    case .date:
      guard let pattern = match.shape.dayPattern else {
        return ("day(\(access), ['dd/MM/yyyy'])", "the pattern is a guess")
      }
      let remark = match.shape.isDayAmbiguous ? "every day could be MM/dd too: make sure" : nil
      return (pattern == "yyyy-MM-dd" ? access : "day(\(access), ['\(pattern)'])", remark)
    case .integer: return ("number(\(access))", nil)
    case .boolean: return ("flag(\(access))", nil)
    case .period:
      return match.shape.areNumbers && !match.shape.arePhrases
        ? ("'P' + string(\(access)) + 'Y'", "a number without a unit is taken for years: make sure")
        : ("period(\(access))", nil)
    case .code(let list) where list == "trigger": return ("trigger(\(access))", nil)
    case .code(let list) where list == "category": return ("slug(\(access))", nil)
    case .code(let list):
      let (map, remark) = code(match, list)
      return (map, remark)
    case .codes(let list):
      let (map, remark) = code(match, list)
      return (
        "[\(map)]",
        [remark, "several in one cell: split(\(access), ';')"].compactMap(\.self)
          .joined(separator: "; ")
      )
    default: return (access, nil)
    }
  }

  /// A map from the words of a column to codes: only of words that a code stands for, since others
  /// may be personal data.
  private func code(_ match: Match, _ list: String) -> (String, String?) {
    let known = codes[list] ?? []
    let words = match.shape.words
    let entries = words.compactMap { word -> String? in
      let code = CodeWords.likely(word, list, known)
      guard code != nil || showsValues else { return nil }
      return "\(MappingText.quoted(word)): '\(code ?? "?")'"
    }
    let left = words.filter { CodeWords.likely($0, list, known) == nil }.count
    var remarks = ["custos codes \(list)"]
    if left > 0, !showsValues {
      remarks.append(
        "\(left) more \(left == 1 ? "text has" : "texts have") no code yet: --show-values lists them"
      )
    }
    return (
      "code({\(entries.joined(separator: ", "))}, \(match.source.access))",
      remarks.joined(separator: "; ")
    )
  }
}

/// Finds the codes that words of files stand for.
enum CodeWords {
  private static let usual = [
    "in use": "live", "operational": "live", "active": "live", "production": "live",
    "in production": "live", "decommissioned": "retired", "obsolete": "retired",
    "in development": "planned", "proposed": "planned", "read only": "archive",
    "destroy": "delete", "delete": "delete", "dispose": "delete", "shred": "delete",
    "permanent": "retain", "archive": "archive", "transfer": "archive", "review": "review",
    "anonymise": "anonymise", "consent": "art6-1-a", "contract": "art6-1-b",
    "legal obligation": "art6-1-c", "legal obligations": "art6-1-c", "vital interests": "art6-1-d",
    "public task": "art6-1-e", "public interest": "art6-1-e", "legitimate interests": "art6-1-f",
    "legitimate interest": "art6-1-f", "uk": "GB", "united kingdom": "GB", "england": "GB",
    "usa": "US", "united states": "US", "eire": "IE",
  ]

  /// The code that a word stands for: itself, a usual word for it, or the only one whose meaning has it.
  static func likely(
    _ word: String, _ list: String, _ known: [(code: String, meaning: String)]
  ) -> String? {
    let slug = Slug.of(word)
    if let same = known.first(where: { $0.code == slug || $0.code == word }) { return same.code }
    let folded = word.lowercased()
    if let code = usual[folded], known.contains(where: { $0.code == code }) { return code }
    guard word.utf8.count > 3 else { return nil }
    let wanted = " \(NameMatch.words(folded)) "
    let meant = known.filter { " \(NameMatch.words($0.meaning)) ".contains(wanted) }
    return meant.count == 1 ? meant[0].code : nil
  }
}

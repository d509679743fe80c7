import Diagnostics
import Engine
import Inventory
import Rules

/// Says which rows of schedule files are for classes that nobody has.
enum StrayRowNotices {
  static func all(_ tree: InventoryTree, _ library: RuleLibrary, isStrict: Bool) -> [Diagnostic] {
    let rows = library.strayRows(in: tree)
    guard !rows.isEmpty else { return [] }
    let published = (library.codeLists["category"]?.codes ?? []).map(\.code)
    let names = (published + library.schedule.codes).filter { code in
      !rows.contains { $0.code == code }
    }
    return rows.map { row in
      let nearest = nearestName(to: row.code, among: names).map { "did you mean \"\($0)\"?" }
      return Diagnostic(
        isStrict ? .error : .notice, "schedule.unknown-class",
        at: SourcePosition(path: row.path, line: row.line, column: 1),
        "no dataset is of the class \"\(row.code)\", and no list of classes has it, so nothing is "
          + "measured against this row",
        hint: [nearest, "for a class of your own, add own-class: true"].compactMap(\.self)
          .joined(separator: " "))
    }
  }
}

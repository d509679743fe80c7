import Foundation
import Testing

/// Codes about settings, mappings, tables, joins and schedules.
extension ProducedCodeTests {
  private static func mapping(
    _ systems: String, reads: String = "format: table, columns: [A]", head: String = ""
  ) -> String {
    """
    mapping: m
    title: t
    \(head)
    reads: {\(reads)}
    \(systems)
    """
  }

  private static let systems = "systems:\n  rows: all\n  id: row.A\n"

  private static func tested(_ code: String, _ text: String) -> Case {
    Case(code: code, words: ["mappings", "test", "FOLDER/m.yaml"], files: ["m.yaml": text])
  }

  private static func read(
    _ code: String, _ table: String, _ systems: String = systems
  ) -> Case {
    Case(
      code: code, words: ["check", "FOLDER/t.csv", "--mapping", "FOLDER/m.yaml"] + day,
      files: ["m.yaml": mapping(systems), "t.csv": table])
  }

  private static func expected(_ code: String, _ list: String) -> Case {
    Case(
      code: code, words: ["check", Sample.before, "--expect", "FOLDER/e.txt"] + day,
      files: ["e.txt": list])
  }

  private static func workbook(
    _ code: String, reads: String = "format: table, columns: [A]"
  ) -> Case {
    Case(
      code: code,
      words: ["check", "Tests/Workbooks/two-sheets.xlsx", "--mapping", "FOLDER/m.yaml"] + day,
      files: ["m.yaml": mapping(systems, reads: reads)])
  }

  private static func linted(_ code: String, _ level: String) -> Case {
    Case(
      code: code, words: ["rules", "lint"] + own,
      files: [
        "technology/r.yaml": rule("require: system.name == 'S'\ncause: c")
          .replacing("level: system", with: level)
      ])
  }

  static let otherCases = [
    Case(code: "codes.unknown-list", words: ["codes", "nothing"]),
    Case(
      code: "configuration.two-files", words: ["check", "i.xml"] + day,
      files: ["custos.yaml": "", "custos.yml": "", "i.xml": inventory()], isInside: true),
    Case(
      code: "init.exists", words: ["init", "FOLDER"], files: ["inventory.xml": "mine"]),
    Case(code: "init.bad-id", words: ["init", "FOLDER/new", "--id", "two words"]),
    Case(code: "init.unknown-code", words: ["init", "FOLDER/new", "--kind", "nothing"]),
    expected("join.nothing-expected", "\n"),
    expected("join.unexpected", "Another\n"),
    tested("mapping.empty", mapping("")),
    tested("mapping.unknown-version", mapping(systems, head: "version: 9")),
    tested(
      "mapping.when", mapping(systems, reads: "format: table, columns: [A], when: 'true'")),
    tested("mapping.no-row", mapping(systems.replacing("rows: all", with: "rows: once"))),
    tested("mapping.wrong-kind", mapping("systems:\n  rows: all\n  id: [1]\n")),
    tested("mapping.example", mapping(systems, head: "examples:\n  - gives: {}")),
    Case(
      code: "mapping.unused", words: ["check", Sample.before, "--mapping", "FOLDER/m.yaml"] + day,
      files: ["m.yaml": mapping(systems)]),
    read(
      "mapping.where", "A,B\n1,x\n", systems + "  where: int(row.B) > 3\n"),
    tested("mapping.name", mapping(systems).replacing("mapping: m", with: "mapping: A b")),
    Case(
      code: "mapping.unknown", words: ["check", Sample.before, "--mapping", "nothing"] + day),
    Case(
      code: "cel.field", words: ["rules", "list"] + own,
      files: ["technology/r.yaml": rule("require: \"{1: 'a'}.b == system.name\"\ncause: c")]),
    Case(code: "rule.unknown", words: ["rules", "show", "nothing/at-all"]),
    Case(code: "mapping.no-suggestion", words: ["mappings", "suggest", Sample.before]),
    read("table.same-head", "A,A\n1,2\n"),
    read("table.empty", ""),
    read("table.too-wide", "A" + String(repeating: ",", count: 17_000) + "\n"),
    read("table.long-row", "A\n\"" + String(repeating: "a", count: 17 << 20)),
    Case(
      code: "mapping.ambiguous",
      words: ["check", "FOLDER/t.csv", "--mapping", "FOLDER/m.yaml", "--mapping", "FOLDER/n.yaml"]
        + day,
      files: [
        "t.csv": "A,B\n1,2\n", "m.yaml": mapping(systems),
        "n.yaml": mapping(systems).replacing("mapping: m", with: "mapping: n"),
      ]),
    Case(
      code: "schedule.doubled-key",
      words: ["check", Sample.before, "--schedule", "FOLDER/s.yaml"] + day,
      files: [
        "s.yaml": """
        schedule: s
        title: t
        for: [police-force]
        sources: {own: {title: t, kind: organisation}}
        rows:
          - {category: a, code: a, title: t, period: P1Y, trigger: created, action: destroy}

        """
      ]),
    workbook("table.other-sheets", reads: "format: table, columns: [A], sheet: Systems"),
    workbook("table.several-sheets"),
    Case(
      code: "table.other-columns",
      words: ["check", "Tests/Workbooks/other-columns.xlsx", "--mapping", "FOLDER/m.yaml"] + day,
      files: ["m.yaml": mapping(systems + "  owner: row.?C\n")]),
    workbook("table.no-sheet", reads: "format: table, columns: [A], sheet: Third"),
    linted("lint.disposal-without-records", "level: system\ndisposal: after-checks"),
    Case(
      code: "rule.future-comparison", words: ["check", "FOLDER/i.xml"] + own + day,
      files: [
        "i.xml": inventory(),
        "technology/r.yaml": rule("require: system.name == 'S'\ncause: c")
          .replacing("checked: 2026-11-25", with: "checked: 2030-01-01"),
      ]),
    Case(
      code: "rule.unknown-citation", words: ["rules", "list"] + own,
      files: [
        "technology/r.yaml": rule("require: system.name == 'S'\ncause: c")
          .replacing("cites: [", with: "cites: [nothing, ")
      ]),
    Case(
      code: "schedule.for-nobody",
      words: ["check", Sample.before, "--schedule", "samples/schedules/school.yaml"] + day),
  ]
}

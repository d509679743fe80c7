import CivilTime
import Diagnostics
import Findings

extension SchemaDefinition {
  static let result: [SchemaDefinition] = [
    SchemaDefinition(
      "result",
      [
        .must("form", .constant(ResultWriter.form)),
        .must("formVersion", .version(CheckResult.formVersion)), .must("asOf", .day),
        .must("exitCode", .count), .must("verdict", .text), .must("header", .object("header")),
        .may("findings", .list(.object("finding"))),
        .may("rootCauses", .list(.object("rootCause"))),
        .may("findingCounts", .list(.object("findingCount"))),
        .must("coverage", .list(.object("coverage"))), .may("extent", .object("extent")),
        .must("summary", .object("summary")),
        .must("waivers", .list(.object("waiverStanding"))),
        .must("notices", .list(.object("notice"))), .must("inputs", .list(.object("input"))),
      ], either: [["findings", "rootCauses"], ["findingCounts"]]),
    SchemaDefinition(
      "findingCount",
      [
        .must("rule", .text), .must("system", .text), .must("severity", .words(Severity.self)),
        .must("verdict", .words(Verdict.self)), .must("isProvisional", .flag),
        .must("count", .count),
      ]),
    SchemaDefinition(
      "header",
      [
        .must("toolVersion", .text), .must("asOf", .day), .must("failOn", .words(Severity.self)),
        .must("packs", .list(.object("pack"))), .may("profile", .text),
        .may("profileDigest", .text),
        .must("showsPersonalData", .flag), .must("hasPseudonyms", .flag), .must("isLinked", .flag),
        .may("recordIdentity", .text), .may("outside", .list(.object("outsidePack"))),
        .may("forecastUntil", .day), .may("ledger", .object("ledger")),
      ]),
    SchemaDefinition(
      "outsidePack",
      [
        .must("name", .text), .must("title", .text), .must("jurisdictions", .list(.text)),
        .must("place", .text), .must("classes", .list(.text)),
      ]),
    SchemaDefinition(
      "extent", [.must("rules", .list(.text)), .must("places", .list(.object("place")))]),
    SchemaDefinition(
      "place",
      [
        .must("path", .text), .may("applied", .list(.count)), .may("appliedToRows", .list(.count)),
        .may("population", .object("population")),
      ]),
    SchemaDefinition(
      "population",
      [
        .may("stated", .number), .must("bands", .count), .must("inBands", .number),
        .must("records", .count), .must("disposed", .count), .must("certified", .number),
      ]),
    SchemaDefinition("ledger", [.must("entry", .count), .may("hash", .digest)]),
    SchemaDefinition(
      "pack",
      [
        .must("name", .text), .must("title", .text), .must("version", .text),
        .must("digest", .text), .must("rules", .count),
      ]),
    SchemaDefinition(
      "rootCause",
      [
        .must("key", .text), .must("title", .text), .must("fix", .text), .must("findings", .count),
        .must("severity", .words(Severity.self)), .must("rules", .list(.text)),
        .must("systems", .list(.text)),
      ]),
    SchemaDefinition(
      "coverage",
      [
        .must("system", .text), .may("dataset", .text), .may("category", .text),
        .must("standing", .words(Coverage.Standing.self)), .must("counts", .object("counts")),
      ]),
    SchemaDefinition(
      "counts",
      Verdict.allCases.map { .must($0.rawValue, .count) } + [.must("provisional", .count)]),
    SchemaDefinition(
      "summary",
      [
        .must("verdict", .text), .must("exitCode", .count), .must("total", .object("counts")),
        .must("bySeverity", .list(.object("row"))), .must("byPack", .list(.object("row"))),
        .must("bySystem", .list(.object("row"))), .must("organisations", .count),
        .must("systems", .count), .must("datasets", .count), .must("holdings", .count),
        .must("records", .count), .must("rules", .count), .may("older", .count),
        .must("errors", .count),
      ]),
    SchemaDefinition(
      "row", [.must("key", .text), .may("name", .text), .must("counts", .object("counts"))]),
    SchemaDefinition(
      "waiverStanding",
      [
        .must("id", .text), .must("rule", .text), .must("subject", .text), .must("reason", .text),
        .must("owner", .text), .must("approver", .text), .may("ticket", .text),
        .must("from", .day), .must("until", .day),
        .must("states", .list(.words(WaiverStanding.State.self))), .must("findings", .count),
      ]),
    SchemaDefinition(
      "notice",
      [
        .must("severity", .words(Diagnostic.Severity.self)), .must("code", .text),
        .may("position", .object("position")), .must("message", .text), .may("hint", .text),
        .may("related", .list(.object("related"))),
      ]),
    SchemaDefinition(
      "related", [.must("position", .object("position")), .must("message", .text)]),
    SchemaDefinition(
      "position", [.must("path", .text), .must("line", .position), .must("column", .position)]),
    SchemaDefinition(
      "input",
      [
        .must("path", .text), .must("format", .text), .must("bytes", .count),
        .may("digest", .digest), .may("extracted", .text), .must("isComplete", .flag),
      ]),
  ]

  /// What may be said of how well a figure is known, besides its grade.
  private static let howKnown: [Member] = [
    .may("publications", .count), .may("differs", .text), .may("confirmed", .text),
  ]

  static let finding: [SchemaDefinition] = [
    SchemaDefinition(
      "finding",
      [
        .must("id", .text), .must("rule", .text), .must("catalogue", .list(.text)),
        .must("title", .text), .must("verdict", .words(Verdict.self)),
        .may("originalVerdict", .words(Verdict.self)), .must("word", .text),
        .must("severity", .words(Severity.self)), .must("authority", .words(Authority.self)),
        .must("citations", .list(.object("citation"))), .must("isProvisional", .flag),
        .may("evidence", .words(Evidence.Grade.self)),
        .must("subject", .object("subject")), .must("locations", .list(.object("location"))),
        .must("causeCode", .text), .must("cause", .text),
        .must("derivation", .object("derivation")), .may("since", .day), .may("dueDate", .day),
        .may("daysOver", .number), .may("endedOn", .day), .must("remedy", .text),
        .may("smallestFix", .text), .may("fix", .list(.object("fixStep"))), .may("noFix", .text),
        .may("rootCause", .text), .may("count", .count),
        .may("state", .words(Finding.State.self)),
        .may("waiver", .object("waiver")),
      ]),
    SchemaDefinition(
      "fixStep",
      [.must("kind", .words(FixStep.Kind.self)), .must("path", .text), .may("value", .text)]),
    SchemaDefinition(
      "citation",
      [
        .must("title", .text), .must("at", .text), .may("url", .text), .may("edition", .text),
        .may("checked", .text), .must("evidence", .words(Evidence.Grade.self)),
      ] + howKnown),
    SchemaDefinition(
      "subject",
      [
        .must("path", .text), .must("links", .list(.object("link"))),
        .must("controllers", .list(.text)),
      ]),
    SchemaDefinition(
      "link",
      [
        .must("level", .words(Subject.Level.self)), .must("kind", .text), .may("id", .text),
        .may("name", .text),
      ]),
    SchemaDefinition(
      "location",
      [
        .must("path", .text), .must("line", .position), .must("column", .position),
        .may("pointer", .text),
      ]),
    SchemaDefinition(
      "waiver",
      [
        .must("id", .text), .must("reason", .text), .must("owner", .text), .must("until", .day),
        .may("from", .day),
      ]),
    SchemaDefinition(
      "derivation",
      [
        .may("facts", .list(.object("fact"))), .may("steps", .list(.object("step"))),
        .may("clauses", .list(.object("clause"))), .may("bases", .list(.object("basis"))),
        .may("missing", .list(.object("missing"))),
        .may("precedence", .list(.object("source"))),
      ]),
    SchemaDefinition(
      "fact",
      [
        .must("path", .text), .must("value", .text), .must("isMasked", .flag),
        .may("location", .object("location")),
      ]),
    SchemaDefinition(
      "step",
      [
        .must("name", .text), .must("formula", .text), .must("substituted", .text),
        .must("value", .text), .must("isMasked", .flag),
      ]),
    SchemaDefinition(
      "clause",
      [
        .must("text", .text), .must("outcome", .text), .must("detail", .text),
        .must("isDecisive", .flag),
      ]),
    SchemaDefinition(
      "basis",
      [
        .must("kind", .text), .must("name", .text), .must("value", .text), .must("origin", .text),
        .may("evidence", .words(Evidence.Grade.self)),
      ] + howKnown),
    SchemaDefinition(
      "missing",
      [
        .must("path", .text), .must("state", .text), .may("location", .object("location")),
        .may("supplier", .text),
      ]),
    SchemaDefinition(
      "source",
      [
        .must("source", .text), .must("step", .words(PrecedenceStep.self)), .may("until", .text),
        .must("applied", .flag), .may("reason", .text),
      ]),
  ]
}

import Bytes
import CivilTime
import Diagnostics
import Findings

/// Reads the parts of a result besides its findings.
enum ResultParts {
  static func header(_ node: JSONNode) throws(FormFailure) -> Header {
    try node.object { (json) throws(FormFailure) in
      var header = Header(
        toolVersion: try json.text("toolVersion"), asOf: try json.day("asOf"),
        failOn: try json.choice("failOn"), packs: try json.list("packs", pack),
        profile: try json.optionalText("profile"),
        profileDigest: try json.optionalText("profileDigest"),
        showsPersonalData: try json.flag("showsPersonalData"),
        hasPseudonyms: try json.flag("hasPseudonyms"), isLinked: try json.flag("isLinked"))
      header.forecastUntil = try json.optionalDay("forecastUntil")
      header.ledger = try json.optional("ledger").map(ledger)
      header.recordIdentity = try json.optionalText("recordIdentity")
      header.outside = try json.optionalList("outside", outside)
      return header
    }
  }

  private static func outside(_ node: JSONNode) throws(FormFailure) -> Header.OutsidePack {
    try node.object { (json) throws(FormFailure) in
      Header.OutsidePack(
        name: try json.text("name"), title: try json.text("title"),
        jurisdictions: try json.texts("jurisdictions"), place: try json.text("place"),
        classes: try json.texts("classes"))
    }
  }

  private static func ledger(_ node: JSONNode) throws(FormFailure) -> Header.LedgerHead {
    try node.object { (json) throws(FormFailure) in
      Header.LedgerHead(entry: try json.number("entry"), hash: try json.optionalText("hash"))
    }
  }

  private static func pack(_ node: JSONNode) throws(FormFailure) -> Header.Pack {
    try node.object { (json) throws(FormFailure) in
      Header.Pack(
        name: try json.text("name"), title: try json.text("title"),
        version: try json.text("version"), digest: try json.text("digest"),
        rules: try json.number("rules"))
    }
  }

  static func findingCount(_ node: JSONNode) throws(FormFailure) -> FindingCount {
    try node.object { (json) throws(FormFailure) in
      FindingCount(
        rule: try json.text("rule"), system: try json.text("system"),
        severity: try json.choice("severity"), verdict: try json.choice("verdict"),
        isProvisional: try json.flag("isProvisional"), count: try json.number("count"))
    }
  }

  static func rootCause(_ node: JSONNode) throws(FormFailure) -> RootCause {
    try node.object { (json) throws(FormFailure) in
      RootCause(
        key: try json.text("key"), title: try json.text("title"), fix: try json.text("fix"),
        findings: try json.number("findings"), severity: try json.choice("severity"),
        rules: try json.texts("rules"), systems: try json.texts("systems"))
    }
  }

  static func coverage(_ node: JSONNode) throws(FormFailure) -> Coverage {
    try node.object { (json) throws(FormFailure) in
      Coverage(
        system: try json.text("system"), dataset: try json.optionalText("dataset"),
        category: try json.optionalText("category"), standing: try json.choice("standing"),
        counts: try counts(json.required("counts")))
    }
  }

  static func summary(_ node: JSONNode) throws(FormFailure) -> Summary {
    try node.object { (json) throws(FormFailure) in
      var summary = Summary()
      summary.verdict = try json.text("verdict")
      summary.exitCode = try json.number("exitCode")
      summary.total = try counts(json.required("total"))
      summary.bySeverity = try json.list("bySeverity", row)
      summary.byPack = try json.list("byPack", row)
      summary.bySystem = try json.list("bySystem", row)
      summary.organisations = try json.number("organisations")
      summary.systems = try json.number("systems")
      summary.datasets = try json.number("datasets")
      summary.holdings = try json.number("holdings")
      summary.records = try json.number("records")
      summary.rules = try json.number("rules")
      summary.older = try json.optionalNumber("older")
      summary.errors = try json.number("errors")
      return summary
    }
  }

  private static func row(_ node: JSONNode) throws(FormFailure) -> Summary.Row {
    try node.object { (json) throws(FormFailure) in
      Summary.Row(
        key: try json.text("key"), name: try json.optionalText("name"),
        counts: try counts(json.required("counts")))
    }
  }

  private static func counts(_ node: JSONNode) throws(FormFailure) -> Summary.Counts {
    try node.object { (json) throws(FormFailure) in
      var counts = Summary.Counts()
      counts.pass = try json.number("pass")
      counts.breach = try json.number("breach")
      counts.undetermined = try json.number("undetermined")
      counts.notApplicable = try json.number("not-applicable")
      counts.waived = try json.number("waived")
      counts.provisional = try json.number("provisional")
      return counts
    }
  }

  static func waiver(_ node: JSONNode) throws(FormFailure) -> WaiverStanding {
    try node.object { (json) throws(FormFailure) in
      WaiverStanding(
        id: try json.text("id"), rule: try json.text("rule"), subject: try json.text("subject"),
        reason: try json.text("reason"), owner: try json.text("owner"),
        approver: try json.text("approver"), ticket: try json.optionalText("ticket"),
        from: try json.day("from"), until: try json.day("until"),
        states: try json.list("states") { (node) throws(FormFailure) in
          try node.choice(WaiverStanding.State.self)
        }, findings: try json.number("findings"))
    }
  }

  static func notice(_ node: JSONNode) throws(FormFailure) -> Diagnostic {
    try node.object { (json) throws(FormFailure) in
      Diagnostic(
        try json.choice("severity"), try json.text("code"),
        at: try json.optional("position").map(position), try json.text("message"),
        hint: try json.optionalText("hint"), related: try json.optionalList("related", related))
    }
  }

  private static func related(_ node: JSONNode) throws(FormFailure) -> Diagnostic.Related {
    try node.object { (json) throws(FormFailure) in
      Diagnostic.Related(at: try position(json.required("position")), try json.text("message"))
    }
  }

  private static func position(_ node: JSONNode) throws(FormFailure) -> SourcePosition {
    try node.object { (json) throws(FormFailure) in
      SourcePosition(
        path: try json.text("path"), line: try json.number("line"),
        column: try json.number("column"))
    }
  }

  static func input(_ node: JSONNode) throws(FormFailure) -> Input {
    try node.object { (json) throws(FormFailure) in
      Input(
        path: try json.text("path"), format: try json.text("format"),
        bytes: try json.number("bytes"), digest: try json.optionalText("digest"),
        extracted: try json.optionalText("extracted"), isComplete: try json.flag("isComplete"))
    }
  }
}

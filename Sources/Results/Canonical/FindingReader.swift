import Bytes
import CivilTime
import Findings

/// Reads a finding in its canonical form.
enum FindingReader {
  static func finding(_ node: JSONNode) throws(FormFailure) -> Finding {
    try node.object { (json) throws(FormFailure) in
      var finding = try base(&json)
      finding.since = try json.optionalDay("since")
      finding.dueDate = try json.optionalDay("dueDate")
      finding.daysOver = try json.optionalNumber("daysOver")
      finding.endedOn = try json.optionalDay("endedOn")
      finding.remedy = try json.text("remedy")
      finding.smallestFix = try json.optionalText("smallestFix")
      finding.fix = try json.optionalList("fix", fixStep)
      finding.noFix = try json.optionalText("noFix")
      finding.rootCause = try json.optionalText("rootCause")
      finding.count = try json.optionalNumber("count")
      finding.state = try json.optionalChoice("state")
      finding.waiver = try json.optional("waiver").map(waiver)
      return finding
    }
  }

  private static func base(_ json: inout ObjectReader) throws(FormFailure) -> Finding {
    var finding = Finding(
      id: try json.text("id"), rule: try json.text("rule"), catalogue: try json.texts("catalogue"),
      title: try json.text("title"), verdict: try json.choice("verdict"), severity: .info,
      authority: .local, citations: [], isProvisional: false, subject: Subject(links: []),
      locations: [], causeCode: "", cause: "", derivation: Derivation(), remedy: "")
    finding.originalVerdict = try json.optionalChoice("originalVerdict")
    _ = try json.text("word")
    finding.severity = try json.choice("severity")
    finding.authority = try json.choice("authority")
    finding.citations = try json.list("citations", citation)
    finding.isProvisional = try json.flag("isProvisional")
    _ = try json.optionalText("evidence")
    finding.subject = try subject(json.required("subject"))
    finding.locations = try json.list("locations", location)
    finding.causeCode = try json.text("causeCode")
    finding.cause = try json.text("cause")
    finding.derivation = try derivation(json.required("derivation"))
    return finding
  }

  private static func fixStep(_ node: JSONNode) throws(FormFailure) -> FixStep {
    try node.object { (json) throws(FormFailure) in
      FixStep(
        try json.choice("kind"), try json.text("path"), value: try json.optionalText("value"))
    }
  }

  private static func citation(_ node: JSONNode) throws(FormFailure) -> Citation {
    try node.object { (json) throws(FormFailure) in
      Citation(
        title: try json.text("title"), at: try json.text("at"), url: try json.optionalText("url"),
        edition: try json.optionalText("edition"), checked: try json.optionalText("checked"),
        evidence: try requiredEvidence(&json))
    }
  }

  /// How well a figure is known.
  ///
  /// Results of before there were grades say `isVerified`, which meant that somebody had read the
  /// figure in the document, or that nobody had.
  private static func evidence(_ json: inout ObjectReader) throws(FormFailure) -> Evidence? {
    if let isVerified = try json.optionalFlag("isVerified") {
      return Evidence(isVerified ? .read : .unread)
    }
    guard let grade: Evidence.Grade = try json.optionalChoice("evidence") else { return nil }
    return Evidence(
      grade, publications: try json.optionalNumber("publications"),
      differs: try json.optionalText("differs"), confirmation: try json.optionalText("confirmed"))
  }

  private static func requiredEvidence(
    _ json: inout ObjectReader
  ) throws(FormFailure) -> Evidence {
    guard let evidence = try evidence(&json) else {
      return Evidence(try json.choice("evidence"))
    }
    return evidence
  }

  private static func subject(_ node: JSONNode) throws(FormFailure) -> Subject {
    try node.object { (json) throws(FormFailure) in
      _ = try json.text("path")
      return Subject(
        links: try json.list("links", link), controllers: try json.texts("controllers"))
    }
  }

  private static func link(_ node: JSONNode) throws(FormFailure) -> Subject.Link {
    try node.object { (json) throws(FormFailure) in
      Subject.Link(
        level: try json.choice("level"), kind: try json.text("kind"),
        id: try json.optionalText("id"), name: try json.optionalText("name"))
    }
  }

  private static func location(_ node: JSONNode) throws(FormFailure) -> Location {
    try node.object { (json) throws(FormFailure) in
      Location(
        path: try json.text("path"), line: try json.number("line"),
        column: try json.number("column"), pointer: try json.optionalText("pointer"))
    }
  }

  private static func waiver(_ node: JSONNode) throws(FormFailure) -> Finding.Waiver {
    try node.object { (json) throws(FormFailure) in
      Finding.Waiver(
        id: try json.text("id"), reason: try json.text("reason"), owner: try json.text("owner"),
        until: try json.day("until"), from: try json.optionalDay("from"))
    }
  }
}

extension FindingReader {
  private static func derivation(_ node: JSONNode) throws(FormFailure) -> Derivation {
    try node.object { (json) throws(FormFailure) in
      var derivation = Derivation()
      derivation.facts = try json.optionalList("facts", fact)
      derivation.steps = try json.optionalList("steps", step)
      derivation.clauses = try json.optionalList("clauses", clause)
      derivation.bases = try json.optionalList("bases", basis)
      derivation.missing = try json.optionalList("missing", missing)
      derivation.precedence = try json.optionalList("precedence", source)
      return derivation
    }
  }

  private static func fact(_ node: JSONNode) throws(FormFailure) -> Derivation.Fact {
    try node.object { (json) throws(FormFailure) in
      Derivation.Fact(
        path: try json.text("path"), value: try json.text("value"),
        isMasked: try json.flag("isMasked"),
        location: try json.optional("location").map(location))
    }
  }

  private static func step(_ node: JSONNode) throws(FormFailure) -> Derivation.Step {
    try node.object { (json) throws(FormFailure) in
      Derivation.Step(
        name: try json.text("name"), formula: try json.text("formula"),
        substituted: try json.text("substituted"), value: try json.text("value"),
        isMasked: try json.flag("isMasked"))
    }
  }

  private static func clause(_ node: JSONNode) throws(FormFailure) -> Derivation.Clause {
    try node.object { (json) throws(FormFailure) in
      Derivation.Clause(
        text: try json.text("text"), outcome: try json.text("outcome"),
        detail: try json.text("detail"), isDecisive: try json.flag("isDecisive"))
    }
  }

  private static func basis(_ node: JSONNode) throws(FormFailure) -> Derivation.Basis {
    try node.object { (json) throws(FormFailure) in
      Derivation.Basis(
        kind: try json.text("kind"), name: try json.text("name"), value: try json.text("value"),
        origin: try json.text("origin"), evidence: try evidence(&json))
    }
  }

  private static func missing(_ node: JSONNode) throws(FormFailure) -> Derivation.Missing {
    try node.object { (json) throws(FormFailure) in
      Derivation.Missing(
        path: try json.text("path"), state: try json.text("state"),
        location: try json.optional("location").map(location),
        supplier: try json.optionalText("supplier"))
    }
  }

  private static func source(_ node: JSONNode) throws(FormFailure) -> Derivation.Source {
    try node.object { (json) throws(FormFailure) in
      Derivation.Source(
        name: try json.text("source"), step: try json.choice("step"),
        until: try json.optionalText("until"), applied: try json.flag("applied"),
        reason: try json.optionalText("reason") ?? "")
    }
  }
}

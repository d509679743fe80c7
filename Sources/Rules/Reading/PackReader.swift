import Diagnostics
import Findings
import YAMLTree

/// Reads the file that describes a pack.
enum PackReader {
  static func read(
    _ node: Node, path: String, folder: String = ""
  ) -> (pack: Pack, problems: [Diagnostic]) {
    var reader = DocumentReader(node, path: path, what: "a pack")
    reader.checkVersion("form", is: "1", of: "the form of a pack")
    // A pack whose own name is misspelt is still that of its folder.
    let name = reader.requiredText("pack")
    var pack = Pack(name: name.isEmpty ? folder : name, path: path)
    pack.title = reader.requiredText("title")
    pack.version = reader.requiredText("version")
    pack.jurisdictions = reader.words("jurisdictions", of: "jurisdiction", &pack.words)
    pack.appliesTo = reader.words("applies-to", of: "organisation-kind", &pack.words)
    if let scope = reader.value("only-where") {
      pack.regimeScope = readRegimeScope(scope, &reader, &pack)
    }
    pack.lawOf = reader.words("law-of", of: RuleLibrary.classList, &pack.words)
    pack.isOfForm = reader.bool("of-form") ?? false
    pack.recheck = reader.period("recheck")
    pack.sources = reader.members("sources").map { readSource($0, &reader) }
    pack.parameters = reader.members("parameters").map { readParameter($0, &reader) }
    if let linking = reader.value("linking") { pack.linking = readLinking(linking, &reader, &pack) }
    pack.lets = reader.members("let").map {
      Rule.Let(name: $0.key, expression: Expression($0.value))
    }
    pack.limbs = LimbReader.read(&reader, isShared: true)
    for member in reader.members("precedence") {
      pack.precedence[member.key] = PrecedenceReader.read(member.value, &reader)
    }
    for member in reader.members("citations") {
      pack.citations[member.key] =
        member.value.elements?.map { RuleReader.readCite($0, &reader) } ?? []
    }
    pack.articles = reader.elements("articles").map { readArticle($0, &reader, &pack) }
    return (pack, reader.finish())
  }

  private static func readLinking(
    _ node: Node, _ reader: inout DocumentReader, _ pack: inout Pack
  ) -> Pack.Linking {
    var inner = DocumentReader(node, path: reader.path, what: "what links people")
    var linking = Pack.Linking()
    linking.recordKinds = inner.words("records", of: "record-kind", &pack.words)
    linking.events = inner.words("events", of: "event-kind", &pack.words)
    for member in inner.members("events-by-choice") {
      inner.note(member.key, of: "event-kind", at: member.value, &pack.words)
      let name = member.value.text ?? ""
      if !pack.parameters.contains(where: { $0.name == name }) {
        let nearest = nearestName(to: name, among: pack.parameters.map(\.name))
        inner.fail(
          "rule.unknown-parameter", at: member.value, "the pack has no parameter \"\(name)\"",
          hint: nearest.map { "did you mean \"\($0)\"?" })
      }
      linking.choices.append(Pack.Linking.Choice(event: member.key, parameter: name))
    }
    linking.voidReasons = inner.texts("void-reasons")
    checkReasons(linking.voidReasons, inner.value("void-reasons"), &inner, pack)
    reader.problems += inner.finish()
    return linking
  }

  /// Reports reasons of a disposal that no parameter of the pack has among its words: no record could
  /// state one that a rule knows.
  private static func checkReasons(
    _ reasons: [String], _ node: Node?, _ reader: inout DocumentReader, _ pack: Pack
  ) {
    let words = pack.parameters.flatMap(\.allowed)
    guard let node, !words.isEmpty else { return }
    for reason in reasons where !words.contains(reason) {
      let nearest = nearestName(to: reason, among: words)
      reader.fail(
        "rule.unknown-word", at: node, "no parameter of the pack has the reason \"\(reason)\"",
        hint: nearest.map { "did you mean \"\($0)\"?" })
    }
  }

  private static func readRegimeScope(
    _ node: Node, _ reader: inout DocumentReader, _ pack: inout Pack
  ) -> Pack.RegimeScope {
    var inner = DocumentReader(node, path: reader.path, what: "whom a pack concerns")
    let scope = Pack.RegimeScope(
      regimes: inner.words("regimes", of: "regime", &pack.words),
      kinds: inner.words("kinds", of: "organisation-kind", &pack.words))
    reader.problems += inner.finish()
    return scope
  }

  private static func readArticle(
    _ node: Node, _ reader: inout DocumentReader, _ pack: inout Pack
  ) -> Pack.Article {
    var inner = DocumentReader(node, path: reader.path, what: "an article")
    let article = Pack.Article(
      at: inner.requiredText("at"), says: inner.text("says") ?? "",
      covered: inner.choice("covered", CoverageExtent.self) ?? .no, by: inner.texts("by"),
      why: inner.text("why"),
      jurisdictions: inner.words("jurisdictions", of: "jurisdiction", &pack.words),
      appliesTo: inner.words("applies-to", of: "organisation-kind", &pack.words), line: node.line)
    reader.problems += inner.finish()
    return article
  }

  static func readSource(
    _ member: Node.Member, _ reader: inout DocumentReader
  ) -> Pack.Source {
    var inner = DocumentReader(member.value, path: reader.path, what: "a source")
    let source = Pack.Source(
      key: member.key, title: inner.requiredText("title"), edition: inner.text("edition"),
      url: inner.text("url"), checked: inner.date("checked"),
      evidence: inner.evidence() ?? Evidence(.unread), readAt: inner.text("read-at"),
      note: inner.text("note"))
    reader.problems += inner.finish()
    return source
  }

  private static func readParameter(
    _ member: Node.Member, _ reader: inout DocumentReader
  ) -> Pack.Parameter {
    var inner = DocumentReader(member.value, path: reader.path, what: "a parameter")
    let parameter = Pack.Parameter(
      name: member.key, kind: inner.choice("type", Pack.Parameter.Kind.self) ?? .string,
      describe: inner.text("describe") ?? "", allowed: inner.texts("one-of"),
      codes: inner.text("codes"), least: inner.number("least"), most: inner.number("most"),
      defaultValue: inner.value("default"), evidence: inner.evidence(),
      source: inner.text("source"),
      at: inner.text("at"), line: member.line)
    checkDefault(of: parameter, &inner)
    reader.problems += inner.finish()
    return parameter
  }

  /// Reports a default that no profile could choose.
  private static func checkDefault(of parameter: Pack.Parameter, _ reader: inout DocumentReader) {
    guard let value = parameter.defaultValue else { return }
    let texts = value.text.map { [$0] } ?? value.elements?.compactMap(\.text)
    if let texts, parameter.takes(texts) { return }
    reader.fail(
      "rule.wrong-kind", at: value,
      "the default of \"\(parameter.name)\" is \(value.kindName), and is no value of it",
      hint: "it is \(parameter.formInWords)")
  }
}

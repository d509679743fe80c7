import Diagnostics
import Findings
import YAMLTree

/// Reads the file that describes a pack.
enum PackReader {
  static func read(_ node: Node, path: String) -> (pack: Pack, problems: [Diagnostic]) {
    var reader = DocumentReader(node, path: path, what: "a pack")
    var pack = Pack(name: reader.requiredText("pack"), path: path)
    pack.title = reader.requiredText("title")
    pack.version = reader.requiredText("version")
    pack.jurisdictions = reader.texts("jurisdictions")
    pack.appliesTo = reader.texts("applies-to")
    pack.recheck = reader.period("recheck")
    pack.sources = reader.members("sources").map { readSource($0, &reader) }
    pack.parameters = reader.members("parameters").map { readParameter($0, &reader) }
    pack.linkingEvents = reader.texts("linking-events")
    pack.lets = reader.members("let").map {
      Rule.Let(name: $0.key, expression: Expression($0.value))
    }
    pack.limbs = LimbReader.read(&reader, isShared: true)
    for member in reader.members("precedence") {
      pack.precedence[member.key] = PrecedenceReader.read(member.value, &reader)
    }
    return (pack, reader.finish())
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
      defaultValue: inner.value("default"), evidence: inner.evidence(),
      source: inner.text("source"),
      at: inner.text("at"), line: member.line)
    reader.problems += inner.finish()
    return parameter
  }
}

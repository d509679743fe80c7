import Findings
import YAMLTree

/// Reads the sources of a pack or rule that compete.
enum PrecedenceReader {
  /// Reads a source with its name in words, its kind and its conditions.
  static func read(_ node: Node, _ reader: inout DocumentReader) -> CompetingSource? {
    var inner = DocumentReader(node, path: reader.path, what: "a source with its step")
    let name = inner.expression("source")
    let step = inner.choice("step", PrecedenceStep.self)
    for (key, isThere) in [("source", name != nil), ("step", step != nil)]
    where !isThere && node.members != nil && node[key] == nil {
      inner.fail("rule.missing-key", at: node, "the key \"\(key)\" is missing")
    }
    let when = inner.expression("when")
    let until = inner.expression("until")
    let yields = inner.value("yields").map { readYield($0, &inner) }
    reader.problems += inner.finish()
    guard let name, let step else { return nil }
    return CompetingSource(name: name, step: step, when: when, until: until, yields: yields)
  }

  private static func readYield(
    _ node: Node, _ reader: inout DocumentReader
  ) -> CompetingSource.Yield {
    var inner = DocumentReader(node, path: reader.path, what: "a reason to yield")
    let yield = CompetingSource.Yield(
      when: inner.expression("when"), because: inner.requiredText("because"))
    reader.problems += inner.finish()
    return yield
  }
}

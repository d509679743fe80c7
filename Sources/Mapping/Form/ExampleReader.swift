import Diagnostics
import YAMLTree

/// Reads the tests of a mapping.
enum ExampleReader {
  static func examples(_ reader: inout DocumentReader) -> [MappingExample] {
    reader.elements("examples").compactMap { element in
      var inner = DocumentReader(element, path: reader.path, what: "an example", area: "mapping")
      let example = example(&inner)
      reader.problems += inner.finish()
      return example
    }
  }

  private static func example(_ reader: inout DocumentReader) -> MappingExample? {
    let row = reader.value("row")
    let rows = reader.value("rows")
    let document = reader.text("document")
    let given: MappingExample.Given
    switch (row, rows, document) {
    case (let row?, nil, nil): given = .rows([row])
    case (nil, let rows?, nil): given = .rows(rows.elements ?? [rows])
    case (nil, nil, let document?): given = .document(document)
    default:
      reader.fail(
        "mapping.example", at: reader.node,
        "an example needs one of \"row\", \"rows\" and \"document\"")
      return nil
    }
    let also = reader.members("also").map { member in
      (name: member.key, rows: member.value.elements ?? [member.value])
    }
    let example = MappingExample(
      title: reader.text("title") ?? "",
      position: SourcePosition(
        path: reader.path, line: reader.node.line, column: reader.node.column),
      given: given, also: also, gives: reader.value("gives"), unknown: reader.texts("unknown"),
      absent: reader.texts("absent"), notices: reader.texts("notices"),
      systems: reader.number("systems"))
    if !example.expectsAnything {
      reader.fail(
        "mapping.example", at: reader.node, "the example expects nothing, so that it always holds",
        hint: "say with gives, unknown, absent, notices or systems what must come of it")
    }
    return example
  }
}

import Diagnostics
import YAMLTree

/// Reads a list of codes.
enum CodeListReader {
  static func read(_ node: Node, path: String) -> (list: CodeList, problems: [Diagnostic]) {
    var reader = DocumentReader(node, path: path, what: "a code list")
    var list = CodeList(name: reader.requiredText("list"), title: "", isOpen: true, codes: [])
    list.title = reader.text("title") ?? ""
    list.isOpen = reader.bool("open") ?? true
    for key in ["version", "note", "source", "words"] { _ = reader.value(key) }
    list.codes = reader.members("codes").map {
      CodeList.Code(code: $0.key, meaning: $0.value.text ?? "")
    }
    list.within = relations("within", &reader)
    list.parts = relations("parts", &reader)
    return (list, reader.finish())
  }

  /// Which codes belong to each code, under a key.
  private static func relations(
    _ key: String, _ reader: inout DocumentReader
  ) -> [String: [String]] {
    var relations: [String: [String]] = [:]
    for member in reader.members(key) {
      relations[member.key] =
        member.value.elements?.compactMap(\.text) ?? [member.value.text].compactMap(\.self)
    }
    return relations
  }
}

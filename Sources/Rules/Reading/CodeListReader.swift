import Diagnostics
import YAMLTree

/// Reads a list of codes.
enum CodeListReader {
  static func read(_ node: Node, path: String) -> (list: CodeList, problems: [Diagnostic]) {
    var reader = DocumentReader(node, path: path, what: "a code list")
    var list = CodeList(name: reader.requiredText("list"), title: "", isOpen: true, codes: [])
    list.title = reader.text("title") ?? ""
    list.isOpen = reader.bool("open") ?? true
    for key in ["version", "note", "source"] { _ = reader.value(key) }
    list.codes = reader.members("codes").map {
      CodeList.Code(code: $0.key, meaning: $0.value.text ?? "")
    }
    return (list, reader.finish())
  }
}

import CEL
import CLibXML2
import Diagnostics
import Inventory
import Tables

/// Where in its row an expression takes its value from, and how it is written there.
extension MappingRun {
  /// A number of JSON as it is written, of an expression that is a member and nothing else.
  func digits(_ expression: CompiledExpression, _ frame: RowFrame) -> String? {
    switch frame.kind {
    case .flat:
      return flat?.member(expression.scan.members[0]).map {
        String(decoding: $0.text, as: UTF8.self)
      }
    case .json(let document, let node):
      var current = node
      for name in expression.scan.memberPaths[0] {
        guard let member = document.member(current, name) else { return nil }
        current = member
      }
      return document.text(current)
    default: return nil
    }
  }

  /// The place and the text of the first thing that an expression takes from its row.
  func source(
    _ expression: CompiledExpression, _ frame: RowFrame
  ) -> (mark: SourceMark, text: String) {
    switch frame.kind {
    case .nothing: break
    case .table, .stream:
      for column in expression.columns where !frame.cells[column].text.isEmpty {
        let cell = frame.cells[column]
        return (
          SourceMark(file: frame.mark.file, line: cell.line, column: cell.column),
          String(decoding: CellText.trimmed(cell.text), as: UTF8.self)
        )
      }
    case .flat:
      for name in expression.scan.members {
        guard let member = flat?.member(name), member.kind != .absent else { continue }
        return (
          SourceMark(file: frame.mark.file, line: member.line, column: member.column),
          String(decoding: member.text, as: UTF8.self)
        )
      }
    case .json(let document, let node):
      if let inner = frame.innerMark { return (inner, "") }
      for path in expression.scan.memberPaths {
        var found: Int?
        var current = node
        for name in path {
          guard let member = document.member(current, name) else { break }
          found = member
          current = member
        }
        if let found {
          return (
            mark(ofByte: Int(document.nodes[found].offset), document, frame),
            document.text(found) ?? ""
          )
        }
      }
    case .xml(let node):
      for path in expression.scan.paths {
        guard let found = host.paths?.text(path, at: node), let first = found.node else { continue }
        let place = NodePlace(of: first)
        return (
          SourceMark(file: frame.mark.file, line: place.line, column: place.column), found.text
        )
      }
      for path in expression.scan.memberPaths {
        guard let first = XMLMember.first(path, of: node) else { continue }
        let place = NodePlace(of: first)
        return (
          SourceMark(file: frame.mark.file, line: place.line, column: place.column),
          XMLMember.text(path, of: node)
        )
      }
    }
    return (frame.mark, "")
  }
}

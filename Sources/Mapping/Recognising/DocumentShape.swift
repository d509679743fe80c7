import Bytes
import CLibXML2
import Diagnostics

extension InputLook {
  /// What a document in JSON that is no inventory looks like; `nil` of what is one, of a saved result
  /// and of what cannot be parsed.
  var documentShape: String? {
    guard let document else { return nil }
    var text = "JSON"
    if document.nodes[document.root].kind == .object {
      let names = document.children(document.root).map(document.key)
      guard !names.contains(where: { OuterNames.own.contains($0) || $0 == "findings" }) else {
        return nil
      }
      text += Self.listed(names, of: "the members")
    }
    guard let rows = sourceRows() else { return text }
    return text + Self.rows(rows, "objects")
  }

  /// What a document in XML that is no inventory looks like; `nil` of what cannot be parsed.
  var elementShape: String? {
    guard let document = tree?.document, let root = xmlDocGetRootElement(document) else {
      return nil
    }
    var text =
      "XML with the root \"\(InertText.of(String(cString: root.pointee.name), limit: 40))\""
    if let name = root.pointee.ns.flatMap({ $0.pointee.href }) {
      text += " of the namespace \(InertText.of(String(cString: name), limit: 80))"
    }
    guard let rows = sourceRows() else { return text }
    return text + Self.rows(rows, "elements")
  }

  /// What is wrong with a document in JSON, by place.
  var documentFaults: [InputFailure] {
    guard case .json = kind, let bytes = whole() else { return [] }
    let text: [UInt8]
    do throws(InputFailure) { text = try JSONBytes.utf8(bytes) } catch { return [error] }
    do throws(JSONFault) {
      _ = try JSONDocument(text)
      return []
    } catch {
      return error.failures(in: text)
    }
  }

  private static func rows(_ rows: SourceRows, _ noun: String) -> String {
    ", whose rows may be the \(noun) at \(InertText.of(rows.selector, limit: 120))"
  }

  private static func listed(_ names: [String], of lead: String) -> String {
    let shown = names.prefix(6).map { "\"\(InertText.of($0, limit: 40))\"" }
    guard !shown.isEmpty else { return "" }
    return " with \(lead) \(shown.joined(separator: ", "))" + (names.count > 6 ? ", …" : "")
  }
}

import CEL
import CLibXML2

/// An element of XML as data: its attributes with `@` before their names, its child elements by
/// their local names, and its own text under `#text` where it has both.
enum XMLNodeDatum {
  /// How deep elements are looked into.
  private static let deepest = 12

  static func datum(
    _ node: UnsafeMutablePointer<xmlNode>, depth: Int = 0, isLeftOut: (String) -> Bool
  ) -> Datum {
    var entries: [(key: String, values: [Datum])] = []
    func add(_ key: String, _ value: Datum) {
      if let index = entries.firstIndex(where: { $0.key == key }) {
        entries[index].values.append(value)
      } else {
        entries.append((key, [value]))
      }
    }
    var attribute = node.pointee.properties
    while let current = attribute {
      let text = current.withMemoryRebound(to: xmlNode.self, capacity: 1) { XMLNodeText.of($0) }
      if !isLeftOut(text) { add("@" + String(cString: current.pointee.name), .string(text)) }
      attribute = current.pointee.next
    }
    var child = node.pointee.children
    var hasElements = false
    while let current = child {
      if current.pointee.type == XML_ELEMENT_NODE {
        hasElements = true
        let value =
          depth < deepest
          ? datum(current, depth: depth + 1, isLeftOut: isLeftOut)
          : .string(XMLNodeText.of(current))
        if case .string(let text) = value, isLeftOut(text) {
        } else {
          add(String(cString: current.pointee.name), value)
        }
      }
      child = current.pointee.next
    }
    if entries.isEmpty, !hasElements, depth > 0 { return .string(XMLNodeText.of(node)) }
    if !hasElements {
      let text = XMLNodeText.of(node)
      if !text.isEmpty, !isLeftOut(text) { add("#text", .string(text)) }
    }
    return .map(
      entries.map { entry in
        Datum.Entry(
          .string(entry.key), entry.values.count == 1 ? entry.values[0] : .list(entry.values))
      })
  }

  /// The names of the attributes, with `@`, and of the child elements of a node.
  static func members(_ node: UnsafeMutablePointer<xmlNode>) -> [String] {
    var names: [String] = []
    var attribute = node.pointee.properties
    while let current = attribute {
      names.append("@" + String(cString: current.pointee.name))
      attribute = current.pointee.next
    }
    var child = node.pointee.children
    while let current = child {
      if current.pointee.type == XML_ELEMENT_NODE {
        names.append(String(cString: current.pointee.name))
      }
      child = current.pointee.next
    }
    return names
  }
}

/// Members of an element, as ``XMLNodeDatum`` names them.
enum XMLMember {
  /// The first node of some names, the outer first.
  static func first(
    _ names: [String], of node: UnsafeMutablePointer<xmlNode>
  ) -> UnsafeMutablePointer<xmlNode>? {
    guard let name = names.first else { return node }
    if name == "#text" { return names.count == 1 ? node : nil }
    let found = name.hasPrefix("@") ? attribute(name, node) : child(name, node)
    return found.flatMap { first(Array(names.dropFirst()), of: $0) }
  }

  /// The text of the first node of some names; empty where there is none.
  static func text(_ names: [String], of node: UnsafeMutablePointer<xmlNode>) -> String {
    first(names, of: node).map { XMLNodeText.of($0) } ?? ""
  }

  private static func attribute(
    _ name: String, _ node: UnsafeMutablePointer<xmlNode>
  ) -> UnsafeMutablePointer<xmlNode>? {
    guard node.pointee.type == XML_ELEMENT_NODE else { return nil }
    var attribute = node.pointee.properties
    while let current = attribute {
      if "@" + String(cString: current.pointee.name) == name {
        return UnsafeMutableRawPointer(current).assumingMemoryBound(to: xmlNode.self)
      }
      attribute = current.pointee.next
    }
    return nil
  }

  private static func child(
    _ name: String, _ node: UnsafeMutablePointer<xmlNode>
  ) -> UnsafeMutablePointer<xmlNode>? {
    guard node.pointee.type == XML_ELEMENT_NODE else { return nil }
    var child = node.pointee.children
    while let current = child {
      if current.pointee.type == XML_ELEMENT_NODE, String(cString: current.pointee.name) == name {
        return current
      }
      child = current.pointee.next
    }
    return nil
  }
}

extension JSONParser {
  /// Up to how many names are compared with one another.
  private static let few = 12

  /// Notes the members of an object that have the name of another.
  mutating func checkNames(of object: Int) {
    let count = Int(nodes[object].count)
    guard count > 1, mayHaveDoubled(object, count) else { return }
    var firsts: [String: Int] = [:]
    var child = nodes[object].first
    while child >= 0 {
      let node = nodes[Int(child)]
      let name = name(of: node)
      let quote = Int(node.keyOffset) - 1
      if let first = firsts[name] {
        note(.doubledName(name, quote, first: first))
      } else {
        firsts[name] = quote
      }
      child = node.next
    }
  }

  private func name(of node: JSONDocument.Node) -> String {
    let range = Int(node.keyOffset)..<Int(node.keyOffset + node.keyLength)
    return node.keyHasEscape
      ? JSONDocument.unescaped(bytes[range]) : String(decoding: bytes[range], as: UTF8.self)
  }

  /// Whether two names of an object are the same, or have escapes, or are too many to tell.
  private mutating func mayHaveDoubled(_ object: Int, _ count: Int) -> Bool {
    let names: UniqueNames? = count > Self.few ? self.names ?? UniqueNames() : nil
    if self.names == nil { self.names = names }
    names?.begin()
    return bytes.withUnsafeBufferPointer { bytes in
      var child = nodes[object].first
      while child >= 0 {
        let node = nodes[Int(child)]
        if node.keyHasEscape { return true }
        if let names {
          let range = Int(node.keyOffset)..<Int(node.keyOffset + node.keyLength)
          guard names.insert(UnsafeBufferPointer(rebasing: bytes[range])) else { return true }
        } else if isMetAgain(node, bytes) {
          return true
        }
        child = node.next
      }
      return false
    }
  }

  /// Whether a member behind this one has its name.
  private func isMetAgain(
    _ node: JSONDocument.Node, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var child = node.next
    while child >= 0 {
      let other = nodes[Int(child)]
      if other.keyLength == node.keyLength,
        isSame(Int(node.keyOffset), Int(other.keyOffset), Int(node.keyLength), bytes)
      {
        return true
      }
      child = other.next
    }
    return false
  }

  private func isSame(
    _ left: Int, _ right: Int, _ count: Int, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    for offset in 0..<count where bytes[left + offset] != bytes[right + offset] { return false }
    return true
  }
}

import CEL

extension InventoryTree {
  /// An item of a list that is about what an earlier one is about.
  struct Repeated<Key> {
    /// What both are about.
    let key: Key
    let first: FactObject
    let second: FactObject
    /// Whether both say the same.
    let isSame: Bool
  }

  /// The items of a list that are about what an earlier one is about, in order.
  ///
  /// - Parameter key: What an item is about; `nil` where that is not known.
  static func repeated<Key: Hashable>(
    in list: Value, by key: (FactObject) -> Key?
  ) -> [Repeated<Key>] {
    guard list.tag == .list else { return [] }
    var seen: [Key: FactObject] = [:]
    return list.asList.filter { $0.tag == .object }.compactMap { item in
      let item = FactObject(item)
      guard let key = key(item) else { return nil }
      guard let first = seen[key] else {
        seen[key] = item
        return nil
      }
      return Repeated(
        key: key, first: first, second: item, isSame: isSame(first.value, item.value))
    }
  }
}

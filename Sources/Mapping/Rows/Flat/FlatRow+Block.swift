import CEL
import Inventory

extension FlatRow {
  /// The members that a block takes from its rows; `nil` if it takes more than members by name.
  convenience init?(_ block: CompiledBlock) {
    var names: [String] = []
    guard Self.collect(block, &names) else { return nil }
    self.init(names: names)
  }

  private static func collect(_ block: CompiledBlock, _ names: inout [String]) -> Bool {
    guard block.blocks.isEmpty else { return false }
    if let condition = block.condition, !collect(condition, &names) { return false }
    for field in block.fields {
      switch field.content {
      case .expression(let expression):
        guard collect(expression, &names) else { return false }
      case .object(let inner):
        guard collect(inner, &names) else { return false }
      }
    }
    return true
  }

  private static func collect(_ expression: CompiledExpression, _ names: inout [String]) -> Bool {
    guard !expression.scan.usesWholeRow, !expression.usesParent, !expression.usesDocument,
      !expression.usesRows
    else { return false }
    for name in expression.scan.members where !names.contains(name) { names.append(name) }
    return true
  }

  /// The row as a value, with what is not given left out.
  func value(in arena: inout Arena, keys: [Value], unknown: UnknownWords) -> Value {
    let room = arena.allocate(values: max(members.count * 2, 1))
    var count = 0
    for (index, member) in members.enumerated() {
      guard let value = Self.value(member, unknown) else { continue }
      room[count] = keys[index]
      room[count + 1] = value
      count += 2
    }
    return Value(map: UnsafeBufferPointer(start: room, count: count))
  }

  /// The value of a member; `nil` of one that is not given.
  private static func value(_ member: Member, _ unknown: UnknownWords) -> Value? {
    switch member.kind {
    case .absent, .null: return nil
    case .yes: return unknown.contains(member.text) ? nil : Value(true)
    case .no: return unknown.contains(member.text) ? nil : Value(false)
    case .string:
      let isEmpty = member.text.allSatisfy { $0 == 0x20 }
      return isEmpty || unknown.contains(CellText.trimmed(member.text))
        ? nil : Value(string: member.text)
    case .number:
      if unknown.contains(member.text) { return nil }
      let text = String(decoding: member.text, as: UTF8.self)
      if let whole = Int64(text) { return Value(whole) }
      return LongNumber.isOne(member.text)
        ? Value(string: member.text) : Value(Double(text) ?? 0)
    }
  }
}

/// Finds in the text of an expression what it takes from its row, so that values know their places.
///
/// Only accesses by a constant name are found: `row.Name`, `row.?Name`, `row['Name']`,
/// `row[?'Name']`, and the texts of `xpath('…')`.
struct ReferenceScan {
  /// The members of the row, in the order in which they are first met; of the row itself only, not
  /// of what is in them.
  private(set) var members: [String] = []
  /// The same with what follows: `row.owner['name']` is `owner`, `name`.
  private(set) var memberPaths: [[String]] = []
  /// The members of the row around.
  private(set) var parentMembers: [String] = []
  /// The members of the document, and those in them.
  private(set) var documentMembers: [String] = []
  /// The paths of `xpath` and `xpaths`.
  private(set) var paths: [String] = []
  /// The names of further inputs that `lookup('…')` asks.
  private(set) var lookups: [String] = []
  /// The patterns of days that `day(…, ['…'])` lists.
  private(set) var dayPatterns: [String] = []
  /// Whether the row is used as a whole, so that any of its members may be.
  private(set) var usesWholeRow = false
  /// The variables that are used at all.
  private(set) var variables: Set<String> = []

  /// What it takes from its row, by name.
  var names: [String] { members + paths }

  private let bytes: [UInt8]
  private var index = 0

  init(_ source: String) {
    bytes = Array(source.utf8)
    var previousIsDot = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        _ = string()
        previousIsDot = false
      } else if Self.isStart(byte) {
        let word = word()
        if !previousIsDot { note(word) }
        previousIsDot = false
      } else {
        if byte > 0x20 {
          previousIsDot = byte == UInt8(ascii: ".") || byte == UInt8(ascii: "?") && previousIsDot
        }
        index += 1
      }
    }
  }

  private mutating func note(_ word: String) {
    switch word {
    case "row":
      variables.insert(word)
      if let member = access() {
        if !members.contains(member) { members.append(member) }
        var path = [member]
        while let next = access() { path.append(next) }
        if !memberPaths.contains(path) { memberPaths.append(path) }
      } else {
        usesWholeRow = true
      }
    case "parent":
      variables.insert(word)
      if let member = access(), !parentMembers.contains(member) { parentMembers.append(member) }
    case "document":
      variables.insert(word)
      while let member = access() { documentMembers.append(member) }
    case "file", "rows": variables.insert(word)
    case "xpath", "xpaths":
      variables.insert("row")
      guard takeOpening() else { return }
      if index < bytes.count, let path = string(), !paths.contains(path) { paths.append(path) }
    case "lookup":
      guard takeOpening() else { return }
      if index < bytes.count, let name = string(), !lookups.contains(name) { lookups.append(name) }
    case "day": noteDayPatterns()
    default: break
    }
  }

  /// Takes the bracket of a call.
  private mutating func takeOpening() -> Bool {
    skipSpace()
    guard index < bytes.count, bytes[index] == UInt8(ascii: "(") else { return false }
    index += 1
    skipSpace()
    return true
  }

  /// Looks at the list of texts that ends a call of `day`, without taking anything.
  private mutating func noteDayPatterns() {
    let start = index
    defer { index = start }
    guard takeOpening() else { return }
    var depth = 1
    while index < bytes.count, depth > 0 {
      switch bytes[index] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        let text = string()
        if depth == 2, let text { dayPatterns.append(text) }
        continue
      case UInt8(ascii: "("), UInt8(ascii: "{"): depth += 2
      case UInt8(ascii: ")"), UInt8(ascii: "}"): depth -= depth == 1 ? 1 : 2
      case UInt8(ascii: "["):
        // `row['Opened']` is no list of patterns.
        let before = bytes[start..<index].last { $0 > 0x20 }
        depth += before == UInt8(ascii: ",") ? 1 : 4
      case UInt8(ascii: "]"): depth -= depth == 2 ? 1 : 4
      default: break
      }
      index += 1
    }
  }

  /// The constant name of an access that follows; `nil` if none does.
  private mutating func access() -> String? {
    skipSpace()
    guard index < bytes.count else { return nil }
    if bytes[index] == UInt8(ascii: ".") {
      index += 1
      if index < bytes.count, bytes[index] == UInt8(ascii: "?") { index += 1 }
      if index < bytes.count, bytes[index] == UInt8(ascii: "`") { return quoted() }
      guard index < bytes.count, Self.isStart(bytes[index]) else { return nil }
      let start = index
      let name = word()
      // A call such as `row.size()` is no member.
      guard index < bytes.count, bytes[index] == UInt8(ascii: "(") else { return name }
      index = start
      return nil
    }
    guard bytes[index] == UInt8(ascii: "[") else { return nil }
    let start = index
    index += 1
    skipSpace()
    if index < bytes.count, bytes[index] == UInt8(ascii: "?") { index += 1 }
    skipSpace()
    guard index < bytes.count, let name = string() else {
      index = start + 1
      return nil
    }
    skipSpace()
    guard index < bytes.count, bytes[index] == UInt8(ascii: "]") else {
      index = start + 1
      return nil
    }
    index += 1
    return name
  }

  private mutating func quoted() -> String? {
    let start = index + 1
    guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "`")) else { return nil }
    index = end + 1
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// Takes a string; `nil` if none stands here, or one with escapes.
  private mutating func string() -> String? {
    let quote = bytes[index]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    let start = index + 1
    var end = start
    var hasEscape = false
    while end < bytes.count, bytes[end] != quote {
      if bytes[end] == UInt8(ascii: "\\") {
        hasEscape = true
        end += 1
      }
      end += 1
    }
    index = min(end + 1, bytes.count)
    guard !hasEscape, end <= bytes.count else { return nil }
    return String(decoding: bytes[start..<min(end, bytes.count)], as: UTF8.self)
  }

  private mutating func word() -> String {
    let start = index
    while index < bytes.count, Self.isStart(bytes[index]) || 0x30...0x39 ~= bytes[index] {
      index += 1
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func skipSpace() {
    while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
  }

  private static func isStart(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }
}

extension ReferenceScan {
  /// Whether an expression is a member of its row, or one in it, and nothing else: then what is written
  /// there is its text.
  func isPlain(_ source: String) -> Bool {
    guard memberPaths.count == 1, !usesWholeRow, variables == ["row"] else { return false }
    let names = memberPaths[0].joined().utf8.count
    // What is left besides the names is dots, question marks, brackets and quotation marks.
    let marks = source.unicodeScalars.filter { ".?[]'\"` ".unicodeScalars.contains($0) }.count
    return source.utf8.count == "row".utf8.count + names + marks
  }

  /// The one member that an expression is, and nothing else.
  static func plainMember(_ source: String) -> String? {
    let text = UnknownWords.trimmed(source)
    let scan = ReferenceScan(text)
    guard scan.members.count == 1, !scan.usesWholeRow, let member = scan.members.first else {
      return nil
    }
    let forms = ["row.\(member)", "row['\(member)']", "row[\"\(member)\"]"]
    return forms.contains(text) ? member : nil
  }

  /// The member of a call such as `number(row.Group)`, and nothing else.
  static func plainNumber(_ source: String) -> String? {
    let text = UnknownWords.trimmed(source)
    guard text.hasPrefix("number("), text.hasSuffix(")") else { return nil }
    return plainMember(String(text.dropFirst(7).dropLast()))
  }

  /// The member and the patterns of a call such as `day(row.Opened, ['dd/MM/yyyy'])`, and nothing
  /// else.
  static func plainDay(_ source: String) -> (member: String, patterns: [String])? {
    let text = UnknownWords.trimmed(source)
    guard text.hasPrefix("day("), text.hasSuffix("])"), let open = text.lastIndex(of: "[")
    else { return nil }
    let inner = text.dropFirst(4)[..<open]
    let head = UnknownWords.trimmed(String(inner))
    guard head.hasSuffix(","), let member = plainMember(String(head.dropLast())) else { return nil }
    var patterns: [String] = []
    var rest = text[text.index(after: open)...].dropLast(2)
    while true {
      rest = rest.drop { $0 == " " || $0 == "," }
      guard let quote = rest.first else { return patterns.isEmpty ? nil : (member, patterns) }
      guard quote == "'" || quote == "\"", let end = rest.dropFirst().firstIndex(of: quote) else {
        return nil
      }
      let pattern = String(rest[rest.index(after: rest.startIndex)..<end])
      guard !pattern.contains("\\") else { return nil }
      patterns.append(pattern)
      rest = rest[rest.index(after: end)...]
    }
  }
}

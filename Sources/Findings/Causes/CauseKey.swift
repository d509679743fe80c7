/// What tells one cause from another: its kind, what would clear it, and where.
struct CauseKey {
  /// What kind of cause it is.
  enum Kind: String {
    /// Facts that are missing.
    case missing
    /// One fix.
    case fix
    /// One rule that is not kept.
    case rule
  }

  /// Where a fix would be made.
  enum Place {
    /// An organisation, system or dataset; the profile where there is no link.
    case subject(ArraySlice<Subject.Link>)
    /// A row of the schedule.
    case row(String)
  }

  let kind: Kind
  /// The fix in words, or the identifier of the rule.
  let fix: String
  let place: Place

  /// The key as findings carry it, such as `missing:Record system.owner@system:custody`.
  var text: String {
    let place =
      switch place {
      case .subject(let links):
        links.map { "\($0.kind):\($0.id ?? "?")" }.joined(separator: "/")
      case .row(let name): "schedule:\(name)"
      }
    return "\(kind.rawValue):\(fix)@\(place)"
  }

  /// A hash of the bytes of the text, which need not be put together for it; not 0.
  ///
  /// It is the same in all threads of a process and in no other process.
  var hash: UInt64 {
    var hasher = Hasher()
    hasher.combine(textOf: kind.rawValue)
    hasher.combine(textOf: ":")
    hasher.combine(textOf: fix)
    hasher.combine(textOf: "@")
    switch place {
    case .subject(let links):
      for (number, link) in links.enumerated() {
        if number > 0 { hasher.combine(textOf: "/") }
        hasher.combine(textOf: link.kind)
        hasher.combine(textOf: ":")
        hasher.combine(textOf: link.id ?? "?")
      }
    case .row(let name):
      hasher.combine(textOf: "schedule:")
      hasher.combine(textOf: name)
    }
    return UInt64(bitPattern: Int64(hasher.finalize())) | 1
  }
}

extension Hasher {
  /// Adds the bytes of a text and nothing else, so that its parts hash as the whole does.
  fileprivate mutating func combine(textOf text: String) {
    var text = text
    text.withUTF8 { combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

/// The causes that a finding may share with others, the most telling first, by the hashes of their
/// keys; 0 where there are fewer.
struct CauseHashes: Hashable, Sendable {
  var first: UInt64 = 0
  var second: UInt64 = 0
  var third: UInt64 = 0

  /// No causes.
  static let none = CauseHashes()

  init() {}

  init(_ keys: [CauseKey]) {
    precondition(keys.count <= 3, "a finding names more causes than are kept")
    if keys.count > 0 { first = keys[0].hash }
    if keys.count > 1 { second = keys[1].hash }
    if keys.count > 2 { third = keys[2].hash }
  }

  /// The hashes that there are.
  var all: [UInt64] { [first, second, third].filter { $0 != 0 } }
}

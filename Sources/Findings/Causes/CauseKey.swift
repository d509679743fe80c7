/// What tells one cause from another: its kind, what would clear it, and where.
struct CauseKey: Sendable {
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
    /// An organisation, system or dataset; the whole inventory where there is no link.
    case subject(ArraySlice<Subject.Link>)
    /// The organisation's profile.
    case profile
    /// A row of the schedule.
    case row(String)
  }

  /// The fix of a row that has outlived its end, where it is the dataset that should have disposed
  /// of it.
  static let disposal = "dispose"

  let kind: Kind
  /// The fix in words, or the identifier of the rule.
  let fix: String
  let place: Place
  /// The facts that are missing, where some are.
  var facts: [String] = []
  /// The list of subjects of which ``place`` names the first, and how many more there are.
  var others: (list: String, count: Int, level: Subject.Level)?

  /// The key as findings carry it, such as `missing:Record system.owner@system:custody`.
  var text: String {
    let place =
      switch place {
      case .subject(let links):
        links.map { "\($0.kind):\($0.id ?? "?")" }.joined(separator: "/")
          + (others.map { "+\($0.list)" } ?? "")
      case .profile: ""
      case .row(let name): "schedule:\(name)"
      }
    return "\(kind.rawValue):\(fix)@\(place)"
  }

  /// The name of the place.
  var placeName: String {
    switch place {
    case .subject(let links):
      (links.last.flatMap { $0.name ?? $0.id } ?? "The inventory")
        + (others.map { $0.level.more($0.count) } ?? "")
    case .profile: "The profile"
    case .row(let name): "Class \(name)"
    }
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
      var isFirst = true
      for link in links {
        if !isFirst { hasher.combine(textOf: "/") }
        isFirst = false
        hasher.combine(textOf: link.kind)
        hasher.combine(textOf: ":")
        hasher.combine(textOf: link.id ?? "?")
      }
      if let others {
        hasher.combine(textOf: "+")
        hasher.combine(textOf: others.list)
      }
    case .profile: break
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

/// What a finding is about: the chain from the organisation down to a record.
public struct Subject: Hashable, Sendable {
  /// The kind of thing that a link of the chain names.
  public enum Level: String, Hashable, Sendable, CaseIterable {
    case organisation, system, dataset, holding, record
    /// An item of a list, such as a request, a hold or a processor.
    case item
  }

  /// A link of the chain.
  public struct Link: Hashable, Sendable {
    /// What it is.
    public var level: Level
    /// What kind of item it is, such as `request`; the level's name otherwise.
    public var kind: String
    /// Its identifier, or the pseudonym of it; `nil` where it is left out.
    public var id: String?
    /// Its name.
    public var name: String?

    /// Names a link.
    public init(level: Level, kind: String? = nil, id: String?, name: String? = nil) {
      self.level = level
      self.kind = kind ?? level.rawValue
      self.id = id
      self.name = name
    }
  }

  /// The links from the outermost in.
  public var links: [Link]
  /// The controllers that answer for it, by identifier, sorted.
  public var controllers: [String]

  /// Names a subject.
  public init(links: [Link], controllers: [String] = []) {
    self.links = links
    self.controllers = controllers
  }

  /// The innermost link's level.
  public var level: Level { links.last?.level ?? .organisation }

  /// The link of a level; `nil` where the chain has none.
  public func link(_ level: Level) -> Link? { links.first { $0.level == level } }

  /// Whether a link of it is left out, because it identifies a person or a record.
  public var isAnonymous: Bool { links.contains { $0.id == nil } }

  /// What it is listed under: the identifier of its system, else its outermost link, such as
  /// `organisation force-a`.
  public var systemKey: String {
    link(.system)?.id ?? links.first.map { "\($0.kind) \($0.id ?? "?")" } ?? "?"
  }

  /// The chain as a path, such as `system:custody/dataset:custody-records`.
  public var path: String {
    let most = links.reduce(0) { $0 + $1.kind.utf8.count + ($1.id?.utf8.count ?? 1) + 2 }
    var path = ""
    path.reserveCapacity(most)
    for link in links {
      if !path.isEmpty { path += "/" }
      path += link.kind
      path += ":"
      path += link.id ?? "?"
    }
    return path
  }
}

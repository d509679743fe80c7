/// Which places belong to which, as the list of jurisdictions says.
public struct Jurisdictions: Hashable, Sendable {
  /// The wider places that a place is in, by code.
  private let wider: [String: [String]]
  /// The places that a place consists of, by code.
  private let parts: [String: [String]]

  /// The places that a list of codes describes; without a list no place belongs to another.
  public init(_ list: CodeList?) {
    wider = list?.within ?? [:]
    parts = list?.parts ?? [:]
  }

  /// The codes of all places whose law an organisation of a place is under, its own among them.
  ///
  /// A body of a place is under the law of each of its parts, where it works too, and under that of
  /// each wider place that it is in.
  public func laws(of place: String) -> Set<String> {
    var found: Set<String> = [place]
    var open = [place] + (parts[place] ?? [])
    while let next = open.popLast() {
      found.insert(next)
      open += (wider[next] ?? []).filter { !found.contains($0) }
    }
    return found
  }

  /// The codes of all places of which something is said, each with those whose law it is under.
  var lawsOfAll: [String: Set<String>] {
    let codes = Set(wider.keys).union(parts.keys)
    return Dictionary(uniqueKeysWithValues: codes.map { ($0, laws(of: $0)) })
  }
}

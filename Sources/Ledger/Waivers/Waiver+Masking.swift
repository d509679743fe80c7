public import Findings

extension Waiver {
  /// Whether its subject names a record, a person or an item, and not all of a kind.
  public var namesRow: Bool { !Self.links(subject.pattern).allSatisfy { !$0.isNamedRow } }

  /// The same waiver for a result that shows pseudonyms; `nil` where it names only a part of an
  /// identifier, of which no pseudonym can be made.
  public func forPseudonyms(_ fingerprint: Fingerprint) -> Waiver? {
    var texts: [String] = []
    for link in Self.links(subject.pattern) {
      guard link.isNamedRow else {
        texts.append(link.text)
        continue
      }
      guard !link.isPattern, let id = link.id,
        let pseudonym = fingerprint.pseudonym(id, kind: link.kind)
      else { return nil }
      texts.append("\(link.kind):\(pseudonym)")
    }
    var waiver = self
    waiver.subject = Glob(texts.joined(separator: "/"))
    return waiver
  }

  /// The subject as a report may print it that masks identifiers: those of organisations, systems,
  /// datasets and age bands alone.
  public var maskedSubject: String {
    Self.links(subject.pattern).map { link in
      link.isNamedRow ? "\(link.kind.isEmpty ? "" : link.kind + ":")[masked]" : link.text
    }.joined(separator: "/")
  }

  /// A part of a pattern between slashes.
  private struct Link {
    let text: String
    let kind: String
    let id: String?

    init(_ text: Substring) {
      self.text = String(text)
      let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      kind = parts.count == 2 ? String(parts[0]) : ""
      id = parts.count == 2 ? String(parts[1]) : nil
    }

    /// Whether it has letters of a pattern.
    var isPattern: Bool { text.contains { $0 == "*" || $0 == "?" } }

    /// Whether it names something that a report may mask.
    var isNamedRow: Bool {
      let named = id ?? text
      guard named.contains(where: { $0 != "*" && $0 != "?" }) else { return false }
      return !["organisation", "system", "dataset", "holding"].contains(kind)
        && Subject.Level(rawValue: text) == nil
    }
  }

  private static func links(_ pattern: String) -> [Link] {
    pattern.split(separator: "/", omittingEmptySubsequences: false).map(Link.init)
  }
}

/// Something that is wrong, or odd, in a file that was read.
///
/// A diagnostic is about the input of a check, never about the audited system: that is a finding.
public struct Diagnostic: Hashable, Sendable {
  /// How much a diagnostic matters.
  public enum Severity: String, Hashable, Sendable, CaseIterable {
    /// The input cannot be relied on; a run that met one is incomplete.
    case error
    /// The input works, but probably not as its author meant.
    case warning
    /// Odd, but harmless.
    case notice
  }

  /// A second place that helps to understand the first.
  public struct Related: Hashable, Sendable {
    /// Where it is.
    public var position: SourcePosition
    /// What stands there.
    public var message: String

    /// Names a second place.
    public init(at position: SourcePosition, _ message: String) {
      self.position = position
      self.message = message
    }
  }

  /// How much it matters.
  public var severity: Severity
  /// The stable code, `area.problem`; users and tests match on it.
  public var code: String
  /// Where it is; `nil` where no place is known.
  public var position: SourcePosition?
  /// What was found and what was expected: lower case, no full stop.
  public var message: String
  /// The likely cure, if one is very likely.
  public var hint: String?
  /// Other places that belong to it.
  public var related: [Related]

  /// Makes a diagnostic.
  public init(
    _ severity: Severity, _ code: String, at position: SourcePosition?, _ message: String,
    hint: String? = nil, related: [Related] = []
  ) {
    self.severity = severity
    self.code = code
    self.position = position
    self.message = message
    self.hint = hint
    self.related = related
  }
}

extension Diagnostic: CustomStringConvertible {
  /// The form in which compilers print: place, severity, message, code; hint and related below.
  public var description: String {
    let place = position.map { "\($0): " } ?? ""
    var text = Self.onOneLine("\(place)\(severity.rawValue): \(message) [\(code)]")
    for other in related {
      text += "\n  " + Self.onOneLine("\(other.position): \(other.message)")
    }
    if let hint {
      text += "\n  " + Self.onOneLine("hint: \(hint)")
    }
    return text
  }

  /// A text with spaces for its line breaks: names from outside may hold some, and what follows them would
  /// look like another message.
  private static func onOneLine(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return text }
    var line = ""
    for scalar in text.unicodeScalars {
      line.unicodeScalars.append(scalar == "\n" || scalar == "\r" ? " " : scalar)
    }
    return line
  }
}

extension Diagnostic: Comparable {
  /// Orders by place, then code, then message; those without a place come first.
  public static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    switch (left.position, right.position) {
    case (nil, .some): return true
    case (.some, nil): return false
    case (let first?, let second?) where first != second: return first < second
    default: break
    }
    if left.code != right.code {
      return left.code.precedes(right.code)
    }
    return left.message.precedes(right.message)
  }
}

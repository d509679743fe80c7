/// What people call the facts that rules read, by the paths that conditions write.
///
/// Reports know no vocabulary; whoever writes one passes the labels in.
public struct FieldLabels: Hashable, Sendable {
  /// How a value is written for people.
  public enum Form: Hashable, Sendable {
    /// A day: `31 August 2025`.
    case day
    /// A period: `six years (P6Y)`.
    case period
    /// `yes` or `no`.
    case truth
    /// As it stands in the file.
    case asWritten
  }

  /// What is known of a field.
  public struct Entry: Hashable, Sendable {
    /// What people call it, such as `last event`.
    public var label: String
    /// How its values are written for people.
    public var form: Form

    /// Names a field for people.
    public init(label: String, form: Form) {
      self.label = label
      self.form = form
    }
  }

  private let entries: [String: Entry]

  /// Labels by path, such as `record.lastEvent`; items of lists without their index.
  public init(_ entries: [String: Entry] = [:]) { self.entries = entries }

  /// The field of a path such as `record.events[0].date`; `nil` where nobody named it.
  public subscript(path: String) -> Entry? {
    guard path.utf8.contains(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "?") }) else {
      return entries[path]
    }
    var plain = ""
    var isIndex = false
    for scalar in path.unicodeScalars {
      switch scalar {
      case "[": isIndex = true
      case "]": isIndex = false
      case "?": break
      default: if !isIndex { plain.unicodeScalars.append(scalar) }
      }
    }
    return entries[plain]
  }
}

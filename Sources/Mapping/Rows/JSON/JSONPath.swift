/// A query of JSON values (RFC 9535).
struct JSONPath: Sendable, Equatable {
  /// A step of a query.
  struct Segment: Sendable, Equatable {
    var selectors: [Selector]
    /// Whether it looks at all depths.
    var isDescendant: Bool
  }

  /// What a step chooses among the children of a value.
  indirect enum Selector: Sendable, Equatable {
    case name(String)
    case wildcard
    case index(Int)
    case slice(start: Int?, end: Int?, step: Int)
    case filter(Logical)
  }

  /// A condition in a filter.
  indirect enum Logical: Sendable, Equatable {
    case or([Logical])
    case and([Logical])
    case not(Logical)
    case exists(JSONPath)
    case compare(Operand, Comparison, Operand)
    case call(Call)
  }

  enum Comparison: String, Sendable {
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case less = "<"
    case greater = ">"
  }

  /// One side of a comparison.
  indirect enum Operand: Sendable, Equatable {
    case literal(Literal)
    case query(JSONPath)
    case call(Call)
  }

  enum Literal: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
  }

  /// A call of one of the five functions.
  struct Call: Sendable, Equatable {
    enum Name: String, Sendable {
      case length, count, match, search, value
    }

    var name: Name
    var arguments: [Operand]
  }

  var segments: [Segment]
  /// Whether it begins at the current value (`@`) and not at the whole document (`$`).
  var isRelative: Bool

  /// Whether it finds at most one value.
  var isSingular: Bool {
    segments.allSatisfy { segment in
      guard !segment.isDescendant, segment.selectors.count == 1 else { return false }
      switch segment.selectors[0] {
      case .name, .index: return true
      default: return false
      }
    }
  }

  /// The names of its first segments that are single names, for a stream: `$.a.b[*]` gives `a`, `b`.
  var streamedNames: [String]? {
    guard !isRelative, let last = segments.last, !last.isDescendant, last.selectors == [.wildcard]
    else { return nil }
    var names: [String] = []
    for segment in segments.dropLast() {
      guard !segment.isDescendant, segment.selectors.count == 1,
        case .name(let name) = segment.selectors[0]
      else { return nil }
      names.append(name)
    }
    return names
  }

  /// The member of the row that it looks at first, where it is relative.
  var firstName: String? {
    guard isRelative, let first = segments.first, first.selectors.count == 1,
      case .name(let name) = first.selectors[0]
    else { return nil }
    return name
  }
}

/// A query that is none, and where.
struct JSONPathFault: Error, Equatable {
  var message: String
  var offset: Int
}

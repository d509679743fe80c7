internal import Synchronization

/// A set of code points, as ranges in order that do not touch.
struct ScalarSet: Equatable, Sendable {
  private(set) var ranges: [ClosedRange<UInt32>] = []

  static let all = ScalarSet([0...0x10FFFF])
  static let digits = ScalarSet([0x30...0x39])
  static let words = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  static let blanks = ScalarSet([0x09...0x0A, 0x0C...0x0D, 0x20...0x20])
  static let newline = ScalarSet([0x0A...0x0A])

  init(_ ranges: [ClosedRange<UInt32>] = []) {
    self.ranges = ranges
    normalize()
  }

  mutating func add(_ other: ScalarSet) {
    ranges += other.ranges
    normalize()
  }

  private mutating func normalize() {
    guard ranges.count > 1 else { return }
    ranges.sort { $0.lowerBound < $1.lowerBound }
    var merged: [ClosedRange<UInt32>] = []
    for range in ranges {
      if let last = merged.last, range.lowerBound <= last.upperBound &+ 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    ranges = merged
  }

  /// All code points that are not in the set.
  var inverted: ScalarSet {
    var result: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { result.append(next...range.lowerBound - 1) }
      next = range.upperBound + 1
    }
    if next <= 0x10FFFF { result.append(next...0x10FFFF) }
    return ScalarSet(result)
  }

  /// How many code points ``caseFolded`` looks at.
  var foldingWork: Int { ranges.reduce(0) { $0 + ($1.count <= Self.mostFolded ? $1.count : 1) } }

  /// The longest range of which every code point is looked at for its cases.
  private static let mostFolded = 512

  /// The set with the other case of each letter.
  ///
  /// Latin letters and single code points get every simple case; large ranges beyond Latin stay as
  /// they are.
  var caseFolded: ScalarSet {
    var result = ranges
    for range in ranges {
      for (from, to) in [(0x41, 0x61), (0x61, 0x41)] as [(UInt32, UInt32)] {
        let low = max(range.lowerBound, from)
        let high = min(range.upperBound, from + 25)
        if low <= high { result.append(low - from + to...high - from + to) }
      }
      guard range.count <= Self.mostFolded else { continue }
      for code in range {
        guard let properties = Unicode.Scalar(code)?.properties else { continue }
        for mapping in [properties.lowercaseMapping, properties.uppercaseMapping] {
          let scalars = mapping.unicodeScalars
          if scalars.count == 1, let other = scalars.first {
            result.append(other.value...other.value)
          }
        }
      }
    }
    let found = ScalarSet(result)
    for orbit in Self.orbits where orbit.contains(where: found.contains) {
      result += orbit.map { $0...$0 }
    }
    return ScalarSet(result)
  }

  /// Letters with more than two cases, which the simple mappings do not lead to from each of them.
  private static let orbits: [[UInt32]] = [
    [0x4B, 0x6B, 0x212A], [0x53, 0x73, 0x17F], [0xC5, 0xE5, 0x212B], [0x3A9, 0x3C9, 0x2126],
    [0xB5, 0x39C, 0x3BC], [0x3A3, 0x3C2, 0x3C3], [0x398, 0x3B8, 0x3D1, 0x3F4], [0xDF, 0x1E9E],
    [0x392, 0x3B2, 0x3D0], [0x395, 0x3B5, 0x3F5], [0x39A, 0x3BA, 0x3F0], [0x3A1, 0x3C1, 0x3F1],
    [0x3A0, 0x3C0, 0x3D6], [0x3A6, 0x3C6, 0x3D5],
  ]

  private func contains(_ code: UInt32) -> Bool { ranges.contains { $0.contains(code) } }

  /// A set of POSIX, such as `alpha`; `nil` if there is none of that name.
  static func posix(_ name: String) -> ScalarSet? {
    switch name {
    case "alnum": ScalarSet([0x30...0x39, 0x41...0x5A, 0x61...0x7A])
    case "alpha": ScalarSet([0x41...0x5A, 0x61...0x7A])
    case "ascii": ScalarSet([0...0x7F])
    case "blank": ScalarSet([0x09...0x09, 0x20...0x20])
    case "cntrl": ScalarSet([0...0x1F, 0x7F...0x7F])
    case "digit": digits
    case "graph": ScalarSet([0x21...0x7E])
    case "lower": ScalarSet([0x61...0x7A])
    case "print": ScalarSet([0x20...0x7E])
    case "punct": ScalarSet([0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E])
    case "space": ScalarSet([0x09...0x0D, 0x20...0x20])
    case "upper": ScalarSet([0x41...0x5A])
    case "word": words
    case "xdigit": ScalarSet([0x30...0x39, 0x41...0x46, 0x61...0x66])
    default: nil
    }
  }

  /// A general category of Unicode, such as `L` or `Lu`, a script, such as `Greek`, or `Any`; `nil`
  /// if there is none of that name.
  ///
  /// Finding a category looks at every code point, so it is remembered.
  static func category(_ name: String) -> ScalarSet? {
    if name == "Any" { return .all }
    if let script = ScriptTable.set(named: name) { return script }
    guard name.utf8.count <= 2, knownCategories.contains(name) else { return nil }
    if let known = categories.withLock({ $0[name] }) { return known }
    let found = scan(name)
    categories.withLock { $0[name] = found }
    return found
  }

  private static let categories = Mutex<[String: ScalarSet]>([:])

  private static func scan(_ name: String) -> ScalarSet {
    var ranges: [ClosedRange<UInt32>] = []
    for code in UInt32(0)...0x10FFFF {
      // What is not assigned belongs to no category, as in RE2.
      guard let category = Unicode.Scalar(code)?.properties.generalCategory,
        category != .unassigned, abbreviation(category).hasPrefix(name)
      else { continue }
      if let last = ranges.last, last.upperBound + 1 == code {
        ranges[ranges.count - 1] = last.lowerBound...code
      } else {
        ranges.append(code...code)
      }
    }
    return ScalarSet(ranges)
  }

  private static let knownCategories: Set<String> = [
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc",
    "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C",
    "Cc", "Cf", "Co", "Cs",
  ]

  private static func abbreviation(_ category: Unicode.GeneralCategory) -> String {
    switch category {
    case .uppercaseLetter: "Lu"
    case .lowercaseLetter: "Ll"
    case .titlecaseLetter: "Lt"
    case .modifierLetter: "Lm"
    case .otherLetter: "Lo"
    case .nonspacingMark: "Mn"
    case .spacingMark: "Mc"
    case .enclosingMark: "Me"
    case .decimalNumber: "Nd"
    case .letterNumber: "Nl"
    case .otherNumber: "No"
    case .connectorPunctuation: "Pc"
    case .dashPunctuation: "Pd"
    case .openPunctuation: "Ps"
    case .closePunctuation: "Pe"
    case .initialPunctuation: "Pi"
    case .finalPunctuation: "Pf"
    case .otherPunctuation: "Po"
    case .mathSymbol: "Sm"
    case .currencySymbol: "Sc"
    case .modifierSymbol: "Sk"
    case .otherSymbol: "So"
    case .spaceSeparator: "Zs"
    case .lineSeparator: "Zl"
    case .paragraphSeparator: "Zp"
    case .control: "Cc"
    case .format: "Cf"
    case .surrogate: "Cs"
    case .privateUse: "Co"
    case .unassigned: "Cn"
    @unknown default: "Cn"
    }
  }
}

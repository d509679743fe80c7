import CEL
import CivilTime
import Inventory

/// A hold as an organisation registered it.
struct Hold: Equatable {
  /// When it ends.
  enum Release: Equatable {
    /// Nobody released it.
    case never
    /// On a day, which is its last.
    case on(DateInterval)
    /// That it was released is not denied, and when is not known.
    case unknown
  }

  /// What is not known of a hold, or of the holds of an organisation.
  struct OpenFact: Equatable {
    /// The hold; `nil` where it is about the register as a whole.
    var hold: String?
    /// What is not known of it; `nil` where no register has it.
    var field: String?
    /// Whether a day is known, but only in part.
    var isPartial = false
    /// Whether all is known of it, and it covers something else.
    var isMisfit = false
    /// What the register says in the place of the fact: `unknown`, `unrecognised` or nothing.
    var stated = "absent"
    /// The organisation whose hold it is; `nil` where no register has it.
    var organisation: String?
    /// Where the hold stands.
    var mark = SourceMark.none

    /// What is the matter with it, as findings say.
    var state: String { isMisfit ? "misfit" : isPartial ? "partial" : stated }
  }

  /// Whether it is in force on a day.
  enum Standing: Equatable {
    case inForce, notInForce
    /// It hangs on what is not known.
    case open(OpenFact)

    /// Whether any of several is in force.
    init(anyOf standings: some Sequence<Standing>) {
      self = .notInForce
      for standing in standings {
        if standing == .inForce {
          self = standing
          return
        }
        if self == .notInForce { self = standing }
      }
    }
  }

  let organisation: String
  let id: String
  /// Where it stands.
  private let mark: SourceMark
  /// Its first day; `nil` where it is not known.
  let from: DateInterval?
  let release: Release
  /// The systems, datasets and classes that it names.
  let scopes: [String]
  /// Whether everything that it covers is known: a scope that is not given, or that names nothing
  /// in the inventory, may cover anything.
  let isScopeKnown: Bool
  /// What the register says in the place of a fact that is not known, by its field.
  private let gaps: [String: String]

  /// - Parameter known: What a scope can name; `nil` to take every name for one that it can.
  init(_ item: FactObject, organisation: String, _ known: Set<String>?) {
    self.organisation = organisation
    id = item.text("id") ?? ""
    mark = item.mark
    from = item.day("from")
    let released = item.value("released")
    release =
      switch released.tag {
      case .date: item.day("released").map { .on($0) } ?? .unknown
      case .unknown, .withheld: .unknown
      default: .never
      }
    // What a scope names besides something that is not there is covered all the same.
    let scope = item.stated("scope")
    let names = scope.tag == .list ? scope.asList.filter { $0.tag == .string } : []
    scopes = names.map(\.asString).filter { !$0.isEmpty }
    isScopeKnown =
      switch item.value("scope").tag {
      case .list:
        names.count == scope.asList.count && scopes.allSatisfy { known?.contains($0) ?? true }
      case .notApplicable: true
      default: false
      }
    gaps = Dictionary(
      uniqueKeysWithValues: ["from", "released", "scope"].compactMap { field in
        Self.gap(in: item, field).map { (field, $0) }
      })
  }

  private static func gap(in item: FactObject, _ field: String) -> String? {
    switch item.value(field).tag {
    case .unknown: item.stated(field).tag == .unknown ? "unknown" : "unrecognised"
    // A scope that is given and not known names something that is not there.
    case .list: "unrecognised"
    default: nil
    }
  }

  /// What is not known of a field of it.
  func gap(_ field: String, isPartial: Bool = false) -> OpenFact {
    OpenFact(
      hold: id, field: field, isPartial: isPartial, stated: gaps[field] ?? "absent",
      organisation: organisation, mark: mark)
  }

  /// Whether it is, or may be, for other records than those of a subject, whatever these say: its scope
  /// names nothing of the subject. Where all of the scope is known, so must be the subject's class.
  private func mayExclude(_ subject: HoldRegister.Subject) -> Bool {
    guard !scopes.isEmpty, subject.category != nil || !isScopeKnown else { return false }
    return !scopes.contains { $0 == subject.category || subject.places.contains($0) }
  }

  /// Whether it excuses the keeping of a subject that names it.
  func standing(on day: DateInterval, forNaming subject: HoldRegister.Subject) -> Standing {
    let standing = standing(on: day)
    guard standing != .notInForce, mayExclude(subject) else { return standing }
    return .open(
      isScopeKnown
        ? OpenFact(hold: id, field: nil, isMisfit: true) : gap("scope"))
  }

  /// Whether it is in force on a day, or on every one of the days that it could be.
  func standing(on day: DateInterval) -> Standing {
    if let from, from.first > day.last { return .notInForce }
    if case .on(let last) = release, last.last < day.first { return .notInForce }
    guard let from, from.last <= day.first else {
      return .open(gap("from", isPartial: from != nil))
    }
    switch release {
    case .never: return .inForce
    case .on(let last) where last.first >= day.last: return .inForce
    case .on: return .open(gap("released", isPartial: true))
    case .unknown: return .open(gap("released"))
    }
  }

  /// The days on which its standing may become another.
  var turningDays: [CivilDate] {
    var days = from.map { [$0.first, $0.last] } ?? []
    if case .on(let last) = release {
      days += [last.first.adding(days: 1), last.last.adding(days: 1)]
    }
    return days
  }
}

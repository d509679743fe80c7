public import CivilTime
public import Findings

/// A table of how long classes of records are kept.
public struct Schedule: Hashable, Sendable {
  /// The organisations that a schedule is for.
  public struct Scope: Hashable, Sendable {
    /// Their kinds; empty for all.
    public var kinds: [String] = []
    /// Whose law they are under; empty for all.
    public var jurisdictions: [String] = []
    /// Their identifiers; empty for all.
    public var organisations: [String] = []

    /// All organisations.
    public init() {}

    /// Whether an organisation is among those that the schedule is for; what is not known of it does
    /// not keep it out.
    ///
    /// - Parameter places: The codes of its jurisdictions.
    public func covers(
      _ organisation: String, kind: String?, places: [String], _ jurisdictions: Jurisdictions
    ) -> Bool {
      (organisations.isEmpty || organisations.contains(organisation))
        && (kinds.isEmpty || kind.map(kinds.contains) ?? true)
        && (self.jurisdictions.isEmpty || places.isEmpty
          || places.contains { !jurisdictions.laws(of: $0).isDisjoint(with: self.jurisdictions) })
    }

    /// Whom it is for, in words.
    public var words: String {
      let parts = [
        organisations.isEmpty ? nil : organisations.joined(separator: ", "),
        kinds.isEmpty ? nil : kinds.joined(separator: ", "),
        jurisdictions.isEmpty ? nil : jurisdictions.joined(separator: ", "),
      ]
      return parts.compactMap(\.self).joined(separator: "; ")
    }
  }

  /// Who made a schedule.
  public enum Maker: Hashable, Sendable {
    /// A body that sets standards for all organisations of a kind.
    case national
    /// The organisation itself.
    case organisation
  }

  /// At least how long from another event than that of the row.
  public struct SecondMinimum: Hashable, Sendable {
    /// At least how long.
    public var minimum: Period
    /// What starts it.
    public var trigger: String
  }

  /// A row of the table.
  public struct Row: Hashable, Sendable {
    /// The class of records.
    public var code: String
    /// The row's number in its table.
    public var row: String
    /// The table it is in.
    public var table: String
    /// What the class is.
    public var title: String
    /// How long.
    public var period: Period?
    /// At least how long.
    public var minimum: Period?
    /// At most how long.
    public var maximum: Period?
    /// What starts the period.
    public var trigger: String?
    /// A second least period of its own, where the law names two and the later of their ends counts.
    public var also: SecondMinimum?
    /// What may happen at its end; the first is the usual one.
    public var actions: [String]
    /// How the last day is counted.
    public var counting: CountingMode
    /// The binding force behind it.
    public var authority: Authority
    /// How well the figure is known; `nil` where it is an organisation's own decision.
    public var evidence: Evidence?
    /// The source that gives it, such as `mopi/app-rrd`, or the schedule's own name.
    public var source: String
    /// The clause of the source.
    public var at: String
    /// What is known of it.
    public var note: String?
    /// Why that long.
    public var reason: String?
    /// Whether the file says that the class is the organisation's own, however like another's its code is.
    public var isOwnClass = false
    /// The edition and file it is from.
    public var origin: String
    /// The file.
    public var path: String
    /// Where it is in the file.
    public var line: Int
    /// The organisations it is for.
    public var scope = Scope()
    /// Who made it.
    public var maker = Maker.national
  }

  /// The rows by code.
  public private(set) var rows: [String: Row] = [:]
  /// The codes in the order of the files.
  public private(set) var codes: [String] = []

  /// Whether a file of an organisation has rows.
  public private(set) var hasOwnRows = false

  /// The rows that others took the place of, by code, the first first.
  private var replacedRows: [String: [Row]] = [:]

  /// The documents that rows rest on: the schedules by name, and what they cite besides packs' sources
  /// as `schedule/key`.
  public internal(set) var sources: [String: Pack.Source] = [:]

  /// An empty schedule.
  public init() {}

  /// Adds a row; a later row of the same code takes its place.
  public mutating func add(_ row: Row) {
    if let other = rows[row.code] {
      replacedRows[row.code, default: []].append(other)
    } else {
      codes.append(row.code)
    }
    rows[row.code] = row
    if row.maker == .organisation { hasOwnRows = true }
  }

  /// The rows of a class that the row in use took the place of, the last first.
  public func replaced(_ code: String) -> [Row] { replacedRows[code, default: []].reversed() }

  /// All rows of a class that were read, the last first.
  public func candidates(_ code: String) -> [Row] {
    rows[code].map { [$0] + replaced(code) } ?? []
  }

  /// The row of a class.
  public subscript(code: String) -> Row? { rows[code] }
}

extension Schedule.Row {
  /// A row of an organisation's own schedule, whose figures are its own decisions.
  public init(ownedCode code: String, origin: String) {
    self.init(
      code: code, row: code, table: "", title: code, period: nil, minimum: nil, maximum: nil,
      trigger: nil, actions: [], counting: .from, authority: .local, evidence: nil, source: "",
      at: code, note: nil, reason: nil, origin: origin, path: "", line: 0)
    maker = .organisation
  }

  /// Its periods, such as `P6Y, at most P10Y`.
  public var periodsInWords: String {
    let periods = [
      period.map { "\($0)" }, minimum.map { "at least \($0)" }, maximum.map { "at most \($0)" },
      also.map { "and at least \($0.minimum) from \($0.trigger)" },
    ]
    return periods.compactMap(\.self).joined(separator: ", ")
  }
}

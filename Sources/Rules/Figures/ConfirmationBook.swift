import CivilTime
public import Findings

/// What somebody read in sources, found by what rests on it.
public struct ConfirmationBook: Sendable {
  private struct Key: Hashable {
    let document: String
    let clause: String
  }

  private let entries: [Key: [Confirmation]]
  private let register: FigureRegister?

  /// A book of confirmations of figures of a library.
  public init(_ confirmations: [Confirmation], _ register: FigureRegister?) {
    var entries: [Key: [Confirmation]] = [:]
    for confirmation in confirmations {
      guard let document = register?.document(confirmation.source) else { continue }
      entries[Key(document: document, clause: SourceWords.key(confirmation.at)), default: []]
        .append(confirmation)
    }
    self.entries = entries
    self.register = register
  }

  /// Whether nothing was confirmed.
  public var isEmpty: Bool { entries.isEmpty }

  /// What somebody read where a figure is from; the last of several.
  public func confirmation(of figure: Figure) -> Confirmation? {
    guard !entries.isEmpty, let document = register?.document(figure.source) else { return nil }
    let key = Key(document: document, clause: SourceWords.key(figure.at))
    return entries[key]?.last { $0.isAbout(figure) }
  }

  /// How well a figure is known with what was read.
  public func evidence(of figure: Figure) -> Evidence {
    guard let confirmation = confirmation(of: figure) else { return figure.evidence }
    return confirmation.evidence(of: figure)
  }

  /// A row with the figures that were read; `nil` where nobody read what it rests on.
  public func row(_ row: Schedule.Row) -> Schedule.Row? {
    guard let figure = FigureRegister.figure(of: row),
      let confirmation = confirmation(of: figure)
    else { return nil }
    var changed = row
    changed.evidence?.confirmation = confirmation.inWords
    guard let other = confirmation.otherFigure(than: figure) else { return changed }
    let read = zip(Figure.parts(of: figure.figure), Figure.parts(of: other))
    let periods = Dictionary(read.map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
    func period(_ old: Period?) -> Period? {
      old.flatMap { periods["\($0)"].flatMap { try? Period(parsing: $0) } ?? $0 }
    }
    changed.period = period(row.period)
    changed.minimum = period(row.minimum)
    changed.maximum = period(row.maximum)
    if let also = period(row.also?.minimum) { changed.also?.minimum = also }
    changed.origin = confirmation.origin(insteadOf: "\(row.periodsInWords) of \(row.origin)")
    return changed
  }
}

extension Confirmation {
  /// Whether it is about a figure, among those that rest on its clause.
  func isAbout(_ other: Figure) -> Bool { figure.map { $0 == other.figure } ?? true }

  /// The figure that was read in place of another; `nil` where it is the same.
  public func otherFigure(than figure: Figure) -> String? {
    asRead.flatMap { $0 == figure.figure ? nil : $0 }
  }

  /// How well a figure is known to whoever confirmed it.
  ///
  /// A rule whose figure is another one cannot be changed by a profile, and is disputed.
  func evidence(of figure: Figure) -> Evidence {
    var evidence = figure.evidence
    if case .rule = figure.holder, let other = otherFigure(than: figure) {
      return Evidence(.disputed, differs: "\(inWords) it says \(other)")
    }
    evidence.confirmation = inWords
    return evidence
  }

  /// Where a figure is from that stands in place of another.
  public func origin(insteadOf other: String) -> String {
    "\(origin), read by \(inWords), instead of \(other)"
  }
}

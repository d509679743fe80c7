import Findings
import Rules

/// What profiles confirm of sources: for all organisations, and for each by itself.
struct ConfirmedFigures: Sendable {
  /// What holds for all.
  let common: ConfirmationBook
  /// What holds for one, by identifier.
  let own: [String: ConfirmationBook]
  /// Whether nothing was confirmed.
  let isEmpty: Bool

  /// Nothing.
  static let none = ConfirmedFigures(Profile(), library: RuleLibrary())

  init(_ profile: Profile, library: RuleLibrary) {
    let choices = [profile.common] + profile.organisations.values
    isEmpty = choices.allSatisfy(\.confirmations.isEmpty)
    let register = isEmpty ? nil : FigureRegister(library)
    common = ConfirmationBook(profile.common.confirmations, register)
    own = profile.organisations.mapValues { ConfirmationBook($0.confirmations, register) }
  }

  /// How well a figure is known to the organisations that answer for a subject.
  ///
  /// What one of them read differently makes it disputed, whatever the others read.
  func evidence(of figure: Figure, controllers: [String]) -> Evidence {
    guard !isEmpty else { return figure.evidence }
    let books = controllers.compactMap { own[$0] } + [common]
    let read = books.filter { $0.confirmation(of: figure) != nil }.map { $0.evidence(of: figure) }
    return read.first { $0.grade == .disputed && !$0.counts } ?? read.first ?? figure.evidence
  }
}

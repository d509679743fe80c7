/// The binding force behind a rule, strongest first, and so the word for not meeting it.
public enum Authority: String, Hashable, Sendable, CaseIterable {
  /// An Act, statutory instrument or assimilated regulation.
  case statute
  /// A code that must be had regard to, such as the PIRM Code under Police Act 1996 s.39A.
  case statutoryCode = "statutory-code"
  /// Authorised Professional Practice of the College of Policing.
  case guidance
  /// A national standard, such as the NPCC schedule.
  case standard
  /// Guidance of the data-protection regulator.
  case regulator
  /// The organisation's own schedule or policy.
  case local
  /// A recommendation of Custos.
  case goodPractice = "good-practice"

  /// What a failure to meet it is called.
  public var word: String {
    switch self {
    case .statute: "breach"
    case .statutoryCode: "non-compliance"
    case .guidance, .standard, .local: "departure"
    case .regulator, .goodPractice: "advice"
    }
  }

  /// The authority in full, for a heading or an explanation.
  public var title: String {
    switch self {
    case .statute: "statute"
    case .statutoryCode: "statutory code"
    case .guidance: "authorised professional practice"
    case .standard: "national standard"
    case .regulator: "regulator's guidance"
    case .local: "the organisation's own policy"
    case .goodPractice: "good practice"
    }
  }
}

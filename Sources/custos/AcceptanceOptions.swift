import ArgumentParser

/// The options that say what is accepted or known already.
struct AcceptanceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file of waivers: accepted breaches, each with a reason and an end.", valueName: "file"),
    completion: .file())
  var waivers: String?

  @Option(
    help: ArgumentHelp("An earlier result whose findings are already known.", valueName: "result"),
    completion: .file())
  var baseline: String?

  @Option(
    help:
      """
      List and count only findings that the baseline, or the history's last run, does not know; \
      files of json and prometheus keep all.
      """)
  var only: Only?

  /// Whether only what is new is listed.
  var listsOnlyNew: Bool { only == .new }

  /// Refuses to list only what is new where nothing says what is known.
  func validate(_ delivery: DeliveryOptions) throws {
    guard !listsOnlyNew || baseline != nil || delivery.history != nil else {
      throw ValidationError("--only new needs a --baseline or a --history")
    }
  }

  /// Whether the history stands for a baseline.
  var comparesWithHistory: Bool { listsOnlyNew && baseline == nil }
}

/// Which findings are listed.
enum Only: String, ExpressibleByArgument, CaseIterable {
  case new
}

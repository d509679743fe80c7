import ArgumentParser
import CustosKit
import Reports

/// `custos check`: the main job.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Evaluate inventories and report every breach with its cause.",
    discussion: """
      INPUT is an XML or JSON inventory, a file in another form that a mapping reads, such as a \
      table, a folder that is searched for them, or - for standard input. The format is told from the \
      content. Several inputs are one inventory.

      Tables in csv open in Excel as they are: they begin with a byte order mark, without which Excel \
      takes UTF-8 for the machine's old encoding.

      With --shard I/N only the I-th of N shares of the records is checked, and a partial is written \
      instead of a report; custos merge makes the result of the partials. Exit code 0 then means only \
      that the partial was written.
      """)

  @Argument(
    help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "input"),
    completion: .file())
  var inputs: [String]

  @OptionGroup
  var options: RunOptions

  @OptionGroup(title: "Shards")
  var shards: ShardOptions

  @OptionGroup
  var summary: SummaryOption

  @OptionGroup
  var delivery: DeliveryOptions

  func validate() throws {
    try shards.validate(delivery, options)
    if shards.shard == nil { _ = try delivery.output.requested() }
    try Worklists.refuse(personalData: options.showPersonalData, delivery.output)
    try options.acceptance.validate(delivery)
    try summary.validate(delivery, options, shards)
  }

  func run() throws {
    CommandWords.tell(isQuiet: delivery.output.quiet)
    try refuseLosses()
    if let shard = shards.shard {
      var request = try options.request(inputs: inputs, digestsInputs: true)
      request.notices = CommandWords.effective.notices
      return try shards.write(delivery.output, request) {
        (request) throws(ConfigurationFailure) in
        try ShardRun.check(request, shard, facts: shards.facts)
      }
    }
    let outputs = try delivery.output.requested()
    let isKept = delivery.needsDigests(outputs, options.acceptance)
    var request = try options.request(inputs: inputs, digestsInputs: !summary.isOn && isKept)
    request.marksRecords = isKept
    request.listsFindings = !summary.isOn
    request.notices = CommandWords.effective.notices
    let standing = delivery.standing()
    try standing?.refuse(request.recordIdentity)
    request.knownFindings = options.acceptance.known(standing)
    let result = try Runs.run(request, isQuiet: delivery.output.quiet)
    try delivery.deliver(result, outputs, after: standing, options.acceptance)
  }

  /// Refuses to write over what is read.
  private func refuseLosses() throws {
    var outputs = OutputGuard()
    outputs.reads("the input", inputs)
    outputs.reads("the facts", shards.facts)
    outputs.reads(options)
    if shards.shard == nil {
      try delivery.writes(to: &outputs, options.acceptance)
    } else {
      outputs.writes("the partial", delivery.output.places.map(\.path))
    }
    try outputs.refuse()
  }
}

extension ReportFormat {
  /// Whether reports of the format name the inputs by their digests.
  var namesInputs: Bool {
    switch self {
    case .text, .csv, .github, .gitlab, .prometheus, .junit, .ics: false
    case .json, .ndjson, .html, .markdown, .sarif, .oscal: true
    }
  }
}

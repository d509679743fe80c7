import ArgumentParser
import CustosKit
import Foundation

/// `custos questions`.
struct QuestionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "questions",
    abstract: "Turn the facts that are missing into questions for the owners of systems.",
    discussion: """
      The table of --format csv or xlsx is filled in and given to a check beside the inventory: custos check \
      inventory.xml answers.csv, or answers.xlsx. Values of personal data are never printed. Exit codes: 0 written, 2 a \
      configuration error, 3 an input is not usable, 4 a file could not be written.
      """)

  @Argument(
    help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "input"),
    completion: .file())
  var inputs: [String]

  @Option(
    help:
      "The format of the questions on standard output and of the files in a folder (default: csv).")
  var format: QuestionPage.Form?

  @Option(help: "How questions are grouped.")
  var by: QuestionPage.Grouping = .owner

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "Write all questions to a file, such as questions.csv or html=questions.html, or one file for each owner "
        + "or system to a folder, such as questions; may be given several times.",
      valueName: "[format=]path"),
    completion: .file())
  var places: [WrittenPlace<QuestionPage.Form>] = []

  @OptionGroup
  var mapping: MappingOptions

  @OptionGroup(title: "Rules")
  var rules: RuleOptions

  @Option(
    help: ArgumentHelp(
      "The day to check as of (default: today where the organisations are).", valueName: "date"),
    transform: CivilDate.fromArgument)
  var asOf: CivilDate?

  @Flag(
    name: .customLong("no-link"), help: "Do not link records of the same person across systems.")
  var isUnlinked = false

  func validate() throws {
    for place in places where place.isFile || place.text.path.isEmpty { _ = try place.target() }
  }

  func run() throws {
    var outputs = OutputGuard()
    outputs.reads("the input", inputs)
    outputs.reads(rules)
    outputs.reads("the mapping", mapping.mappings)
    outputs.writes("the questions", places.filter(\.isFile).map(\.text.path))
    try outputs.refuse()
    var request = CheckRequest(inputs: inputs, asOf: asOf ?? LocalClock.today(of: inputs))
    request.rulePaths = rules.rulePaths
    request.schedulePaths = rules.schedulePaths
    request.mappings = mapping.mappings
    request.profilePath = rules.profile
    request.select = rules.select
    request.ignore = rules.ignore
    request.isLinked = !isUnlinked
    request.jobs = Processors.count
    request.temporaryFolder = TemporaryFolder.fromEnvironment()
    let list: QuestionList
    let errors: [Diagnostic]
    do {
      (list, errors) = try QuestionRun.run(request)
    } catch {
      throw Messages.end(error.diagnostics, ExitCode.configuration)
    }
    let page = QuestionPage(list, by: by)
    try write(page)
    Messages.print(errors)
    if list.unasked > 0 {
      Messages.write(
        "custos: \(counted(list.unasked, "undecided check waits", "undecided checks wait")) for "
          + "something that is no single fact, and nobody is asked; \"custos check\" lists them\n")
    }
    guard errors.isEmpty else {
      Messages.write("exit 3: an input is not usable, so that questions may be missing\n")
      throw ExitCode.noVerdict
    }
  }

  /// Writes the questions where they were asked for.
  private func write(_ page: QuestionPage) throws {
    let isStandard = places.isEmpty || format != nil && places.allSatisfy(\.isFile)
    if isStandard { try StandardOutput.write(page.content(format ?? .csv)) }
    for place in places {
      guard place.isFile || place.text.path == "-" else {
        try write(page, to: place.text.path)
        continue
      }
      guard place.text.path != "-" else {
        try StandardOutput.write(
          page.content(place.isFile ? try place.target().form : format ?? .csv))
        continue
      }
      let (form, path) = try place.target()
      try PlacedFile.write(page.content(form), to: path)
    }
  }

  /// Writes one file for each group, with a number where two names come to the same.
  private func write(_ page: QuestionPage, to folder: String) throws {
    var used: Set<String> = []
    let format = format ?? .csv
    do {
      try OutputFolder.make(folder)
      for group in page.groups {
        var name = group.fileName
        var number = 2
        while !used.insert(name).inserted {
          name = "\(group.fileName)-\(number)"
          number += 1
        }
        let path = "\(folder)/\(name).\(format.ending)"
        try AtomicFile.write(to: path) { $0.write(page.content(format, of: group)) }
        let count = counted(group.questions.count, "question", "questions")
        try StandardOutput.write("\(path): \(count) (\(group.title))\n")
      }
    } catch let failure as ExitCode {
      throw failure
    } catch {
      Messages.write("custos: \(error)\nexit 4: the questions could not be written whole\n")
      throw ExitCode.output
    }
  }
}

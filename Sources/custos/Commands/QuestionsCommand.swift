import ArgumentParser
import Bytes
import CivilTime
import CustosKit
import Diagnostics
import Findings
import Foundation
import Results

/// `custos questions`.
struct QuestionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "questions",
    abstract: "Turn the facts that are missing into questions for the owners of systems.",
    discussion: """
      The table of --format csv is filled in and given to a check beside the inventory: custos check \
      inventory.xml answers.csv. Values of personal data are never printed. Exit codes: 0 written, 2 a \
      configuration error, 3 an input is not usable, 4 a file could not be written.
      """)

  @Argument(help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "input"))
  var inputs: [String]

  @Option(help: "The form of the questions.")
  var format: QuestionPage.Form = .csv

  @Option(help: "What questions are brought together by.")
  var by: QuestionPage.Grouping = .owner

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "A folder for one file per owner or system; without it all go to standard output.",
      valueName: "folder"))
  var folder: String?

  @OptionGroup
  var mapping: MappingOptions

  @OptionGroup(title: "Rules")
  var rules: RuleOptions

  @Option(
    help: ArgumentHelp(
      "The day to check as of (default: today in the United Kingdom).", valueName: "date"),
    transform: CivilDate.fromArgument)
  var asOf: CivilDate?

  @Flag(
    name: .customLong("no-link"), help: "Do not link records of the same person across systems.")
  var isUnlinked = false

  func run() throws {
    var request = CheckRequest(inputs: inputs, asOf: asOf ?? LocalClock.today())
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
      throw Messages.end(error.diagnostics, ExitStatus.configuration)
    }
    let page = QuestionPage(list, by: by)
    if let folder {
      try write(page, to: folder)
    } else {
      try StandardOutput.write(page.text(format))
    }
    Messages.print(errors)
    if list.unasked > 0 {
      Messages.write(
        "custos: \(counted(list.unasked, "undetermined check waits", "undetermined checks wait")) for "
          + "something that is no single fact, and nobody is asked; \"custos check\" lists them\n")
    }
    guard errors.isEmpty else {
      Messages.write("exit 3: an input is not usable, so that questions may be missing\n")
      throw ExitStatus.noVerdict
    }
  }

  /// Writes one file for each group, with a number where two names come to the same.
  private func write(_ page: QuestionPage, to folder: String) throws {
    var used: Set<String> = []
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
        try AtomicFile.write(to: path) { $0.write(page.text(format, of: group)) }
        let count = counted(group.questions.count, "question", "questions")
        try StandardOutput.write("\(path): \(count) (\(group.title))\n")
      }
    } catch let failure as ExitCode {
      throw failure
    } catch {
      Messages.write("custos: \(error)\nexit 4: the questions could not be written whole\n")
      throw ExitStatus.output
    }
  }
}

import ArgumentParser
import CustosKit
import Foundation

/// `custos init`.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write the files to begin with: inventory, profile, settings and a line for cron.",
    discussion: """
      Every fact of the inventory is unknown until you write it, so the first check says what is \
      missing. No file is overwritten. Exit codes: 0 written, 2 a file is there already or a code is \
      not known, 4 a file could not be written.
      """)

  @Argument(
    help: ArgumentHelp("The folder; it is made if it is not there.", valueName: "folder"),
    completion: .directory)
  var folder: String = "."

  @Option(
    help: ArgumentHelp(
      "What the organisation is: police-force, competent-authority, public-authority, private "
        + "or processor (default: police-force).",
      valueName: "code"))
  var kind: String?

  @Option(
    help: ArgumentHelp(
      "Whose law it is under; \"custos codes jurisdiction\" lists the codes "
        + "(default: england-and-wales).",
      valueName: "code"))
  var jurisdiction: String?

  @Option(help: ArgumentHelp("The organisation's name.", valueName: "text"))
  var name: String = "Name of the organisation"

  @Option(help: ArgumentHelp("Its identifier, in lower case.", valueName: "text"))
  var id: String = "organisation"

  @Option(help: "The format of the inventory.")
  var to: StartingFiles.Spelling = .xml

  @Option(
    help: ArgumentHelp(
      "The day of the facts (default: today where the organisation is).", valueName: "date"),
    transform: CivilDate.fromArgument)
  var asOf: CivilDate?

  func run() throws {
    let rules = RuleSet.load([], uses: { _, _ in false })
    try check("kind", writtenKind, in: "organisation-kind", rules)
    try check("jurisdiction", writtenLaw, in: "jurisdiction", rules)
    try checkIdentifier()
    let place = URL(fileURLWithPath: folder).standardizedFileURL.path
    let starting = StartingFiles(
      StartingFiles.Organisation(
        id: id, name: name, kind: writtenKind, jurisdiction: writtenLaw),
      spelling: to, day: asOf ?? LocalClock.today(in: writtenLaw), folder: place, rules: rules)
    let paths = starting.files.map { folder == "." ? $0.name : "\(folder)/\($0.name)" }
    let existing = paths.filter { FileManager.default.fileExists(atPath: $0) }
    guard existing.isEmpty else {
      throw Messages.end(
        existing.map {
          Diagnostic(
            .error, "init.exists", at: nil, "\"\($0)\" is there already and is not overwritten",
            hint: "name another folder, or move the file away")
        }, ExitCode.configuration)
    }
    do {
      try OutputFolder.make(folder)
      for (file, path) in zip(starting.files, paths) {
        try AtomicFile.write(to: path) { $0.write(file.text) }
      }
    } catch {
      Messages.write("custos: \(error)\nexit 4: the files could not be written\n")
      throw ExitCode.output
    }
    let inventory = starting.files[0].name
    try StandardOutput.write(
      paths.map { "wrote \($0)\n" }.joined() + assumption
        + """
        Next: fill in \(paths[0]), then run in the folder
          custos check \(inventory)
          custos questions \(inventory) --format csv    (what is missing, as questions for the owners)

        """)
  }

  private var writtenKind: String { kind ?? "police-force" }
  private var writtenLaw: String { jurisdiction ?? "england-and-wales" }

  /// What was written of the organisation although nobody said it; what applies to it follows from
  /// that.
  private var assumption: String {
    let taken = [
      kind == nil ? "a police force (--kind)" : nil,
      jurisdiction == nil ? "under the law of England and Wales (--jurisdiction)" : nil,
    ].compactMap(\.self)
    guard !taken.isEmpty else { return "" }
    return """
      The organisation is taken to be \(taken.joined(separator: " ")). If it is not, change that in \
      the inventory before you check it.

      """
  }

  /// Refuses an identifier that other fields could not name: names in a list have spaces between them.
  private func checkIdentifier() throws {
    let isSound =
      id.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
      && id.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
          || "-_.:".unicodeScalars.contains($0)
      } && !["unknown", "not-applicable"].contains(id)
    guard !isSound else { return }
    throw Messages.end(
      [
        Diagnostic(
          .error, "init.bad-id", at: nil, "--id \"\(id)\" is no identifier",
          hint: "use letters and digits, with hyphens between words, such as wenham-council")
      ], ExitCode.configuration)
  }

  private func check(_ option: String, _ code: String, in list: String, _ rules: RuleSet) throws {
    let codes = rules.library.codeLists[list]?.codes.map(\.code) ?? []
    guard !codes.contains(code) else { return }
    let hint =
      nearestName(to: code, among: codes).map { "did you mean \"\($0)\"?" }
      ?? "\"custos codes \(list)\" lists them"
    throw Messages.end(
      [
        Diagnostic(
          .error, "init.unknown-code", at: nil, "--\(option) does not know \"\(code)\"", hint: hint)
      ], ExitCode.configuration)
  }
}

import ArgumentParser
import CustosKit
import Glibc

/// The words of this run's command line, with what the environment and a file add.
enum CommandWords {
  /// The words and settings, once they were made.
  nonisolated(unsafe) private(set) static var effective = EffectiveArguments(
    [], environment: { _ in nil }, file: nil)

  /// Puts the settings of the environment and of the file in.
  ///
  /// - Throws: Exit code 2 if the file is wrong.
  static func prepare() throws {
    let words = Array(programWords.dropFirst())
    let path = try path()
    do {
      let file = try path.map { path throws(ConfigurationFailure) in
        try ConfigurationFile(path: path)
      }
      effective = EffectiveArguments(words, environment: variable, file: file)
    } catch {
      throw Messages.end(error.diagnostics, ExitCode.configuration)
    }
  }

  /// The file: the one that a variable names, or else that of the working folder, or else the
  /// machine's; `nil` where there is none.
  ///
  /// - Throws: Exit code 2 if the working folder has two, of which nobody could tell which holds.
  private static func path() throws -> String? {
    if let named = variable("CUSTOS_CONFIG") { return named }
    let names = [ConfigurationFile.name, ConfigurationFile.otherName]
    let found = names.filter { access($0, F_OK) == 0 }
    guard found.count < 2 else {
      throw Messages.end(
        [
          Diagnostic(
            .error, "configuration.two-files", at: nil,
            "both \(names[0]) and \(names[1]) are in the working folder",
            hint: "keep one of them, or name it in CUSTOS_CONFIG")
        ], ExitCode.configuration)
    }
    let machine = ConfigurationFile.machinePath
    return found.first ?? (access(machine, F_OK) == 0 ? machine : nil)
  }

  /// Says which settings decide this run though nobody sees them on the command line.
  static func tell(isQuiet: Bool) {
    guard !isQuiet else { return }
    Messages.print(effective.notices)
  }

  /// Says which variables look like settings and have no effect, whatever the command; a shell that
  /// asks for completions is told nothing.
  static func tellUnknownVariables() {
    let words = effective.words
    guard !words.contains("--quiet"), words.first?.hasPrefix("---") != true else { return }
    Messages.print(EffectiveArguments.unknownVariables(variables))
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// The names of all variables.
  private static var variables: [String] {
    var names: [String] = []
    var entry = environ
    while let text = entry.pointee {
      names.append(String(String(cString: text).prefix { $0 != "=" }))
      entry += 1
    }
    return names
  }
}

import CustosKit
import Diagnostics
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
    do {
      let file = try path.map { path throws(ConfigurationFailure) in
        try ConfigurationFile(path: path)
      }
      effective = EffectiveArguments(words, environment: variable, file: file)
    } catch {
      throw Messages.end(error.diagnostics, ExitStatus.configuration)
    }
  }

  /// The file: the one that a variable names, or else that of the working folder, or else the
  /// machine's; `nil` where there is none.
  private static var path: String? {
    if let named = variable("CUSTOS_CONFIG") { return named }
    return [ConfigurationFile.name, ConfigurationFile.machinePath].first { access($0, F_OK) == 0 }
  }

  /// Says which settings decide this run though nobody sees them on the command line, and which
  /// variables have no effect.
  static func tell(isQuiet: Bool) {
    guard !isQuiet else { return }
    Messages.print(effective.notices + EffectiveArguments.unknownVariables(variables))
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

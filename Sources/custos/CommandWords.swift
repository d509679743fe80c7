import CustosKit
import Diagnostics
import Glibc

/// The words of this run's command line.
enum CommandWords {
  /// The words with the settings of the environment and of `custos.yaml` put in.
  ///
  /// - Throws: Exit code 2 if the file is wrong.
  static func effective() throws -> [String] {
    let words = Array(programWords.dropFirst())
    let named = variable("CUSTOS_CONFIG")
    guard let path = try named ?? ownFile() else {
      return EffectiveArguments.of(words, environment: variable, file: nil)
    }
    do {
      let file = try ConfigurationFile(path: path)
      return EffectiveArguments.of(words, environment: variable, file: file)
    } catch {
      throw Messages.end(error.diagnostics, ExitStatus.configuration)
    }
  }

  /// The file of the working folder; `nil` where there is none.
  ///
  /// - Throws: Exit code 2 if there are two, of which nobody could tell which holds.
  private static func ownFile() throws -> String? {
    let names = [ConfigurationFile.name, ConfigurationFile.otherName]
    let found = names.filter { access($0, F_OK) == 0 }
    guard found.count < 2 else {
      throw Messages.end(
        [
          Diagnostic(
            .error, "configuration.two-files", at: nil,
            "both \(names[0]) and \(names[1]) are in the working folder",
            hint: "keep one of them, or name it in CUSTOS_CONFIG")
        ], ExitStatus.configuration)
    }
    return found.first
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}

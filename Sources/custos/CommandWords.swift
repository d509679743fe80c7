import CustosKit
import Glibc

/// The words of this run's command line.
enum CommandWords {
  /// The words with the settings of the environment and of `custos.yaml` put in.
  ///
  /// - Throws: Exit code 2 if the file is wrong.
  static func effective() throws -> [String] {
    let words = Array(programWords.dropFirst())
    let named = variable("CUSTOS_CONFIG")
    let path = named ?? ConfigurationFile.name
    guard named != nil || access(path, F_OK) == 0 else {
      return EffectiveArguments.of(words, environment: variable, file: nil)
    }
    do {
      let file = try ConfigurationFile(path: path)
      return EffectiveArguments.of(words, environment: variable, file: file)
    } catch {
      throw Messages.end(error.diagnostics, ExitStatus.configuration)
    }
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}

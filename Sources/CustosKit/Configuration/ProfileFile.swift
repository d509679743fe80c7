import CivilTime
import Diagnostics
import Findings
import Rules
import YAMLTree

/// Reads the file that says what organisations chose and confirmed.
enum ProfileFile {
  /// Reads a profile with the tables of confirmations that it names, or such a table by itself.
  ///
  /// Files are read from those that stand in for them, where there are some. A table is found from the profile's folder. The digest of the profile covers its tables.
  static func read(
    _ path: String, library: RuleLibrary, latestDay: CivilDate?, substitutes: [String: String] = [:]
  ) throws(ConfigurationFailure) -> Profile {
    let text = try text(of: substitutes[path] ?? path)
    guard !path.lowercased().hasSuffix(".csv") else {
      var profile = Profile()
      profile.path = path
      profile.common.confirmations = try table(text, path, library, latestDay)
      profile.digest = Fingerprint.hexadecimal(of: text)
      return profile
    }
    let (root, problems) = YAMLReader.read(text, path: path)
    guard let root else { throw ConfigurationFailure(problems) }
    var (profile, found) = ProfileReader.read(root, path: path, library: library, today: latestDay)
    if let latestDay { found += profile.confirmationsAfter(latestDay) }
    guard found.isEmpty else { throw ConfigurationFailure(found) }
    var texts = [text]
    try readTables(of: &profile.common, path, library, latestDay, substitutes, &texts)
    for organisation in profile.organisations.keys.sorted() {
      guard var choices = profile.organisations[organisation] else { continue }
      try readTables(of: &choices, path, library, latestDay, substitutes, &texts)
      profile.organisations[organisation] = choices
    }
    profile.digest = Fingerprint.hexadecimal(of: texts.joined(separator: "\n"))
    return profile
  }

  /// Adds what the tables that an organisation names say, before what the profile itself says.
  private static func readTables(
    of choices: inout Profile.Choices, _ profile: String, _ library: RuleLibrary,
    _ latestDay: CivilDate?, _ substitutes: [String: String], _ texts: inout [String]
  ) throws(ConfigurationFailure) {
    var confirmations: [Confirmation] = []
    for file in choices.confirmationFiles {
      let path = resolved(file.source, from: profile)
      let text: String
      do { text = try self.text(of: substitutes[path] ?? path) } catch {
        let position = SourcePosition(
          path: profile, line: file.node.line, column: file.node.column)
        throw ConfigurationFailure(
          error.diagnostics.map { problem in
            var problem = problem
            problem.position = position
            return problem
          })
      }
      texts.append(text)
      confirmations += try table(text, path, library, latestDay)
    }
    choices.confirmations = confirmations + choices.confirmations
  }

  private static func table(
    _ text: String, _ path: String, _ library: RuleLibrary, _ latestDay: CivilDate?
  ) throws(ConfigurationFailure) -> [Confirmation] {
    var reader = ConfirmationReader(path: path, register: FigureRegister(library), today: latestDay)
    let confirmations = reader.read(table: text, path: path)
    guard reader.problems.isEmpty else { throw ConfigurationFailure(reader.problems.sorted()) }
    return confirmations
  }

  private static func text(of path: String) throws(ConfigurationFailure) -> String {
    do { return try TextFile.read(path).get() } catch {
      throw ConfigurationFailure([error.diagnostic])
    }
  }

  /// A path as it is from the folder of a file.
  static func resolved(_ path: String, from file: String) -> String {
    guard !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return path }
    return file[...slash] + path
  }
}

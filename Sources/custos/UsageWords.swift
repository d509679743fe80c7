import ArgumentParser
import CustosKit

/// Usage errors of the argument parser in the words of the other messages.
enum UsageWords {
  /// A message of the parser, with what was most likely meant.
  ///
  /// - Parameters:
  ///   - message: The parser's text: the error on the first line, then help and usage.
  ///   - words: The words of the command line after the program's name.
  static func plain(_ message: String, of words: [String]) -> String {
    var lines = message.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let first = lines.first else { return message }
    if let unknown = unknownCommand(words), first.contains("nexpected argument") {
      lines[0] = "Error: \(unknown)"
    } else {
      lines[0] = choice(first)
    }
    return lines.joined(separator: "\n")
  }

  /// The parser's list of choices, with the nearest to what was given.
  private static func choice(_ line: String) -> String {
    let mark = ". Please provide one of "
    guard let start = line.firstRange(of: mark) else { return line }
    let choices = quoted(String(line[start.upperBound...]))
    let given = quoted(String(line[..<start.lowerBound])).first ?? ""
    let near = nearestName(to: given.lowercased(), among: choices).map { "; did you mean \($0)?" }
    return line[..<start.lowerBound] + "; use one of \(choices.joined(separator: ", "))"
      + (near ?? "")
  }

  /// The words of a text that stand in single quotes.
  private static func quoted(_ text: String) -> [String] {
    text.split(separator: "'", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  /// A word in the place of a command that is none; `nil` where every command is known.
  private static func unknownCommand(_ words: [String]) -> String? {
    var below = Custos.configuration.subcommands
    for word in words {
      guard !below.isEmpty, !word.hasPrefix("-"), word != "help" else { return nil }
      if let next = below.first(where: { $0.configuration.commandName == word }) {
        below = next.configuration.subcommands
        continue
      }
      let names = below.compactMap { $0.configuration.commandName }
      let near = nearestName(to: word, among: names).map { "did you mean \"\($0)\"?" }
      return "there is no command \"\(word)\"; "
        + (near ?? "commands are \(names.joined(separator: ", "))")
    }
    return nil
  }
}

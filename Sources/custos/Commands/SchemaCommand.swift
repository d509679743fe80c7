import ArgumentParser
import CustosKit

/// `custos schema`.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print a schema of inventories, results, rules, profiles, waivers or settings.")

  @Argument(help: "Which schema.")
  var name: SchemaName

  @Flag(
    help: "For inventories: refuse unknown names and codes, as \"check --strict\" does.")
  var strict = false

  func run() throws { try StandardOutput.write(data: name.text(isStrict: strict)) }
}

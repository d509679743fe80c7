import ArgumentParser
import CustosKit

/// `custos schema`.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print a schema of inventories, results or rule files.")

  @Argument(help: "Which schema.")
  var name: SchemaName

  func run() throws { try StandardOutput.write(name.text) }
}

import Foundation
import PackagePlugin

/// Builds the rule files of the package into the binary, so that an installed one needs no files.
@main
struct EmbedRulesPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let rules = context.package.directoryURL.appending(path: "rules")
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
    let names = try FileManager.default.subpathsOfDirectory(atPath: rules.path())
      .filter { $0.hasSuffix(".yaml") }.sorted()
    return [
      .buildCommand(
        displayName: "Embed \(names.count) rule files",
        executable: try context.tool(named: "embed-rules").url,
        arguments: [output.path(), rules.path()] + names,
        inputFiles: names.map { rules.appending(path: $0) }, outputFiles: [output])
    ]
  }
}

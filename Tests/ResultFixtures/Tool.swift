import Foundation

/// A program that checks an output where the machine has it.
public enum Tool {
  /// Where a program is; `nil` if the machine has none.
  public static func path(of name: String) -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/\(name)" }
      .first(where: FileManager.default.isExecutableFile(atPath:))
  }

  /// Whether the machine has python3 with its library for JSON schemas.
  public static let hasJSONSchema =
    (try? run("python3", ["-c", "import jsonschema"]))??.ok == true

  /// Runs a program and returns what it printed and whether it ended well; `nil` where there is none.
  public static func run(_ name: String, _ arguments: [String]) throws -> (ok: Bool, text: String)?
  {
    guard let program = path(of: name) else { return nil }
    let ended = try launch(program, arguments)
    return (ended.status == 0, ended.text)
  }

  /// Runs the program of a path and returns its exit status and what it printed.
  ///
  /// - Parameter folder: The path of its working folder; `nil` for that of the tests.
  public static func launch(
    _ program: String, _ arguments: [String], in folder: String? = nil
  ) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  /// The folder of shared test data, where `CUSTOS_CORPORA` names it.
  public static var corpora: String? {
    let folder = ProcessInfo.processInfo.environment["CUSTOS_CORPORA"] ?? ""
    return folder.isEmpty ? nil : folder
  }

  /// Makes a folder that is gone after the body.
  public static func inTemporaryFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("custos-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }
}

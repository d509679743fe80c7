import Foundation
import Subprocess
import SystemPackage

/// A run of the real program: what it was asked, how it ended and what it wrote.
struct Run: Sendable {
  /// The exit code; minus the signal's number if a signal ended it.
  var code: Int
  /// The bytes of standard output.
  var output: [UInt8]
  /// Standard error.
  var errors: String
  /// How long it ran.
  var time: Duration = .zero

  /// Standard output as text.
  var text: String { String(decoding: output, as: UTF8.self) }

  /// The last line of standard error.
  var lastError: String { errors.split(separator: "\n").last.map(String.init) ?? "" }
}

/// The program that was built beside these tests.
enum Program {
  /// Where it stands; `CUSTOS_BINARY` names another one.
  static let path: String = {
    if let named = ProcessInfo.processInfo.environment["CUSTOS_BINARY"] { return named }
    let tests = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let folder = URL(fileURLWithPath: tests ?? "").deletingLastPathComponent()
    return folder.appendingPathComponent("custos").path
  }()

  /// How many run at once: enough to keep small machines busy, not more.
  private static let gate = Gate(places: 3)

  /// Runs it in an environment that holds nothing but what is given.
  ///
  /// - Parameter folder: The working folder; the repository by default, so that samples are named
  ///   as the documentation names them.
  static func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:],
    folder: String = Repository.root
  ) async throws -> Run {
    let temporary = try TemporaryFolder()
    let command = input.isEmpty ? [path] : try piped(input, through: temporary.path) + [path]
    try await gate.enter()
    defer { gate.leave() }
    let start = ContinuousClock.now
    let ended = try await Subprocess.run(
      .path(FilePath(command[0])), arguments: Arguments(Array(command.dropFirst()) + arguments),
      environment: .custom(keyed(environment)), workingDirectory: FilePath(folder),
      input: .none, output: .bytes(limit: 64 << 20), error: .bytes(limit: 16 << 20))
    return Run(
      code: code(ended.terminationStatus), output: ended.standardOutput,
      errors: String(decoding: ended.standardError, as: UTF8.self),
      time: ContinuousClock.now - start)
  }

  /// The beginning of a command that gets bytes through a pipe.
  ///
  /// A shell feeds the pipe: swift-subprocess 1.0.2 ends the tests if a program closes its
  /// standard input before it has read all of it, as one that refuses its input does.
  private static func piped(_ input: [UInt8], through folder: String) throws -> [String] {
    let file = "\(folder)/input"
    try Data(input).write(to: URL(fileURLWithPath: file))
    return ["/bin/sh", "-c", #"/bin/cat "$0" 2>/dev/null | "$@""#, file]
  }

  /// Runs it with standard output going to a file that is there, such as `/dev/full`.
  static func run(_ arguments: [String], outputTo path: String) async throws -> Run {
    try await gate.enter()
    defer { gate.leave() }
    let file = try FileDescriptor.open(FilePath(path), .writeOnly)
    let ended = try await Subprocess.run(
      .path(FilePath(Self.path)), arguments: Arguments(arguments), environment: .custom(keyed([:])),
      workingDirectory: FilePath(Repository.root), input: .none,
      output: .fileDescriptor(file, closeAfterSpawningProcess: true),
      error: .bytes(limit: 16 << 20))
    return Run(
      code: code(ended.terminationStatus), output: [],
      errors: String(decoding: ended.standardError, as: UTF8.self))
  }

  private static func keyed(_ environment: [String: String]) -> [Environment.Key: String] {
    var keyed: [Environment.Key: String] = [:]
    // Where an instrumented program writes what it reached, as .ci/coverage asks; it does not read it.
    if let profile = ProcessInfo.processInfo.environment["LLVM_PROFILE_FILE"] {
      keyed["LLVM_PROFILE_FILE"] = profile
    }
    for (name, value) in environment { keyed[Environment.Key(stringLiteral: name)] = value }
    return keyed
  }

  private static func code(_ status: TerminationStatus) -> Int {
    switch status {
    case .exited(let code): Int(code)
    case .signaled(let signal): -Int(signal)
    }
  }
}

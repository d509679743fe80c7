import Foundation
import Glibc
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
  private static let gate: Gate = {
    // A program that refuses its input does not read all of it; that must not end the tests.
    signal(SIGPIPE, SIG_IGN)
    return Gate(places: 3)
  }()

  /// Runs it in an environment that holds nothing but what is given.
  ///
  /// - Parameter folder: The working folder; the repository by default, so that samples are named
  ///   as the documentation names them.
  static func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:],
    folder: String = Repository.root
  ) async throws -> Run {
    try await gate.enter()
    defer { gate.leave() }
    let start = ContinuousClock.now
    let ended = try await Subprocess.run(
      .path(FilePath(path)), arguments: Arguments(arguments),
      environment: .custom(keyed(environment)), workingDirectory: FilePath(folder),
      input: .fileDescriptor(try file(holding: input), closeAfterSpawningProcess: true),
      output: .bytes(limit: 64 << 20), error: .bytes(limit: 16 << 20))
    return Run(
      code: code(ended.terminationStatus), output: ended.standardOutput,
      errors: String(decoding: ended.standardError, as: UTF8.self),
      time: ContinuousClock.now - start)
  }

  /// A file without a name that holds bytes and is read from its beginning.
  ///
  /// Writing to a pipe ends the tests where a program refuses its input before it has read it all.
  private static func file(holding bytes: [UInt8]) throws -> FileDescriptor {
    var template = Array("/tmp/custos-input-XXXXXX".utf8CString)
    let file = FileDescriptor(rawValue: mkstemp(&template))
    unlink(&template)
    try file.writeAll(bytes)
    try file.seek(offset: 0, from: .start)
    return file
  }

  /// Runs it with standard output going to a file that is there, such as `/dev/full`.
  static func run(_ arguments: [String], outputTo path: String) async throws -> Run {
    try await gate.enter()
    defer { gate.leave() }
    let file = try FileDescriptor.open(FilePath(path), .writeOnly)
    let ended = try await Subprocess.run(
      .path(FilePath(Self.path)), arguments: Arguments(arguments), environment: .custom([:]),
      workingDirectory: FilePath(Repository.root), input: .none,
      output: .fileDescriptor(file, closeAfterSpawningProcess: true),
      error: .bytes(limit: 16 << 20))
    return Run(
      code: code(ended.terminationStatus), output: [],
      errors: String(decoding: ended.standardError, as: UTF8.self))
  }

  private static func keyed(_ environment: [String: String]) -> [Environment.Key: String] {
    var keyed: [Environment.Key: String] = [:]
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

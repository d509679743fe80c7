import Glibc

/// Runs a program of the machine, for tests only.
enum Tool {
  /// The path of a program; `nil` if the machine does not have it.
  static func path(of name: String) -> String? {
    let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return folders.split(separator: ":").map { "\($0)/\(name)" }
      .first { access($0, X_OK) == 0 }
  }

  static let hasXMLLint = path(of: "xmllint") != nil

  static let hasJSONSchema =
    path(of: "python3").map { python in
      run([python, "-c", "import jsonschema"], in: Folder()).status == 0
    } ?? false

  /// The exit status of a program and what it wrote to standard output and error.
  static func run(_ arguments: [String], in folder: Folder) -> (status: Int32, output: String) {
    let log = folder.path("log")
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    guard posix_spawn(&process, arguments[0], &actions, nil, &words, environ) == 0 else {
      return (-1, "cannot be started")
    }
    var status: Int32 = 0
    waitpid(process, &status, 0)
    return (status >> 8 & 0xff, folder.read("log"))
  }
}

/// A temporary folder that goes away with its last user.
final class Folder {
  let root: String

  init() {
    var template = Array("/tmp/custos-test-XXXXXX".utf8CString)
    root = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } ?? ""
    }
  }

  deinit { _ = remove(root) }

  private func remove(_ folder: String) -> Bool {
    if let directory = opendir(folder) {
      while let entry = readdir(directory) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        guard name != ".", name != ".." else { continue }
        let path = "\(folder)/\(name)"
        if unlink(path) != 0 { _ = remove(path) }
      }
      closedir(directory)
    }
    return rmdir(folder) == 0
  }

  func path(_ name: String) -> String { "\(root)/\(name)" }

  /// Writes a file and gives its path.
  @discardableResult
  func write(_ text: String, to name: String) -> String {
    let file = open(path(name), O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    let bytes = Array(text.utf8)
    var done = 0
    bytes.withUnsafeBytes { raw in
      while done < raw.count, let start = raw.baseAddress {
        let count = Glibc.write(file, start + done, raw.count - done)
        if count <= 0 { break }
        done += count
      }
    }
    close(file)
    return path(name)
  }

  func read(_ name: String) -> String {
    let file = open(path(name), O_RDONLY)
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count <= 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }
}

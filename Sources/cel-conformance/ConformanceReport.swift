#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// How all relevant tests of a folder went.
struct ConformanceReport {
  private(set) var sections: [(name: String, passed: Int, failed: Int)] = []
  private(set) var failures: [(id: String, reason: String)] = []
  private(set) var passed = 0

  init(folder: String) {
    for name in Self.files(in: folder) {
      guard let bytes = Self.contents("\(folder)/\(name)"), let json = JSONReader.read(bytes) else {
        failures.append((name, "not readable"))
        continue
      }
      let tests = json.elements.isEmpty ? json["tests"]?.elements ?? [] : json.elements
      run(tests.compactMap(ConformanceTest.init).filter(\.isRelevant))
    }
  }

  private mutating func run(_ tests: [ConformanceTest]) {
    guard let section = tests.first?.section else { return }
    var count = (passed: 0, failed: 0)
    for test in tests {
      if let reason = test.failure() {
        failures.append((test.id, reason))
        count.failed += 1
      } else {
        count.passed += 1
      }
    }
    passed += count.passed
    sections.append((section, count.passed, count.failed))
  }

  func text(isVerbose: Bool) -> String {
    var lines = sections.map { "\($0.name): \($0.passed) passed, \($0.failed) failed" }
    if isVerbose || !failures.isEmpty { lines += failures.map { "FAIL \($0.id): \($0.reason)" } }
    lines.append("\(passed) passed, \(failures.count) failed")
    return lines.joined(separator: "\n")
  }

  private static func files(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".json") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  static func contents(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var content: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&block, 1, block.count, file)
      if count == 0 { return content }
      content += block.prefix(count)
    }
  }
}

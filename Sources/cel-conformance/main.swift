// Runs the conformance tests of the language, given as JSON in a folder.
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

let arguments = CommandLine.arguments
guard let folder = arguments.dropFirst().last, arguments.count <= 3 else {
  print("usage: cel-conformance [--verbose] DIR")
  exit(2)
}
let report = ConformanceReport(folder: folder)
print(report.text(isVerbose: arguments.contains("--verbose")))
exit(report.failures.isEmpty && report.passed > 0 ? 0 : 1)

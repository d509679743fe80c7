import Testing

@testable import cel_conformance

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct ConformanceTests {
  /// The folder of the tests of the language, which are not part of this package.
  private static var folder: String? {
    getenv("CUSTOS_CEL_CONFORMANCE").map { String(cString: $0) }
  }

  @Test(
    "every relevant test of the language passes",
    .enabled(
      if: folder != nil,
      "set CUSTOS_CEL_CONFORMANCE to the folder of the conformance tests of the language"))
  func conformance() throws {
    let report = ConformanceReport(folder: try #require(Self.folder))
    #expect(report.passed > 1_000, "the folder holds the tests")
    #expect(report.failures.map { "\($0.id): \($0.reason)" } == [])
  }

  @Test("a wrong value, type or error is not taken for a pass")
  func wrongIsSeen() throws {
    let tests = [
      #"{"id":"a","file":"f","section":"s","expr":"1","expected":{"value":{"t":"uint","v":"1"}}}"#,
      #"{"id":"b","file":"f","section":"s","expr":"1","expected":{"eval_error":["no"]}}"#,
      #"{"id":"c","file":"f","section":"s","expr":"1/0","expected":{"value":{"t":"int","v":"1"}}}"#,
      #"{"id":"d","file":"f","section":"s","expr":"1","expected":{"typed_result":{"type":"uint"}}}"#,
      #"{"id":"e","file":"f","section":"s","expr":"x","expected":{"value":{"t":"int","v":"1"}}}"#,
    ]
    for text in tests {
      let json = try #require(JSONReader.read(Array(text.utf8)))
      let test = try #require(ConformanceTest(json))
      #expect(test.failure() != nil, "\(test.id)")
    }
  }
}

import Testing

@testable import Inventory

@Suite struct RecordIdentitiesTests {
  @Test(
    "an id that comes twice is found, in memory and past its bound", arguments: [1 << 18, 1000])
  func finds(_ bound: Int) {
    var identities = RecordIdentities(temporaryFolder: "/tmp", bound: bound)
    var found: [Int: Int] = [:]
    for number in 0..<20_000 {
      // Every 7th row has the id of the row 5,000 before it, or of the one just before.
      let id = number % 7 == 0 ? max(number - 5000, 0) : number % 11 == 0 ? number - 1 : number
      let mark = SourceMark(file: 0, line: number + 1, column: 1)
      let first = Array("record-\(id)".utf8).withUnsafeBufferPointer {
        identities.insert($0, mark: mark)
      }
      if let first { found[number] = first.line - 1 }
    }
    identities.finish { first, second in found[second.line - 1] = first.line - 1 }
    let isFull = identities.isFull
    #expect(!isFull)
    var seen: Set<Int> = []
    let id = { (number: Int) in
      number % 7 == 0 ? max(number - 5000, 0) : number % 11 == 0 ? number - 1 : number
    }
    for number in 0..<20_000 {
      #expect((found[number] != nil) == !seen.insert(id(number)).inserted, "row \(number)")
      if let earlier = found[number] {
        #expect(earlier < number)
        #expect(id(earlier) == id(number))
      }
    }
  }

  @Test("without room for a file it is told that ids were left out")
  func tells() {
    var options = ReaderOptions()
    options.mostIdentities = 100
    let rows = (0..<5000).map { "{\"id\": \"r\($0 % 4000)\"}" }.joined(separator: ",\n")
    let text =
      "{\"systems\": [{\"id\": \"a\", \"datasets\": [{\"id\": \"d\", \"records\": [\(rows)]}]}]}"
    options.diagnosticLimit = 2000
    #expect(Reading([text], options: options).codes.count == 1000)
    options.temporaryFolder = "/nowhere"
    #expect(Reading([text], options: options).codes.contains("reader.ids-unchecked"))
  }
}

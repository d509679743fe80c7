import Testing

@testable import Inventory

@Suite struct RecordIdentitiesTests {
  /// The rows found to have the id of an earlier one, and that one.
  private static func found(_ ids: [String], bound: Int) -> [Int: Int] {
    var identities = RecordIdentities(temporaryFolder: "/tmp", bound: bound, seed: 0x5eed)
    for (number, id) in ids.enumerated() {
      Array(id.utf8).withUnsafeBufferPointer {
        identities.insert($0, mark: SourceMark(file: 0, line: number + 1, column: 1))
      }
    }
    var found: [Int: Int] = [:]
    identities.finish { first, second in found[second.line - 1] = first.line - 1 }
    let isFull = identities.isFull
    #expect(!isFull)
    return found
  }

  @Test(
    "an id that comes twice is found, in memory and past its bound",
    arguments: [1 << 18, 1000, 512])
  func finds(_ bound: Int) {
    // Every 7th row has the id of the row 5,000 before it, every 11th that of the one just before.
    let ids = (0..<20_000).map { number in
      let id = number % 7 == 0 ? max(number - 5000, 0) : number % 11 == 0 ? number - 1 : number
      return "record-\(id)"
    }
    var expected: [Int: Int] = [:]
    var first: [String: Int] = [:]
    for (number, id) in ids.enumerated() {
      if let earlier = first[id] { expected[number] = earlier } else { first[id] = number }
    }
    #expect(Self.found(ids, bound: bound) == expected)
  }

  @Test("ids in ascending order are different, and equal neighbours are not in order")
  func ascending() {
    #expect(Self.found(["", "a", "aa", "ab", "b", "é"], bound: 512) == [:])
    #expect(Self.found(["a", "b", "b", "c"], bound: 512) == [2: 1])
    let long = String(repeating: "x", count: 300)
    #expect(Self.found(["a", long, "b", long], bound: 512) == [3: 1])
  }

  @Test("ids of one length are in order only where each is greater than the one before")
  func neighbours() {
    for count in 1...20 {
      let base = [UInt8](repeating: UInt8(ascii: "m"), count: count)
      for place in 0..<count {
        var greater = base
        greater[place] += 1
        let (low, high) = (
          String(decoding: base, as: UTF8.self), String(decoding: greater, as: UTF8.self)
        )
        #expect(Self.found([low, high, low], bound: 512) == [2: 0])
        #expect(Self.found([high, low, high], bound: 512) == [2: 0])
        #expect(Self.found([low, low], bound: 512) == [1: 0])
        #expect(Self.found([low, high], bound: 512) == [:])
      }
    }
  }

  @Test("without room for a file it is told that ids were left out")
  func tells() {
    var options = ReaderOptions()
    options.mostIdentities = 512
    let rows = (0..<5000).map { "{\"id\": \"r\($0 % 4000)\"}" }.joined(separator: ",\n")
    let text =
      "{\"systems\": [{\"id\": \"a\", \"datasets\": [{\"id\": \"d\", \"records\": [\(rows)]}]}]}"
    options.diagnosticLimit = 2000
    #expect(Reading([text], options: options).codes.count == 1000)
    options.temporaryFolder = "/nowhere"
    #expect(Reading([text], options: options).codes.contains("reader.ids-unchecked"))
  }
}

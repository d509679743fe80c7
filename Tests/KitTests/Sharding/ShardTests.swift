import Results
import Testing

@Suite struct ShardTests {
  @Test("the shares of any number of rows follow each other and are all of them")
  func coversRows() throws {
    for total in [0, 1, 2, 10, 97, 1 << 40] {
      for count in [1, 2, 3, 7, 50, 1000] {
        var next = 0
        for number in 1...count {
          let rows = try #require(Shard(number, of: count)).rows(of: total)
          #expect(rows.lowerBound == next)
          #expect(rows.count <= total / count + 1)
          next = rows.upperBound
        }
        #expect(next == total)
      }
    }
  }

  @Test(
    "what is no share is refused",
    arguments: ["", "1", "0/2", "3/2", "1/0", "-1/2", "1/2/3", "a/b", "1/", "/2", "1/1000001"])
  func refuses(_ text: String) {
    #expect(Shard(text) == nil)
  }

  @Test("a share is read as it is written")
  func reads() throws {
    #expect(try #require(Shard("2/7")).description == "2/7")
  }
}

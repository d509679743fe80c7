import Bytes
import Foundation
import Testing

/// Records past what fits in memory.
@Suite struct ExternalSortTests {
  /// A record of one length; those of one number are made one.
  private struct Sum: FlatScratchRecord, Equatable {
    static var combines: Bool { true }
    var number: UInt32
    var amount: UInt64
    var key: UInt32 { number }
    static func precedes(_ left: UInt32, _ right: UInt32) -> Bool { left < right }
    mutating func absorb(_ later: Sum) { amount += later.amount }
  }

  /// A record of any length; those of one word stay apart.
  private struct Word: ScratchRecord, Equatable {
    static var byteCount: Int? { nil }
    var text: String
    var number: UInt8
    var key: String { text }
    static func precedes(_ left: String, _ right: String) -> Bool { left < right }

    init(_ text: String, _ number: UInt8) { (self.text, self.number) = (text, number) }

    init(packed bytes: UnsafeRawBufferPointer) throws(ScratchFailure) {
      guard let number = bytes.first else { throw ScratchFailure("a word is lost") }
      self.init(String(decoding: bytes.dropFirst(), as: UTF8.self), number)
    }

    func pack(into room: inout [UInt8]) { room += [number] + Array(text.utf8) }
  }

  private static func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("external-sort-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private static func words(_ count: Int) -> [Word] {
    (0..<count).map { index in
      Word(String(repeating: "x", count: index * 37 % 301), UInt8(index % 251))
    }
  }

  @Test(
    "words come back in order, those that are alike as they were put away, memory last",
    arguments: [1, 3, 9, 70])
  func sorts(runs: Int) throws {
    try Self.inFolder { folder in
      var sort = ExternalSort<Word>(in: folder)
      let parts = (0..<runs).map { run in
        Self.words(40).map { Word($0.text, UInt8(run)) }.sorted { $0.text < $1.text }
      }
      let recent = [Word("", 255), Word("xxx", 255)]
      for part in parts {
        let taken1 = sort.put(part)
        #expect(taken1)
        sort.joinMany()
      }
      #expect(sort.count == runs * 40)
      let all = parts.flatMap(\.self) + recent
      let expected = all.enumerated().sorted {
        ($0.element.text, $0.offset) < ($1.element.text, $1.offset)
      }.map(\.element)
      #expect(Array(sort.merged(with: recent)) == expected)
      #expect(sort.failure == nil)
      #expect(sort.runs.count < 9 || runs < 9)
    }
  }

  @Test("records of one key are made one, whatever their runs were joined into")
  func combines() throws {
    try Self.inFolder { folder in
      var sort = ExternalSort<Sum>(in: folder, joining: 3)
      for run in 1...20 {
        let taken2 = sort.put((0..<100).map { Sum(number: $0 * 2, amount: UInt64(run)) })
        #expect(taken2)
        sort.joinMany()
      }
      let taken3 = sort.joinAll()
      #expect(taken3)
      #expect(sort.count == 100)
      #expect(Array(sort.merged()) == (0..<100).map { Sum(number: $0 * 2, amount: 210) })
    }
  }

  @Test("what was put away as it came is sorted where it is")
  func sortsLater() throws {
    try Self.inFolder { folder in
      var sort = ExternalSort<Word>(in: folder)
      for start in [0, 100, 200] {
        let taken4 = sort.putUnsorted(Self.words(300)[start..<start + 100])
        #expect(taken4)
      }
      try sort.sortRuns()
      #expect(Array(sort.merged()).map(\.text) == Self.words(300).map(\.text).sorted())
    }
  }

  @Test("a place that a reading told gives the same record again")
  func places() throws {
    try Self.inFolder { folder in
      var sort = ExternalSort<Word>(in: folder)
      let taken5 = sort.put(Self.words(50).sorted { $0.text < $1.text })
      #expect(taken5)
      var merge = sort.merged()
      while let next = merge.nextPlaced() {
        let run = try #require(next.run)
        #expect(try sort.runs[run].record(at: next.position) == next.record)
      }
    }
  }

  @Test("a folder that takes nothing is not asked again")
  func noFolder() {
    var sort = ExternalSort<Sum>(in: "/nowhere/at/all")
    let taken6 = sort.put([Sum(number: 1, amount: 1)])
    #expect(!taken6)
    #expect(!sort.takesRecords)
    let taken7 = sort.putUnsorted([Sum(number: 1, amount: 1)])
    #expect(!taken7)
    #expect(sort.isEmpty && sort.failure == nil)
  }

  @Test("a disk that does not give back what it took ends the reading, and is told from then on")
  func loses() throws {
    try Self.inFolder { folder in
      var sort = ExternalSort<Word>(in: folder)
      let taken8 = sort.put(Self.words(300).sorted { $0.text < $1.text })
      #expect(taken8)
      var cut = 0
      for name in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
        let link = "/proc/self/fd/\(name)"
        let file = (try? FileManager.default.destinationOfSymbolicLink(atPath: link)) ?? ""
        if file.hasPrefix(folder), truncate(link, 100) == 0 { cut += 1 }
      }
      #expect(cut == 1)
      #expect(Array(sort.merged()).count < 300)
      #expect(sort.failure != nil)
      #expect(throws: ScratchFailure.self) { try sort.runs[0].record(at: 5_000) }
      var other = sort
      other.removeAll()
      #expect(other.failure != nil)
    }
  }
}

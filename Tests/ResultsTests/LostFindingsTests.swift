import Bytes
import Findings
import ResultFixtures
import Results
import Testing

/// A disk that does not give back the findings that wait there.
@Suite struct LostFindingsTests {
  private static func store(_ folder: String) -> FindingStore {
    var store = FindingStore(limit: 20, spillingTo: folder)
    for finding in FindingStoreTests.findings { store.append(finding) }
    store.sort()
    return store
  }

  @Test("reading ends, and the store says that it is not whole")
  func says() throws {
    try Tool.inTemporaryFolder { folder in
      let store = Self.store(folder)
      #expect(store.failure == nil)
      #expect(try LostDisk.cutOff(in: folder) > 0)
      #expect(Array(store).count < store.count)
      #expect(store.failure != nil)
    }
  }

  @Test("what is made of it knows that it is not whole")
  func carries() throws {
    try Tool.inTemporaryFolder { folder in
      var store = Self.store(folder)
      #expect(try LostDisk.cutOff(in: folder) > 0)
      store.update { $0.state = .moved }
      #expect(store.failure != nil)
      var other = FindingStore()
      other.append(contentsOf: store)
      #expect(other.failure != nil)
      #expect(store.emptied.failure != nil)
    }
  }

  @Test("a finding that is read again is blank, and the store says so")
  func places() throws {
    try Tool.inTemporaryFolder { folder in
      let store = Self.store(folder)
      var reading = store.makeIterator()
      var last: FindingStore.Place?
      while let next = reading.nextPlaced() { last = next.place }
      #expect(try LostDisk.cutOff(in: folder) > 0)
      let place = try #require(last)
      #expect(store[place].id == "")
      #expect(store.failure != nil)
    }
  }

  @Test("an output that was refused throws when it is finished, with or without a sink")
  func refuses() {
    var kept = OutputBuffer()
    var sent = OutputBuffer { _ in }
    kept.refuse(ScratchFailure("lost"))
    sent.refuse(ScratchFailure("lost"))
    sent.write("text")
    #expect(throws: OutputFailure.self) { try kept.finish() }
    #expect(throws: OutputFailure.self) { try sent.finish() }
  }
}

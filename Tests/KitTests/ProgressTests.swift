import CivilTime
import CustosKit
import Synchronization
import Testing

@Suite struct ProgressTests {
  /// More records than go by between two calls.
  private static let records = 20_000

  private static func inventory() -> String {
    let rows = (0..<records).map {
      "{\"id\": \"r\($0)\", \"subject\": \"p\($0)\", \"group\": 1, \"born\": \"1990-01-01\"}"
    }
    return """
      {"organisations": [{"id": "f", "name": "F", "kind": "police-force", "jurisdiction": \
      "england-and-wales"}], "systems": [{"id": "s", "name": "S", "controllers": ["f"], \
      "datasets": [{"id": "d", "name": "D", "records": [\(rows.joined(separator: ","))]}]}]}
      """
  }

  /// What a check says on its way.
  private static func progress(isLinked: Bool) throws -> (said: [CheckProgress], size: Int) {
    let folder = try Folder()
    let text = inventory()
    var request = CheckRequest(
      inputs: [try folder.write("inventory.json", text.utf8)],
      asOf: CivilDate(dayNumber: 20_758))
    request.select = isLinked ? ["mopi/disposed-everywhere"] : ["mopi/nobody-past-100"]
    request.isLinked = isLinked
    let heard = Heard()
    request.progress = heard.add
    _ = try CheckRun.run(request)
    return (heard.all, text.utf8.count)
  }

  private final class Heard: Sendable {
    private let list = Mutex<[CheckProgress]>([])
    var all: [CheckProgress] { list.withLock { $0 } }
    @Sendable func add(_ progress: CheckProgress) { list.withLock { $0.append(progress) } }
  }

  @Test("a check says how many bytes it read of how many, as long as it knows no number of rows")
  func saysBytes() throws {
    let (said, size) = try Self.progress(isLinked: false)
    #expect(!said.isEmpty)
    for progress in said {
      #expect(progress.stage == .checking)
      #expect(progress.total == nil)
      #expect(progress.size == size)
      let bytes = try #require(progress.bytes)
      // The rows that were read stand in the bytes that were read.
      #expect(bytes <= size)
      #expect(bytes >= size / Self.records * progress.rows / 2)
    }
  }

  @Test("records are counted while they are linked, so that their check knows how many there are")
  func saysTotal() throws {
    let (said, size) = try Self.progress(isLinked: true)
    let linking = said.filter { $0.stage == .linking }
    let checking = said.filter { $0.stage == .checking }
    #expect(linking.map(\.size) == linking.map { _ in size })
    #expect(!linking.isEmpty && !checking.isEmpty)
    #expect(checking.allSatisfy { $0.total == Self.records && $0.bytes == nil })
  }
}

import CivilTime
import Testing

@testable import Findings
@testable import Results

@Suite struct DatasetFindingTests {
  private static let places = (1...9).map { Location(path: "a.json", line: $0 * 7 % 10, column: 1) }

  private static func part(_ number: Int, daysOver: Int?) -> DatasetFinding {
    var finding = FullFinding.make()
    finding.verdict = .breach
    finding.daysOver = daysOver
    finding.locations = [places[number]]
    finding.count = nil
    return DatasetFinding(
      finding, cause: ["", " records, one by \(daysOver ?? 0) days"], remedy: ["Mend it."])
  }

  @Test("the findings of parts of a dataset give the same in any order")
  func addsInAnyOrder() {
    let days = [3, 9, 1, 9, 4, nil, 2, 9, 5]
    var orders = [Array(0..<9), Array((0..<9).reversed())]
    orders += (1..<9).map { shift in (0..<9).map { ($0 * 2 + shift) % 9 } }
    let place = SharedPlace(file: 0, origin: [0, 1, 1])
    let results = orders.map { order in
      var partial = Partial(rules: 1)
      for number in order {
        partial.add(Self.part(number, daysOver: days[number]), of: place)
      }
      return partial.ofDatasetsInOrder.map(\.finding.complete)
    }
    #expect(results.allSatisfy { $0 == results[0] })
    #expect(results[0].count == 1)
    #expect(results[0][0].count == 9)
    #expect(results[0][0].cause == "9 records, one by 9 days")
    #expect(results[0][0].locations.map(\.line) == [1, 2, 3, 4, 5])
  }
}

import CustosKit
import Foundation
import Testing

/// The page on configuration has every setting, and none that there is not.
@Suite struct ConfigurationPageTests {
  /// Key and variable of each row of the page's first table.
  static func rows() throws -> [String: String] {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let path = root.appendingPathComponent("Sources/CustosKit/Custos.docc/Configuration.md")
    let page = String(decoding: try Data(contentsOf: path), as: UTF8.self)
    let pattern = #/\n\| `([a-z-]+)` \| `([A-Z_]+)` \| [a-z]+ \| [^|]+ \|/#
    return Dictionary(
      page.matches(of: pattern).map { (String($0.output.1), String($0.output.2)) },
      uniquingKeysWith: { first, _ in first })
  }

  @Test("every setting has a row with its variable")
  func listsSettings() throws {
    let rows = try Self.rows()
    for key in ConfigurationKey.allCases {
      #expect(rows[key.name] == key.variable, "\(key.name)")
    }
    #expect(rows.count == ConfigurationKey.allCases.count)
  }
}

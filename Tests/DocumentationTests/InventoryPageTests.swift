import Foundation
import Inventory
import Testing

@Suite struct InventoryPageTests {
  static let path = "\(Pages.root)/Sources/CustosKit/Custos.docc/InventoryReference.md"

  @Test("the reference of the inventory is what the vocabulary says")
  func isFresh() throws {
    let page = InventoryPage.make()
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(page.utf8).write(to: URL(fileURLWithPath: Self.path))
    }
    let written = try Pages.text("Sources/CustosKit/Custos.docc/InventoryReference.md")
    #expect(
      written == page, "the page is stale: run the tests with UPDATE_GOLDEN=1 and read the change")
  }

  @Test("every level of the vocabulary has its section")
  func hasSections() {
    let page = InventoryPage.make()
    for name in ["Inventory", "Organisation", "System", "Dataset", "Holding", "Record"] {
      #expect(page.contains("\n## \(name)\n"), "\(name)")
    }
  }
}

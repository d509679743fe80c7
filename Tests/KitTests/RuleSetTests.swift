import CivilTime
import Diagnostics
import Glibc
import Inventory
import Rules
import Testing

@testable import CustosKit

@Suite struct RuleSetTests {
  private static func load(_ old: String, _ new: String) throws -> RuleSet {
    let folder = try Folder()
    try folder.write("own/pack.yaml", RuleLinterTests.pack.utf8)
    let text = RuleLinterTests.rule.replacing(old, with: new)
    try folder.write("own/ends.yaml", text.utf8)
    return RuleSet.load([folder.path], withExamples: true)
  }

  @Test(
    "a rule file with one misspelt key gives one error, which names the nearest",
    arguments: [
      "level", "severity", "authority", "cites", "require", "cause", "remedy", "title",
      "when", "let",
    ])
  func misspeltKey(_ key: String) throws {
    let wrong = String(key.dropLast()) + "x"
    let set = try Self.load("\n\(key):", "\n\(wrong):")
    let errors = set.problems.filter { $0.severity == .error }
    #expect(errors.count == 1, "\(errors)")
    #expect(errors.first?.code == "rule.unknown-key")
    #expect(errors.first?.hint?.contains("\"\(key)\"") == true, "\(errors)")
  }

  @Test("rules of a folder keep the code lists, calendars and schedule that inventories need")
  func keepsLists() throws {
    let set = try Self.load("", "")
    #expect(!set.hasErrors)
    #expect(set.library.packs.map(\.name) == ["own"])
    let builtIn = RuleSet.load([])
    #expect(set.library.codeLists.keys.sorted() == builtIn.library.codeLists.keys.sorted())
    #expect(set.library.schedule.codes == builtIn.library.schedule.codes)
    #expect(set.codeBook.closed == builtIn.codeBook.closed)
    #expect(set.codeBook.closed.contains("jurisdiction"))
  }

  @Test("an own code list takes the place of the built-in one, and the others stay")
  func ownList() throws {
    let folder = try Folder()
    try folder.write("own/pack.yaml", RuleLinterTests.pack.utf8)
    try folder.write("own/ends.yaml", RuleLinterTests.rule.utf8)
    let list = """
      list: medium
      title: What it is kept on
      open: false
      codes:
        vellum: Skin.
      """
    try folder.write("codes/medium.yaml", list.utf8)
    let set = RuleSet.load([folder.path], withExamples: true)
    #expect(set.library.codeLists["medium"]?.codes.map(\.code) == ["vellum"])
    #expect(set.library.codeLists["jurisdiction"] != nil)
  }
}

@Suite struct PlaceZonesTests {
  private static func inventory(_ jurisdiction: String) -> String {
    """
    {"organisations": [{"id": "o", "name": "O", "jurisdiction": "\(jurisdiction)"}]}
    """
  }

  private static let before = CivilDate(dayNumber: 20_758)
  private static let after = CivilDate(dayNumber: 20_759)

  /// Half an hour before midnight in London.
  private static func late(_ zone: String) -> CivilDate {
    ["Europe/Berlin", "Europe/Helsinki"].contains(zone) ? after : before
  }

  @Test(
    "today is that of the jurisdiction",
    arguments: [
      ("england-and-wales", false), ("ireland", false), ("germany", true), ("finland", true),
      ("eu", true), ("nowhere", false),
    ])
  func today(_ jurisdiction: String, _ isNext: Bool) throws {
    let folder = try Folder()
    let path = try folder.write("inventory.json", Self.inventory(jurisdiction).utf8)
    #expect(PlaceZones.today(of: [path], Self.late) == (isNext ? Self.after : Self.before))
  }

  @Test("of several places the latest day counts")
  func several() throws {
    let folder = try Folder()
    let first = try folder.write("a.json", Self.inventory("scotland").utf8)
    let second = try folder.write(
      "b.json", Self.inventory("germany").replacing("\"o\"", with: "\"p\"").utf8)
    #expect(PlaceZones.today(of: [first, second], Self.late) == Self.after)
  }

  @Test("standard input is kept, so that it can be looked at before it is checked")
  func standardInput() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let bytes = Array(Self.inventory("germany").utf8)
    #expect(write(ends[1], bytes, bytes.count) == bytes.count)
    close(ends[1])
    let folder = try Folder()
    let day = PlaceZones.today(
      of: ["-"], keeping: { KeptStream.keep(ends[0], in: folder.path) }, Self.late)
    #expect(day == Self.after)
    var again = [UInt8](repeating: 0, count: bytes.count + 1)
    #expect(read(ends[0], &again, again.count) == bytes.count)
    #expect(Array(again.dropLast()) == bytes)
    close(ends[0])
  }

  @Test("inputs are not looked at while it is the same day everywhere")
  func usually() {
    #expect(PlaceZones.today(of: ["no such file"]) { _ in Self.before } == Self.before)
    #expect(PlaceZones.today(of: ["-"], Self.late) == Self.before)
  }

  @Test("every jurisdiction that is a place has a zone")
  func allPlaces() {
    let codes = RuleSet.load([]).library.codeLists["jurisdiction"]?.codes.map(\.code) ?? []
    #expect(codes.filter { TimeZoneTable.zone(of: $0) == nil } == ["other"])
  }
}

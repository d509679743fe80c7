import Diagnostics
import Foundation
import Rules
import Testing

@testable import CustosKit

/// The form of files with retention schedules: page, schema, reader and samples say the same.
@Suite struct ScheduleFormTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test("the page on schedules says of every key what the schema says")
  func schedulePage() throws {
    let page = try String(
      contentsOfFile: "\(Self.root.path)/Sources/CustosKit/Custos.docc/Schedules.md",
      encoding: .utf8)
    let keys = [ScheduleFileForm.file, ScheduleFileForm.source, ScheduleFileForm.row].flatMap(
      \.self)
    for key in keys {
      let line = "| `\(key.name)` | \(key.isRequired ? "yes" : "no") | \(key.meaning) |"
      #expect(page.contains(line), "\(line)")
    }
    let listed = page.split(separator: "\n").count { $0.hasPrefix("| `") }
    #expect(listed == keys.count)
  }

  @Test("a schedule may have every key that the schema lists, and no other")
  func scheduleKeys() throws {
    let values = [
      "period": "P6Y", "minimum": "P5Y", "maximum": "P7Y", "checked": "2026-11-01",
      "publications": "1", "evidence": "read", "counting": "from", "trigger": "creation",
      "action": "delete", "actions": "[review]", "authority": "local", "own-class": "true",
      "source": "act", "also": "{minimum: P5Y, trigger: closure}", "applies-to": "[private]",
      "jurisdictions": "[ireland]",
      "organisations": "[a]",
    ]
    func members(_ keys: [ScheduleFileForm.Key], _ indent: String) -> String {
      keys.filter { !["sources", "rows", "code"].contains($0.name) }
        .map { "\(indent)\($0.name): \(values[$0.name] ?? "text")\n" }.joined()
    }
    let text =
      members(ScheduleFileForm.file, "") + "sources:\n  act:\n"
      + members(ScheduleFileForm.source, "    ") + "rows:\n  -\n"
      + members(ScheduleFileForm.row, "    ")
    let folder = try Folder()
    func problems(_ text: String) throws -> [String] {
      let path = try folder.write("schedule.yaml", text.utf8)
      return RuleSet.load([], schedules: [path], uses: { _, _ in false }).problems
        .filter { $0.severity == .error }.map(\.message)
    }
    #expect(try problems(text) == [])
    #expect(try problems(text + "    wrong: text\n").count == 1)
    #expect(
      try problems(text + "    code: text\n") == ["the row has both \"category\" and \"code\""])
  }

  @Test(
    "the sample schedules have ten rows and are sound",
    arguments: ["school", "council", "hospital"])
  func sampleSchedules(_ name: String) throws {
    let path = "\(Self.root.path)/samples/schedules/\(name).yaml"
    let set = RuleSet.load([], schedules: [path], uses: { _, _ in false })
    #expect(set.problems.filter { $0.severity != .notice }.map(\.message) == [])
    let rows = set.library.schedule.codes.filter {
      set.library.schedule[$0]?.path.hasSuffix("\(name).yaml") == true
    }
    #expect(rows.count == 10)
  }
}

import Foundation
import Testing

/// The chart of a history.
@Suite struct TrendPageTests {
  @Test("the chart shows missing nights, needs nothing else and runs nothing")
  func charts() async throws {
    let folder = try TemporaryFolder()
    let history = ["--history", "\(folder.path)/h.sqlite"]
    for day in ["2026-11-01", "2026-11-02", "2026-11-05", "2026-11-06"] {
      _ = try await Program.run(["check", Sample.after, "--as-of", day] + history)
    }
    let trend = ["history", "trend", "--format", "html"] + history
    let page = try await Program.run(trend).text
    #expect(page.contains("4 runs, 2 nights without a run."))
    #expect(page.contains("<title>2 nights without a run after 2 November 2026</title>"))
    // Two lines, each in two stretches: none goes through the missing nights.
    #expect(page.components(separatedBy: "<polyline ").count - 1 == 4)
    #expect(page.components(separatedBy: "<circle ").count - 1 == 8)
    #expect(page.contains(/default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'/))
    #expect(!page.contains("<script") && !page.contains("http:") && !page.contains("style=\""))
    let again = try await Program.run(trend)
    #expect(again.text == page)
    let last = try await Program.run(trend + ["--last", "2"])
    #expect(last.text.contains("2 runs, 0 nights without a run."))
  }

  @Test("a system without a run has a page that says so, its name as text")
  func saysNothingIsRecorded() async throws {
    let folder = try TemporaryFolder()
    let history = ["--history", "\(folder.path)/h.sqlite"]
    _ = try await Program.run(["check", Sample.after, "--as-of", "2026-11-01"] + history)
    let run = try await Program.run(
      ["history", "trend", "--format", "html", "--system", "<b>none"] + history)
    #expect(run.code == 0)
    #expect(run.text.contains("&lt;b&gt;none") && !run.text.contains("<b>none"))
    #expect(run.text.contains("No run is recorded."))
  }
}

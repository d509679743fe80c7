import Foundation
import Testing

/// Pages as a browser lays them out, where Debian's Chromium is there.
@Suite struct PageLayoutTests {
  static let browser = "/usr/bin/chromium"

  struct Page: Sendable, CustomTestStringConvertible {
    let name: String
    /// What writes the page to a path.
    let command: [String]
    var hasTools = false
    var testDescription: String { name }
  }

  static let pages = [
    Page(
      name: "the report of two forces",
      command: ["check", Sample.force, "--horizon", "P90D"] + Sample.profile, hasTools: true),
    Page(
      name: "the report of a clean sample", command: ["check", "samples/clean/inventory.xml"],
      hasTools: true),
    Page(name: "a forecast", command: ["forecast", Sample.force] + Sample.profile, hasTools: true),
    Page(
      name: "a comparison",
      command: ["compare", "samples/change/before.xml", "samples/change/after.xml"]),
    Page(name: "questions", command: ["questions", Sample.force] + Sample.profile),
    Page(name: "a book of rules", command: ["rules", "book", "--select", "holds/*"]),
  ]

  /// What the browser says of a page in a frame of some width, with everything on it opened.
  struct Layout: Decodable {
    /// Words between blanks that stand in two lines; addresses and conditions may have to be cut.
    let broken: [String]
    /// The width of the page, in pixels.
    let width: Int
    /// How many fields and buttons the script put there; `nil` where it has no place for them.
    let tools: Int?
  }

  @Test(
    "no word is broken, nothing is wider than the page, and the script does its work",
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: browser), "there is no Chromium"),
    arguments: pages)
  func laysOut(_ page: Page) async throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/page.html"
    let day = page.command[0] == "rules" ? [] : ["--as-of", "2026-11-01"]
    _ = try await Program.run(page.command + day + ["-o", path])
    for width in [390, 1280] {
      let layout = try await measure(path, width: width, in: folder.path)
      #expect(layout.broken.isEmpty, "at \(width) pixels")
      #expect(layout.width <= width, "at \(width) pixels")
      #expect((layout.tools ?? 0 > 0) == page.hasTools)
    }
  }

  private func measure(
    _ page: String, width: Int, in folder: String
  ) async throws -> Layout {
    let outer = "\(folder)/outer-\(width).html"
    try Data(Self.outer(page, width: width).utf8).write(to: URL(filePath: outer))
    let browser = Process()
    browser.executableURL = URL(filePath: Self.browser)
    // The browser has no sandbox for root, and the pages that it opens were made here.
    browser.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
      "--user-data-dir=\(folder)/browser", "--virtual-time-budget=10000", "--dump-dom",
      "file://\(outer)",
    ]
    let output = Pipe()
    browser.standardOutput = output
    browser.standardError = FileHandle.nullDevice
    try browser.run()
    let text = String(
      decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    browser.waitUntilExit()
    let start = try #require(text.range(of: "<pre>"))
    let end = try #require(text.range(of: "</pre>"))
    let json = text[start.upperBound..<end.lowerBound]
    return try JSONDecoder().decode(Layout.self, from: Data(json.utf8))
  }

  /// A page that shows another one in a frame, and measures it.
  private static func outer(_ page: String, width: Int) -> String {
    """
    <!DOCTYPE html><meta charset="utf-8"><body>
    <iframe style="width:\(width)px;height:900px;border:0"></iframe><pre></pre><script>
    const frame = document.querySelector('iframe');
    frame.onload = () => {
      const inner = frame.contentDocument, broken = [];
      inner.querySelectorAll('details').forEach(part => part.open = true);
      const texts = inner.createTreeWalker(inner.body, NodeFilter.SHOW_TEXT);
      const range = inner.createRange();
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        if (!text.parentElement.offsetParent || text.parentElement.closest('script, style, pre')) continue;
        for (const word of text.textContent.matchAll(/(?<!\\S)\\p{L}{3,}(?=[\\s.,;:)]|$)/gu)) {
          range.setStart(text, word.index);
          range.setEnd(text, word.index + word[0].length);
          const tops = [...range.getClientRects()].map(box => Math.round(box.top));
          if (new Set(tops).size > 1) broken.push(word[0]);
        }
      }
      const tools = inner.getElementById('tools');
      document.querySelector('pre').textContent = JSON.stringify({
        broken: broken, width: inner.documentElement.scrollWidth,
        tools: tools ? tools.children.length : null });
    };
    frame.src = 'file://\(page)';
    </script>
    """
  }
}

import Foundation
import Testing

/// What the pages say of other files is true.
@Suite struct PageTests {
  @Test("links between pages lead somewhere", arguments: Pages.all)
  func linksLead(_ page: String) throws {
    let folder = page.split(separator: "/").dropLast().joined(separator: "/")
    for link in try Pages.text(page).matches(of: /\]\(([^)#:]+)(#[^)]*)?\)/) {
      let target = folder.isEmpty ? "\(link.output.1)" : "\(folder)/\(link.output.1)"
      #expect(Pages.exists(target), "\(page) names \(link.output.1)")
    }
  }

  @Test("links of the catalogue lead to its pages", arguments: Pages.all)
  func articlesExist(_ page: String) throws {
    let names = Set(
      Pages.all.map { $0.split(separator: "/").last.map(String.init) ?? "" })
    for link in try Pages.text(page).matches(of: /<doc:([A-Za-z0-9]+)>/) {
      #expect(names.contains("\(link.output.1).md"), "\(page) names \(link.output.1)")
    }
  }

  @Test("every decision is listed")
  func listsDecisions() throws {
    let list = try Pages.text("Sources/CustosKit/Custos.docc/Decisions.md")
    let decisions = Pages.all.filter { $0.contains("/Decisions/") }
    #expect(decisions.count >= 7)
    for page in decisions {
      let name = page.split(separator: "/").last?.dropLast(".md".count) ?? ""
      #expect(list.contains("<doc:\(name)>"), "\(name)")
    }
  }

  @Test("the modules of the page on architecture are the modules, in the order of the manifest")
  func listsModules() throws {
    let manifest = try Pages.text("Package.swift")
    let modules = manifest.matches(
      of: /(?:module|systemLibrary|executableTarget)\(\s*(?:name: )?"([A-Za-z0-9]+)"/
    ).map { String($0.output.1) }
    let page = try Pages.text("Sources/CustosKit/Custos.docc/Architecture.md")
    let listed = page.matches(of: #/\n\| `([A-Za-z0-9]+)` \|/#).map { String($0.output.1) }
    #expect(Set(listed) == Set(modules))
    #expect(listed.count == modules.count)
  }

  @Test("the scripts that the README names are there", arguments: [".ci/try", ".ci/test"])
  func namesScripts(_ script: String) throws {
    #expect(try Pages.text("README.md").contains("bash \(script)"))
    #expect(Pages.exists(script))
  }

  @Test("the README and the catalogue explain the same exit codes")
  func explainsCodes() throws {
    let pages = ["README.md", "Sources/CustosKit/Custos.docc/VerdictsAndExitCodes.md"]
    for page in pages {
      let rows = try Pages.text(page).matches(of: #/\n\| ([0-9]) \|/#).map { $0.output.1 }
      #expect(rows == ["0", "1", "2", "3", "4"], "\(page)")
    }
  }
}

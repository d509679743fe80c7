import Diagnostics
import Testing

@testable import CustosKit

@Suite struct FileSearchTests {
  @Test("files below a folder come in the order of their bytes")
  func sorts() throws {
    let folder = try Folder()
    for name in ["b.yaml", "a/z.yaml", "é.yaml", "B.yaml", "a.yaml", "a/b/c.yml"] {
      try folder.write(name, [])
    }
    let names = FileSearch.files(in: folder.path, endings: [".yaml", ".yml"]).map(\.name)
    #expect(names == ["B.yaml", "a.yaml", "a/b/c.yml", "a/z.yaml", "b.yaml", "é.yaml"])
  }

  @Test("other endings, hidden files and hidden folders are passed over")
  func passesOver() throws {
    let folder = try Folder()
    for name in ["a.yaml", "a.json", ".hidden.yaml", ".git/x.yaml", "yaml"] {
      try folder.write(name, [])
    }
    let found = FileSearch.files(in: folder.path, endings: [".yaml"])
    #expect(found.map(\.name) == ["a.yaml"])
    #expect(found.map(\.path) == ["\(folder.path)/a.yaml"])
  }

  @Test("a link that leads back to its folder does not lead round and round")
  func endsLoops() throws {
    let folder = try Folder()
    try folder.write("pack/rule.yaml", [])
    try folder.link("pack/loop", to: "..")
    let found = FileSearch.files(in: folder.path, endings: [".yaml"])
    #expect(found.map(\.name) == ["pack/rule.yaml"])
  }

  @Test("a file is named with its folder, which is its pack")
  func namesFile() throws {
    let folder = try Folder()
    let path = try folder.write("pack/rule.yaml", [])
    #expect(FileSearch.files(in: path, endings: [".yaml"]).map(\.name) == ["pack/rule.yaml"])
  }

  @Test("nothing is found where nothing is")
  func findsNothing() throws {
    let folder = try Folder()
    #expect(FileSearch.files(in: folder.path, endings: [".yaml"]).isEmpty)
    #expect(FileSearch.files(in: "\(folder.path)/none", endings: [".yaml"]).isEmpty)
  }
}

@Suite struct TextFileTests {
  @Test("a file is read whole")
  func reads() throws {
    let folder = try Folder()
    let text = String(repeating: "Grün 𐐷\n", count: 20_000)
    let path = try folder.write("text", text.utf8)
    #expect(try TextFile.read(path).get() == text)
  }

  @Test("what cannot be read is said with its path and its reason")
  func refuses() throws {
    let folder = try Folder()
    let latin = try folder.write("latin", [0x47, 0xFC, 0x6E])
    let cases = [
      ("\(folder.path)/none", "No such file or directory"), (folder.path, "Is a directory"),
      (latin, "not UTF-8"),
    ]
    for (path, reason) in cases {
      let failure = #expect(throws: TextFile.Failure.self) { try TextFile.read(path).get() }
      #expect(failure?.diagnostic.code == "file.unreadable")
      #expect(failure?.diagnostic.message.contains(path) == true)
      #expect(failure?.diagnostic.message.contains(reason) == true)
    }
  }
}

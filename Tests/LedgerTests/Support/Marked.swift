/// A text with its mark `↓` taken out, and where the mark stood.
struct Marked {
  let text: String
  let line: Int
  let column: Int

  init(_ marked: String) {
    let before = marked.prefix { $0 != "↓" }
    text = marked.filter { $0 != "↓" }
    line = before.count { $0 == "\n" } + 1
    column =
      (before.split(separator: "\n", omittingEmptySubsequences: false).last?.utf8.count ?? 0) + 1
  }
}

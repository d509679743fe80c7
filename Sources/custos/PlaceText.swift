/// The text of `--output`, taken apart: `PATH`, or `FORM=PATH`.
///
/// One description for every command, so that the option means the same in all of them. A file whose name
/// has an equals sign after its first word is named with its folder: `./a=b`.
struct PlaceText {
  /// The form, where one is named; empty in `=PATH`.
  let form: String?
  /// The file or folder; `-` for standard output.
  let path: String

  init(_ text: String) {
    if let equals = text.firstIndex(of: "="),
      text[..<equals].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
    {
      form = String(text[..<equals])
      path = String(text[text.index(after: equals)...])
    } else {
      form = nil
      path = text
    }
  }

  /// The endings of files that only one form has.
  private static let endings = [
    "txt": "text", "json": "json", "ndjson": "ndjson", "csv": "csv", "html": "html", "htm": "html",
    "md": "markdown", "sarif": "sarif", "prom": "prometheus", "ics": "ics", "xml": "xml",
    "xlsx": "xlsx",
  ]

  /// The form that the ending of the file's name tells; `nil` where it tells none.
  var formOfEnding: String? {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
    return Self.endings[name[name.index(after: dot)...].lowercased()]
  }

  /// What is wrong with a place, with one that would be right.
  ///
  /// - Parameter forms: What the command can write; empty where it writes one form only.
  func problem(_ forms: [String]) -> String {
    let choice = forms.isEmpty ? "" : "; formats are \(forms.joined(separator: ", "))"
    let example = forms.first.map { "\($0)=" } ?? ""
    if path.isEmpty || form == "" {
      let given = form.map { "\($0)=" } ?? ""
      if path.isEmpty, form == "worklist" {
        return "--output worklist= names no folder; write --output worklist=FOLDER"
      }
      return
        "--output \(given)\(path) names no \(path.isEmpty ? "file" : "format"); write --output "
        + "\(example)\(path.isEmpty ? "report" : path)\(choice)"
    }
    if let form, forms.isEmpty {
      return
        "this command writes one format; write --output \(path), or ./\(form)=\(path) for a file "
        + "of that name"
    }
    if forms.contains(path) {
      return "--output \(path) names a format and no file; write --output \(path)=PATH"
    }
    if let told = form ?? formOfEnding, !forms.contains(told) {
      return "there is no format \(told) here\(choice); write --output \(example)\(path)"
    }
    return "--output \(path) does not tell its format; write --output \(example)\(path)\(choice)"
  }
}

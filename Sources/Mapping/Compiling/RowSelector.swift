/// Which rows a block has.
enum RowSelector: Sendable, Equatable {
  /// The row of the block around, or the whole file.
  case once
  /// Every row of the group, or every line.
  case all
  /// One row for each different value of columns.
  case distinct([String])
  /// The rows of the group that ``distinct(_:)`` made.
  case same([String])
  /// What queries find, each in the text that holds JSON which the one before found.
  case json([JSONPath])
  /// What an XPath finds.
  case xml(String)
}

/// Reads selectors.
enum SelectorReader {
  /// The selector of a text, or what is wrong with it.
  static func read(
    _ texts: [String], format: InputForm.Format
  ) -> Result<RowSelector, SelectorProblem> {
    guard let text = texts.first.map({ UnknownWords.trimmed($0) }), !text.isEmpty else {
      return .failure(SelectorProblem("a selector of rows is expected", offset: 0))
    }
    if text == "once", texts.count == 1 { return .success(.once) }
    switch format {
    case .table, .ndjson:
      guard texts.count == 1 else {
        return .failure(SelectorProblem("one selector of rows is expected", offset: 0))
      }
      return format == .table ? table(text) : lines(text)
    case .json: return json(texts)
    case .xml:
      guard XPathEvaluator.isPath(text) else {
        return .failure(SelectorProblem("\"\(text)\" is not an XPath 1.0 expression", offset: 0))
      }
      return .success(.xml(text))
    }
  }

  private static func lines(_ text: String) -> Result<RowSelector, SelectorProblem> {
    text == "all"
      ? .success(.all)
      : text.hasPrefix("@")
        ? json([text])
        : .failure(
          SelectorProblem("all, once or a query that begins with @ is expected", offset: 0))
  }

  private static func json(_ texts: [String]) -> Result<RowSelector, SelectorProblem> {
    var paths: [JSONPath] = []
    for (number, text) in texts.enumerated() {
      if number % 2 == 1 {
        guard text == "json" else {
          return .failure(
            SelectorProblem("expected the step json, found \"\(text)\"", offset: 0))
        }
        continue
      }
      do throws(JSONPathFault) { paths.append(try JSONPathParser.parse(text)) } catch {
        return .failure(
          SelectorProblem("this is not a JSONPath query: \(error.message)", offset: error.offset))
      }
    }
    guard texts.count % 2 == 1 else {
      return .failure(SelectorProblem("a query is expected after json", offset: 0))
    }
    return .success(.json(paths))
  }

  private static func table(_ text: String) -> Result<RowSelector, SelectorProblem> {
    if text == "all" { return .success(.all) }
    for (name, make) in [("distinct", RowSelector.distinct), ("same", RowSelector.same)]
    where text.hasPrefix(name + "(") && text.hasSuffix(")") {
      let columns = columns(String(text.dropFirst(name.count + 1).dropLast()))
      guard !columns.isEmpty else { break }
      return .success(make(columns))
    }
    return .failure(
      SelectorProblem(
        "expected all, once, distinct(Column) or same(Column), found \"\(text)\"",
        offset: 0))
  }

  /// Heads separated by commas; those in quotation marks may hold commas.
  private static func columns(_ text: String) -> [String] {
    var columns: [String] = []
    var current = ""
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil } else { current.append(character) }
      } else if (character == "'" || character == "\"") && UnknownWords.trimmed(current).isEmpty {
        quote = character
        current = ""
      } else if character == "," {
        columns.append(UnknownWords.trimmed(current))
        current = ""
      } else {
        current.append(character)
      }
    }
    columns.append(UnknownWords.trimmed(current))
    return columns.filter { !$0.isEmpty }
  }
}

/// What is wrong with a selector, and where in its text.
struct SelectorProblem: Error {
  var message: String
  var offset: Int

  init(_ message: String, offset: Int) {
    self.message = message
    self.offset = offset
  }
}

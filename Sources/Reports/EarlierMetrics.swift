/// What a file of metrics said of systems, before it is written over by a run that did not read them.
struct EarlierMetrics {
  /// The names of the systems that the file has and the new run has not, in the file's order.
  private(set) var systems: [String] = []
  /// The lines with their metric.
  private var samples: [(metric: Substring, line: Substring)] = []

  /// Takes the series of one run out of a file in the text format of Prometheus.
  ///
  /// - Parameters:
  ///   - text: The file.
  ///   - run: The name of the run; series of others stay out.
  ///   - known: The systems that the new run has read.
  init(_ text: String, run: String, without known: Set<String>) {
    var seen = known
    for line in text.split(separator: "\n") where line.hasPrefix("custos_") {
      guard let brace = line.firstIndex(of: "{"),
        let labels = Self.labels(line[line.index(after: brace)...]),
        labels["run"] == run, let system = labels["system"], !known.contains(system)
      else { continue }
      samples.append((line[..<brace], line))
      if seen.insert(system).inserted { systems.append(system) }
    }
  }

  /// The lines of a metric as they stand in the file.
  func lines(of metric: String) -> String {
    samples.filter { $0.metric == metric }.map { $0.line + "\n" }.joined()
  }

  /// The labels at the start of a text up to the closing brace; `nil` where they are malformed.
  private static func labels(_ text: Substring) -> [String: String]? {
    var labels: [String: String] = [:]
    var rest = text
    while rest.first != "}" {
      guard let equals = rest.firstRange(of: "=\""), let value = value(rest[equals.upperBound...])
      else {
        return nil
      }
      labels[String(rest[..<equals.lowerBound])] = value.text
      rest = value.rest
      if rest.first == "," { rest = rest.dropFirst() }
    }
    return labels
  }

  /// A label value up to its quote: backslash, quote and line break are escaped.
  private static func value(_ text: Substring) -> (text: String, rest: Substring)? {
    var value = ""
    var isEscaped = false
    for index in text.indices {
      let character = text[index]
      if isEscaped {
        value.append(character == "n" ? "\n" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        return (value, text[text.index(after: index)...])
      } else {
        value.append(character)
      }
    }
    return nil
  }
}

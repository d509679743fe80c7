internal import CEL
import CivilTime
import YAMLTree

/// All that rules, rows and defaults of a library take from sources.
public struct FigureRegister: Sendable {
  /// The figures, those of rules before rows and defaults.
  public let figures: [Figure]
  /// The sources by name, such as `mopi/app-rrd`.
  public let sources: [String: Pack.Source]
  /// The parameters whose defaults are figures, by name.
  let parameters: [String: Pack.Parameter]
  /// The name by which a document is known that packs cite under several names.
  private let documents: [String: String]

  /// The figures of all rules, rows and defaults of a library.
  public init(_ library: RuleLibrary) { self.init(library, rules: library.rules) }

  /// The figures of some rules of a library, and of its rows and defaults.
  public init(_ library: RuleLibrary, rules: [Rule]) {
    var sources: [String: Pack.Source] = [:]
    var firstNames: [String: String] = [:]
    var documents: [String: String] = [:]
    for name in library.sourceNames {
      guard let source = library.source(name) else { continue }
      sources[name] = source
      let identity = "\(source.title)\n\(source.url ?? "")"
      documents[name] = firstNames[identity] ?? name
      if firstNames[identity] == nil { firstNames[identity] = name }
    }
    self.sources = sources
    self.documents = documents
    parameters = Dictionary(
      library.packs.flatMap(\.parameters).map { ($0.name, $0) },
      uniquingKeysWith: { _, last in last })
    figures =
      rules.flatMap(Self.figures) + Self.rows(library.schedule)
      + library.packs.flatMap(Self.defaults)
  }

  /// The name by which a source is known, of those that packs give the same document; `nil` where
  /// there is no such source.
  public func document(_ source: String) -> String? {
    if let document = documents[source] { return document }
    let named = Set(documents.filter { $0.key.hasSuffix("/\(source)") }.values)
    return named.count == 1 ? named.first : nil
  }

  /// The figures that rest on a document.
  public func figures(of document: String) -> [Figure] {
    figures.filter { documents[$0.source] == document }
  }

  /// What a rule takes from each place that it cites, in the order of its citations.
  public static func figures(of rule: Rule) -> [Figure] {
    let shown = Figure.text(of: periods(of: rule))
    return rule.cites.map { cite in
      let figure = cite.figure.map(Figure.normalised) ?? shown
      return Figure(
        holder: .rule(rule.id), source: "\(rule.pack)/\(cite.source)", at: cite.at,
        figure: figure, says: figure.isEmpty ? rule.title : "\(rule.title): \(figure)",
        evidence: cite.evidence)
    }
  }

  /// What a row of the schedule takes from its source; `nil` where it is an organisation's own.
  public static func figure(of row: Schedule.Row) -> Figure? {
    guard let evidence = row.evidence else { return nil }
    return Figure(
      holder: .row(row.code), source: row.source, at: row.at,
      figure: Figure.text(
        of: [row.period, row.minimum, row.maximum, row.also?.minimum].compactMap(\.self)),
      says: row.periodsInWords.isEmpty ? row.title : "\(row.title): \(row.periodsInWords)",
      evidence: evidence)
  }

  /// What a default takes from its source; `nil` where it has none.
  public static func figure(of parameter: Pack.Parameter, in pack: Pack) -> Figure? {
    guard let evidence = parameter.evidence, let source = parameter.source,
      let value = parameter.defaultValue
    else { return nil }
    let text = value.elements?.compactMap(\.text).joined(separator: " and ") ?? value.text ?? ""
    return Figure(
      holder: .parameter(parameter.name), source: "\(pack.name)/\(source)",
      at: parameter.at ?? parameter.name, figure: Figure.normalised(text),
      says: "\(SourceText.oneLine(parameter.describe)) Unless chosen: \(text)",
      evidence: evidence)
  }

  private static func rows(_ schedule: Schedule) -> [Figure] {
    schedule.codes.compactMap { schedule[$0].flatMap(figure) }
  }

  private static func defaults(_ pack: Pack) -> [Figure] {
    pack.parameters.compactMap { figure(of: $0, in: pack) }
  }

  /// The periods that the conditions of a rule name, in order, each once.
  private static func periods(of rule: Rule) -> [Period] {
    let conditions = [rule.when, rule.require].compactMap { $0?.code }
    let lets = RuleCompilation(rule: rule).lets(
      for: conditions + [ExpressionText("lastPermitted")])
    return (lets.map(\.expression.code) + conditions).map(\.source).flatMap(periods)
  }

  private static func periods(in source: String) -> [Period] {
    let start = "period('"
    return source.ranges(of: start).compactMap { range in
      let text = source[range.upperBound...].prefix { $0 != "'" }
      return try? Period(parsing: String(text))
    }
  }
}

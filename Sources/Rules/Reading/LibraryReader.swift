public import Diagnostics
import YAMLTree

/// Reads rule files into a library.
public enum LibraryReader {
  /// Reads files, later ones over earlier ones: a rule, pack, row or list of the same name takes
  /// the earlier one's place, so that a force's folder extends the built-in one.
  ///
  /// - Parameter areSound: Whether the files are known to have no fault, so that nobody looks for any.
  /// - Returns: What could be read, and all that is wrong.
  public static func read(
    _ files: [RuleFile], areSound: Bool = false
  ) -> (library: RuleLibrary, problems: [Diagnostic]) {
    var library = RuleLibrary()
    var problems: [Diagnostic] = []
    var packs: [String: Pack] = [:]
    var rules: [String: Rule] = [:]
    var filesOfPack: [String: [RuleFile]] = [:]
    var rows: [Substring: [String: SourcePosition]] = [:]
    var words: [WordUse] = []
    for file in files.sorted(by: { $0.name.precedes($1.name) }) {
      let folder = RuleFile.folder(of: file.name)
      // Mappings are read where inputs are.
      if folder == "mappings" { continue }
      if folder == "calendars" {
        let (calendar, found) = CalendarReader.read(file, isSound: areSound)
        library.calendars[calendar.place] = calendar
        problems += found
        continue
      }
      if areSound, file.hasHead {
        filesOfPack[folder, default: []].append(file)
        continue
      }
      let root = file.root
      switch folder {
      case "schedule", "schedules":
        // Files of one folder of rules stand side by side; another folder goes over them.
        problems += ScheduleReader.read(
          root, path: file.path, into: &library.schedule,
          seen: &rows[file.path.dropLast(file.name.count), default: [:]], words: &words)
      case "codes":
        let (list, found) = CodeListReader.read(root, path: file.path)
        library.codeLists[list.name] = list
        problems += found
      default:
        filesOfPack[folder, default: []].append(file)
        if root["pack"] != nil || file.isPack {
          let (pack, found) = PackReader.read(root, path: file.path, folder: folder)
          packs[pack.name] = pack
          problems += found
        } else {
          let (rule, found) = RuleReader.read(root, path: file.path)
          problems += found
          if let rule { problems += add(rule, to: &rules) }
        }
      }
    }
    problems += share(packs, with: &rules)
    if areSound { addLater(filesOfPack, of: packs, to: &rules) }
    problems += assemble(&library, packs: packs, rules: rules, files: filesOfPack)
    if areSound { return (library, []) }
    problems += unknownSources(of: library)
    problems += library.unknownWords(words + library.packs.flatMap(\.words))
    problems += library.likeClasses(of: rows, inOrderOf: files)
    return (library, problems.sorted())
  }

  /// Adds the rows of schedules, which take the place of those of the same class that were there.
  ///
  /// Among themselves they may have but one row of a class.
  public static func add(
    schedules files: [RuleFile], to library: inout RuleLibrary
  ) -> [Diagnostic] {
    var seen: [String: SourcePosition] = [:]
    var words: [WordUse] = []
    let classes = library.words(of: RuleLibrary.classList) ?? []
    var problems = files.flatMap { file in
      ScheduleReader.read(
        file.root, path: file.path, maker: .organisation, into: &library.schedule, seen: &seen,
        words: &words)
    }
    problems += library.unknownWords(words)
    let places = Set(seen.values.map { "\($0.path):\($0.line)" })
    let rows = library.schedule.codes.flatMap { library.schedule.candidates($0) }
      .filter { places.contains("\($0.path):\($0.line)") }
    return problems + rows.compactMap { unknownSource(of: $0, in: library) }
      + RuleLibrary.likeClasses(rows, known: classes)
  }

  private static func add(_ rule: Rule, to rules: inout [String: Rule]) -> [Diagnostic] {
    defer { rules[rule.id] = rule }
    guard let other = rules[rule.id], other.path != rule.path else { return [] }
    let position = SourcePosition(path: rule.path, line: 1, column: 1)
    return [
      Diagnostic(
        .error, "rule.duplicate-id", at: position, "the rule \(rule.id) is defined twice",
        related: [.init(at: SourcePosition(path: other.path, line: 1, column: 1), "first here")])
    ]
  }

  /// Gives the rules what they share with their packs, and drops those that have none.
  private static func share(
    _ packs: [String: Pack], with rules: inout [String: Rule]
  ) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for id in rules.keys.sorted(by: { $0.precedes($1) }) {
      guard var rule = rules[id] else { continue }
      guard let pack = packs[rule.pack] else {
        let position = SourcePosition(path: rule.path, line: 1, column: 1)
        problems.append(
          Diagnostic(
            .error, "rule.no-pack", at: position, "the rule \(id) belongs to no pack that was read",
            hint: "the part before the slash names the pack; it needs a pack.yaml"))
        rules[id] = nil
        continue
      }
      var shared = rule.body.value.value
      problems += share(pack, with: &shared, at: rule.path)
      let body = Kept(shared)
      rule.body = Later { body }
      rules[id] = rule
    }
    return problems
  }

  /// Gives what a rule says that which it shares with its pack.
  static func share(_ pack: Pack, with body: inout RuleBody, at path: String) -> [Diagnostic] {
    var problems = addSharedCites(to: &body, of: pack, at: path)
    for cite in body.cites where pack.source(cite.source) == nil {
      let position = SourcePosition(path: path, line: cite.line, column: 1)
      problems.append(unknownSource(cite.source, of: pack, at: position))
    }
    problems += addSharedSources(to: &body, of: pack, at: path)
    body.lets = pack.lets + body.lets
    body.packLimbs = pack.limbs
    return problems
  }

  /// Adds the rules of files that have heads, whose rest is read when it is asked for.
  private static func addLater(
    _ files: [String: [RuleFile]], of packs: [String: Pack], to rules: inout [String: Rule]
  ) {
    for (folder, files) in files {
      guard let pack = packs[folder] else { continue }
      for file in files where file.hasHead {
        let rule = RuleReader.readLater(file, of: pack)
        rules[rule.id] = rule
      }
    }
  }

  private static func assemble(
    _ library: inout RuleLibrary, packs: [String: Pack], rules: [String: Rule],
    files: [String: [RuleFile]]
  ) -> [Diagnostic] {
    var packs = packs
    var rulesOfPack: [String: [Rule]] = [:]
    for id in rules.keys.sorted(by: { $0.precedes($1) }) {
      guard let rule = rules[id] else { continue }
      rulesOfPack[rule.pack, default: []].append(rule)
    }
    for (name, rules) in rulesOfPack { packs[name]?.rules = rules }
    let laws = Jurisdictions(library.codeLists["jurisdiction"]).lawsOfAll
    packs = packs.mapValues { pack in
      var pack = pack
      pack.places = Set(pack.jurisdictions)
      for (place, laws) in laws where !laws.isDisjoint(with: pack.jurisdictions) {
        pack.places.insert(place)
      }
      return pack
    }
    let problems = unknownRules(in: packs, rules: rules)
    library.packs = packs.values.sorted { $0.name.precedes($1.name) }
    for index in library.packs.indices {
      library.packs[index].files = files[library.packs[index].name, default: []]
    }
    return problems
  }

  /// The parameters and rows that name a source which is not there.
  private static func unknownSources(of library: RuleLibrary) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for pack in library.packs {
      for parameter in pack.parameters {
        guard let key = parameter.source, pack.source(key) == nil else { continue }
        let position = SourcePosition(path: pack.path, line: parameter.line, column: 1)
        problems.append(unknownSource(key, of: pack, at: position))
      }
    }
    let schedule = library.schedule
    for code in schedule.codes {
      guard let row = schedule[code], row.evidence != nil, library.source(row.source) == nil
      else { continue }
      // The built-in schedule stays where its packs were replaced by others.
      let pack = RuleFile.folder(of: row.source)
      let isOfAbsentPack = !library.packs.contains { $0.name == pack }
      if row.maker == .national, row.source.contains("/"), isOfAbsentPack { continue }
      problems += [unknownSource(of: row, in: library)].compactMap(\.self)
    }
    return problems
  }

  /// That neither a schedule nor a pack has the source of a row; `nil` if one has.
  private static func unknownSource(
    of row: Schedule.Row, in library: RuleLibrary
  ) -> Diagnostic? {
    guard row.evidence != nil, library.source(row.source) == nil else { return nil }
    let hint = nearestName(to: row.source, among: library.sourceNames)
    return Diagnostic(
      .error, "rule.unknown-source",
      at: SourcePosition(path: row.path, line: row.line, column: 1),
      "neither the schedule nor a pack has a source \"\(row.source)\"",
      hint: hint.map { "did you mean \"\($0)\"?" }
        ?? "list it under sources, at the head of the schedule")
  }

  private static func unknownSource(
    _ key: String, of pack: Pack, at position: SourcePosition
  ) -> Diagnostic {
    let hint = nearestName(to: key, among: pack.sources.map(\.key))
    return Diagnostic(
      .error, "rule.unknown-source", at: position, "the pack has no source \"\(key)\"",
      hint: hint.map { "did you mean \"\($0)\"?" })
  }

  /// Rules that the articles of packs name and that nobody wrote.
  private static func unknownRules(
    in packs: [String: Pack], rules: [String: Rule]
  ) -> [Diagnostic] {
    packs.values.flatMap { pack in
      pack.articles.flatMap { article in
        article.by.filter { rules[$0] == nil && packs[RuleFile.folder(of: $0)] != nil }.map { id in
          Diagnostic(
            .error, "rule.unknown-rule",
            at: SourcePosition(path: pack.path, line: article.line, column: 1),
            "\(article.at) names the rule \"\(id)\", which does not exist",
            hint: nearestName(to: id, among: rules.keys.sorted()).map { "did you mean \"\($0)\"?" })
        }
      }
    }
  }

  /// Puts the citations of the pack that a rule names before its own.
  private static func addSharedCites(
    to body: inout RuleBody, of pack: Pack, at path: String
  ) -> [Diagnostic] {
    let (shared, problems) = named(
      by: body.sharedCites, in: pack.citations, at: path, code: "rule.unknown-citation",
      what: "citations")
    body.cites = shared.joined() + body.cites
    return problems
  }

  /// Puts the sources of the pack that a rule names before its own.
  private static func addSharedSources(
    to body: inout RuleBody, of pack: Pack, at path: String
  ) -> [Diagnostic] {
    let (shared, problems) = named(
      by: body.sharedSources, in: pack.precedence, at: path, code: "rule.unknown-precedence",
      what: "competing source")
    body.precedence = shared + body.precedence
    return problems
  }

  /// What a rule names of its pack, in its order, and the names that the pack does not have.
  private static func named<Element>(
    by names: [Expression], in elements: [String: Element], at path: String, code: String,
    what: String
  ) -> ([Element], [Diagnostic]) {
    var found: [Element] = []
    var problems: [Diagnostic] = []
    for name in names {
      if let element = elements[name.source] {
        found.append(element)
        continue
      }
      let nearest = nearestName(to: name.source, among: elements.keys.sorted())
      problems.append(
        Diagnostic(
          .error, code,
          at: SourcePosition(path: path, line: name.node.line, column: name.node.column),
          "the pack has no \(what) \"\(name.source)\"",
          hint: nearest.map { "did you mean \"\($0)\"?" }))
    }
    return (found, problems)
  }
}

import CEL
import CivilTime
import RetentionPhrases

/// The functions that only mappings have.
enum MappingFunctions {
  typealias Arguments = UnsafeBufferPointer<Value>

  /// All of them, with what reads phrases.
  static func all(_ phrases: RetentionPhrases) -> [HostFunction] {
    [
      day, number, flag, code, lookup, slug, split, xpath, xpaths, json,
      retention("retention", phrases), retention("retentions", phrases), period(phrases),
      trigger(phrases),
    ]
  }

  /// The text of a scalar; `nil` for anything else.
  static func text(_ value: Value) -> String? {
    switch value.tag {
    case .string: value.asString
    case .int: String(value.asInt)
    case .uint: String(value.bits)
    case .bool: value.asBool ? "true" : "false"
    case .double: NumberText.text(value.asDouble)
    default: nil
    }
  }

  /// Says that a text could not be read.
  private static func fail(
    _ context: CallContext, _ text: String, code: String = "mapping.misread", hint: String? = nil
  ) -> Value {
    ExpressionHost.of(context)?.failure = .init(code: code, text: text, hint: hint)
    return Value(error: .invalidArgument)
  }

  /// A function of a text, which is not given where it is empty.
  private static func reader(
    _ name: String, _ overloads: [HostFunction.Overload], argument: Int = 0,
    _ body: @escaping @Sendable (String, Arguments, inout CallContext) -> Value?,
    hint: String? = nil
  ) -> HostFunction {
    HostFunction(name, overloads: overloads, seesPrecision: false) { arguments, context in
      var value = arguments[argument]
      if value.tag == .optional {
        guard let inner = value.asOptional else { return Value(error: .noSuchKey) }
        value = inner
      }
      if value.tag == .null { return Value(error: .noSuchKey) }
      guard let text = text(value) else { return Value(error: .noMatchingOverload) }
      let trimmed = UnknownWords.trimmed(text)
      context.charge(trimmed.utf8.count / 8 + 1)
      if trimmed.isEmpty { return Value(error: .noSuchKey) }
      return body(trimmed, arguments, &context) ?? fail(context, trimmed, hint: hint)
    }
  }

  private static let day = reader(
    "day", [.init([.dyn, .list(.string)], .date), .init([.dyn], .date)],
    { text, arguments, context in
      var patterns: [String] = []
      if arguments.count > 1, arguments[1].tag == .list {
        patterns = arguments[1].asList.map(\.asString)
      }
      let reading = DayReading(patterns: patterns.compactMap { DayPattern($0) })
      var bytes = text
      if let days = bytes.withUTF8({ reading.days($0) }) { return Value(days) }
      guard !patterns.isEmpty else { return nil }
      // What fits without the zeros in front is of the same column.
      let loose = patterns.map { $0.replacing("dd", with: "d").replacing("MM", with: "M") }
      let isLoose = bytes.withUTF8 { text in
        DayReading(patterns: loose.compactMap { DayPattern($0) }).days(text) != nil
      }
      return fail(
        context, text,
        hint: isLoose
          ? "without zeros in front the pattern is \(loose.joined(separator: " or "))"
          : "the patterns are \(patterns.joined(separator: ", ")); list one more if days are written "
            + "in several ways")
    }, hint: "declare its pattern, such as day(row.Date, ['dd/MM/yyyy'])")

  private static let number = reader(
    "number", [.init([.dyn], .int)],
    { text, _, _ in NumberText.whole(text).map { Value($0) } },
    hint: "expected a whole number such as 1234 or 1,234; where a point separates thousands, "
      + "take it out with replace: number(row.Count.replace('.', ''))")

  private static let flag = reader(
    "flag", [.init([.dyn], .bool)],
    { text, _, _ in
      switch text.lowercased() {
      case "yes", "y", "true", "t", "1", "on", "x", "✓": Value(true)
      case "no", "n", "false", "f", "0", "off": Value(false)
      default: nil
      }
    }, hint: "expected yes or no, true or false, 1 or 0")

  private static let code = HostFunction(
    "code", overloads: [.init([.map(.string, .string), .dyn], .string)], seesPrecision: false
  ) { arguments, context in
    var value = arguments[1]
    if value.tag == .optional {
      guard let inner = value.asOptional else { return Value(error: .noSuchKey) }
      value = inner
    }
    guard arguments[0].tag == .map, let text = text(value) else {
      return Value(error: value.tag == .null ? .noSuchKey : .noMatchingOverload)
    }
    let wanted = UnknownWords.folded(text)
    if wanted.isEmpty { return Value(error: .noSuchKey) }
    let entries = arguments[0].asEntries
    context.charge(entries.count)
    for index in stride(from: 0, to: entries.count, by: 2) where entries[index].tag == .string {
      if UnknownWords.folded(entries[index].asString) == wanted { return entries[index + 1] }
    }
    return fail(
      context, UnknownWords.trimmed(text), code: "mapping.no-entry",
      hint: "add an entry for it to the map of code(…)")
  }

  private static let lookup = HostFunction(
    "lookup", overloads: [.init([.string, .dyn], .dyn)], seesPrecision: false
  ) { arguments, context in
    guard let host = ExpressionHost.of(context), arguments[0].tag == .string else {
      return Value(error: .hostFailure)
    }
    var value = arguments[1]
    if value.tag == .optional {
      guard let inner = value.asOptional else { return Value(error: .noSuchKey) }
      value = inner
    }
    guard let key = text(value) else { return Value(error: .noSuchKey) }
    if UnknownWords.trimmed(key).isEmpty { return Value(error: .noSuchKey) }
    let input = arguments[0].asString
    guard let row = host.further.row(input: input, key: key) else {
      return fail(
        context, key, code: "mapping.no-lookup",
        hint: host.further.has(input: input)
          ? "no row of \"\(input)\" has this key"
          : "the input \"\(input)\" was not given; name its file beside this one")
    }
    return DatumBuilder.value(row, &context)
  }

  private static let slug = reader(
    "slug", [.init([.dyn], .string)],
    { text, _, context in
      let slug = Slug.of(text)
      return slug.isEmpty ? nil : context.string(slug)
    })

  private static let split = HostFunction(
    "split", overloads: [.init([.dyn, .string], .list(.string))], seesPrecision: false
  ) { arguments, context in
    var value = arguments[0]
    if value.tag == .optional {
      guard let inner = value.asOptional else { return Value(error: .noSuchKey) }
      value = inner
    }
    guard let text = text(value), arguments[1].tag == .string else {
      return Value(error: .noMatchingOverload)
    }
    if UnknownWords.trimmed(text).isEmpty { return Value(error: .noSuchKey) }
    let separator = arguments[1].asString
    let parts = separator.isEmpty ? [text] : text.split(separator: separator).map { String($0) }
    context.charge(text.utf8.count / 8)
    let values = parts.map(UnknownWords.trimmed).filter { !$0.isEmpty }.map { context.string($0) }
    return context.list(values)
  }

  private static let xpath = HostFunction(
    "xpath", overloads: [.init([.string], .string)], seesPrecision: false
  ) { arguments, context in
    guard let host = ExpressionHost.of(context), let paths = host.paths, let node = host.node else {
      return Value(error: .noMatchingOverload)
    }
    context.charge(100)
    guard let found = paths.text(arguments[0].asString, at: node) else {
      return Value(error: .noSuchKey)
    }
    if host.firstNode == nil { host.firstNode = found.node }
    let isGiven = !found.text.isEmpty && !host.unknown.contains(found.text)
    return isGiven ? context.string(found.text) : Value(error: .noSuchKey)
  }

  private static let xpaths = HostFunction(
    "xpaths", overloads: [.init([.string], .list(.string))], seesPrecision: false
  ) { arguments, context in
    guard let host = ExpressionHost.of(context), let paths = host.paths, let node = host.node else {
      return Value(error: .noMatchingOverload)
    }
    let texts = paths.texts(arguments[0].asString, at: node)
    context.charge(100 + texts.count)
    return context.list(texts.map { context.string($0) })
  }

  private static let json = HostFunction(
    "json", overloads: [.init([.dyn], .dyn)], seesPrecision: false
  ) { arguments, context in
    guard arguments[0].tag == .string else { return Value(error: .noMatchingOverload) }
    context.charge(Int(arguments[0].aux) / 4)
    do throws(JSONFault) {
      let document = try InnerJSON.document(Array(arguments[0].asBytes))
      return DatumBuilder.value(document.datum(document.root), &context)
    } catch {
      return fail(context, arguments[0].asString, hint: "the text is not JSON: \(error.message)")
    }
  }

  private static func retention(_ name: String, _ phrases: RetentionPhrases) -> HostFunction {
    let result = CELType.list(.map(.string, .dyn))
    return reader(
      name, [.init([.dyn], result), .init([.dyn, .dyn], result)],
      { phrase, arguments, context in
        guard let host = ExpressionHost.of(context) else { return Value(error: .hostFailure) }
        let from = arguments.count > 1 ? text(arguments[1]) : nil
        let reading = host.phrases.reading(of: .init(phrase: phrase, event: from)) {
          rules(of: phrase, from: from, phrases)
        }
        switch reading {
        case .success(let rules): return DatumBuilder.value(rules, &context)
        case .failure(let refusal):
          host.failure = .init(
            code: "mapping.misread", text: phrase,
            hint: "\(refusal); say what it means under \"phrases\" of the mapping", hasText: true)
          return Value(error: .invalidArgument)
        }
      })
  }

  /// The rules of a phrase as a list of maps.
  private static func rules(
    of phrase: String, from event: String?, _ phrases: RetentionPhrases
  ) -> PhraseMemo.Reading {
    do throws(PhraseRefusal) {
      let rules = try phrases.rules(in: phrase, from: event)
      return .success(.list(rules.map { .map($0.fields(originalText: phrase).map(entry)) }))
    } catch {
      return .failure(error)
    }
  }

  /// A field of a rule of retention as an entry of a map.
  private static func entry(_ field: (name: String, value: String)) -> Datum.Entry {
    let value: Datum =
      field.name == "appliesTo"
      ? .list(field.value.split(separator: " ").map { .string(String($0)) }) : .string(field.value)
    return Datum.Entry(.string(field.name), value)
  }

  private static func period(_ phrases: RetentionPhrases) -> HostFunction {
    reader(
      "period", [.init([.dyn], .string)],
      { text, _, context in
        if (try? Period(parsing: text)) != nil { return context.string(text) }
        return (try? phrases.period(in: text)).map { context.string($0) }
      }, hint: "expected a period such as 6 years or P6Y")
  }

  private static func trigger(_ phrases: RetentionPhrases) -> HostFunction {
    reader(
      "trigger", [.init([.dyn], .string)],
      { text, _, context in phrases.trigger(in: text).map { context.string($0) } },
      hint: "no code of triggers means this")
  }
}

/// Makes values of data in the memory of an evaluation.
enum DatumBuilder {
  static func value(_ datum: Datum, _ context: inout CallContext) -> Value {
    switch datum {
    case .string(let text): return context.string(text)
    case .list(let items):
      let values = items.map { value($0, &context) }
      return context.list(values)
    case .map(let entries):
      let room = context.allocate(values: entries.count * 2)
      for (index, entry) in entries.enumerated() {
        room[index * 2] = value(entry.key, &context)
        room[index * 2 + 1] = value(entry.value, &context)
      }
      return Value(map: UnsafeBufferPointer(start: room, count: entries.count * 2))
    case .bool(let bool): return Value(bool)
    case .int(let int): return Value(int)
    case .double(let double): return Value(double)
    default: return .null
    }
  }
}

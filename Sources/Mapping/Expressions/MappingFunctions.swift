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
    { text, arguments, _ in
      var patterns: [DayPattern] = []
      if arguments.count > 1, arguments[1].tag == .list {
        patterns = arguments[1].asList.compactMap { DayPattern($0.asString) }
      }
      var text = text
      return text.withUTF8 { DayReading(patterns: patterns).days($0) }.map { Value($0) }
    }, hint: "declare its pattern, such as day(row.Date, ['dd/MM/yyyy'])")

  private static let number = reader(
    "number", [.init([.dyn], .int)],
    { text, _, _ in NumberText.whole(text).map { Value($0) } },
    hint: "expected a whole number such as 1,234")

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
      let document = try JSONDocument(Array(arguments[0].asBytes))
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

/// Numbers as texts.
enum NumberText {
  /// A number in text: whole ones without a fraction.
  static func text(_ number: Double) -> String {
    if let whole = Int64(exactly: number) { return String(whole) }
    return "\(number)"
  }

  /// A whole number as people write it: with separators of thousands, a plus sign or a fraction of
  /// zeros; `nil` for anything else.
  static func whole(_ text: String) -> Int64? {
    var digits = text.filter { $0 != "\u{a0}" && $0 != "\u{202f}" && $0 != " " }
    if digits.contains(",") {
      let groups = digits.split(separator: ",", omittingEmptySubsequences: false)
      let isGrouped =
        1...3 ~= groups[0].count
        && groups.dropFirst().allSatisfy { $0.prefix { $0 != "." }.count == 3 }
      guard isGrouped else { return nil }
      digits = groups.joined()
    }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let head = parts.first, !head.isEmpty, head.count <= 18,
      head.utf8.allSatisfy({ 0x30...0x39 ~= $0 })
    else { return nil }
    if parts.count == 2, !parts[1].allSatisfy({ $0 == "0" }) { return nil }
    return Int64(head)
  }
}

/// Makes ids of names.
enum Slug {
  /// Small letters and digits of a text, with a hyphen for everything between.
  static func of(_ text: String) -> String {
    var slug = ""
    var isBetween = false
    for scalar in text.lowercased().unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        if isBetween, !slug.isEmpty { slug += "-" }
        isBetween = false
        slug.unicodeScalars.append(scalar)
      } else if scalar != "'" && scalar != "\u{2019}" {
        isBetween = true
      }
    }
    return slug
  }
}

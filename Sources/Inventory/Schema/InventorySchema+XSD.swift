extension InventorySchema {
  /// The schema of the XML spelling: W3C XML Schema 1.0.
  ///
  /// - Parameters:
  ///   - codes: The known codes, which editors offer.
  ///   - isStrict: Whether it refuses what a strict reader refuses.
  ///   - hasNamespace: Whether it is for documents in the namespace of the vocabulary; readers
  ///     accept documents without a namespace too.
  public static func xsd(
    codes: CodeBook? = nil, isStrict: Bool = false, hasNamespace: Bool = true
  ) -> String {
    var codes = codes
    if isStrict { codes?.closeAll() }
    var lines = [#"<?xml version="1.0" encoding="UTF-8"?>"#]
    if hasNamespace {
      lines.append(
        #"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="\#(Vocabulary.namespace)""#)
      lines.append(
        #"    xmlns:c="\#(Vocabulary.namespace)" targetNamespace="\#(Vocabulary.namespace)""#)
      lines.append(#"    elementFormDefault="qualified">"#)
    } else {
      lines.append(#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">"#)
    }
    lines += root(prefix: hasNamespace ? "c:" : "")
    for object in Vocabulary.objects { lines += complexType(object, isStrict: isStrict) }
    lines += simpleTypes
    for list in ShapeTable.shared.codeLists.sorted() {
      lines += codeType(
        list, codes?.lists[list] ?? [], isClosed: codes?.closed.contains(list) ?? false)
    }
    return lines.joined(separator: "\n") + "\n</xs:schema>\n"
  }

  private static func root(prefix: String) -> [String] {
    var lines = [#"  <xs:element name="inventory" type="Inventory">"#]
    for (name, path) in [
      ("organisationId", "organisation"), ("systemId", "system"), ("datasetId", "system/dataset"),
    ] {
      let steps = path.split(separator: "/").map { prefix + $0 }.joined(separator: "/")
      lines += [
        #"    <xs:unique name="\#(name)">"#,
        #"      <xs:selector xpath="\#(steps)"/>"#,
        #"      <xs:field xpath="@id"/>"#,
        "    </xs:unique>",
      ]
    }
    return lines + ["  </xs:element>"]
  }

  private static func complexType(_ object: ObjectDefinition, isStrict: Bool) -> [String] {
    var lines = [#"  <xs:complexType name="\#(object.name)">"#]
    lines += annotation(object.summary, "    ")
    lines += content(object)
    for field in object.fields {
      let isRequired = isRequired(field, of: object)
      guard let type = isRequired ? "Identifier" : attributeType(field) else { continue }
      let use = isRequired ? #" use="required""# : ""
      lines.append(#"    <xs:attribute name="\#(field.name)" type="\#(type)"\#(use)>"#)
      lines += annotation(field.summary, "      ")
      lines.append("    </xs:attribute>")
    }
    let others = isStrict ? "##other" : "##any"
    lines.append(#"    <xs:anyAttribute namespace="\#(others)" processContents="lax"/>"#)
    return lines + ["  </xs:complexType>"]
  }

  /// The child elements: facts in any order, then the levels below.
  private static func content(_ object: ObjectDefinition) -> [String] {
    let lasting = object.fields.filter { !isLast($0, in: object) }
    let last = object.fields.filter { isLast($0, in: object) }
    var lines = ["    <xs:sequence>"]
    lines.append(#"      <xs:choice minOccurs="0" maxOccurs="unbounded">"#)
    lines += lasting.flatMap { element($0, "        ") }
    lines.append(###"        <xs:any namespace="##other" processContents="lax"/>"###)
    lines.append("      </xs:choice>")
    if !last.isEmpty {
      lines.append(#"      <xs:choice minOccurs="0" maxOccurs="unbounded">"#)
      lines += last.flatMap { element($0, "        ") }
      lines.append("      </xs:choice>")
    }
    return lines + ["    </xs:sequence>"]
  }

  /// Whether a field comes behind all others: systems, datasets, holdings and records.
  private static func isLast(_ field: FieldDefinition, in object: ObjectDefinition) -> Bool {
    guard case .objects(let child, _) = field.kind else { return false }
    let levels = [Vocabulary.system, Vocabulary.dataset, Vocabulary.holding, Vocabulary.record]
    return levels.contains { $0.name == child.name }
  }

  private static func element(_ field: FieldDefinition, _ indent: String) -> [String] {
    let name: String
    let type: String
    switch field.kind {
    case .prose: (name, type) = (field.name, "xs:string")
    case .object(let child): (name, type) = (field.name, child.name)
    case .objects(let child, let singular): (name, type) = (singular, child.name)
    default: return []
    }
    return [#"\#(indent)<xs:element name="\#(name)" type="\#(type)">"#]
      + annotation(field.summary, indent + "  ") + ["\(indent)</xs:element>"]
  }

  private static func attributeType(_ field: FieldDefinition) -> String? {
    switch field.kind {
    case .text: "xs:string"
    case .prose: nil
    case .code(let list): typeName(list)
    case .codes(let list): typeName(list) + "s"
    case .integer: field.range.map(rangeName) ?? "Count"
    case .boolean: "Truth"
    case .date: "Day"
    case .instant: "Instant"
    case .period: "Period"
    case .object: "Absence"
    case .objects: "AbsenceOrNone"
    }
  }

  private static func annotation(_ text: String, _ indent: String) -> [String] {
    [
      "\(indent)<xs:annotation><xs:documentation>\(XMLText.escaped(text))"
        + "</xs:documentation></xs:annotation>"
    ]
  }
}

extension InventorySchema {
  private static var simpleTypes: [String] {
    let words = absentWords.map { #"      <xs:enumeration value="\#($0)"/>"# }
    var lines = enumeration("Absence", words)
    lines += enumeration("AbsenceOrNone", words + [#"      <xs:enumeration value=""/>"#])
    lines += [
      #"  <xs:simpleType name="Identifier">"#, #"    <xs:restriction base="xs:string">"#,
      #"      <xs:minLength value="1"/>"#, "    </xs:restriction>", "  </xs:simpleType>",
    ]
    lines += restricted("WholeNumber", "xs:string", Pattern.number)
    lines += restricted("TruthOnly", "xs:string", "true|false|1|0")
    lines += restricted("DayOnly", "xs:string", Pattern.date)
    lines += restricted("InstantOnly", "xs:string", Pattern.instant)
    lines += restricted("PeriodOnly", "xs:string", Pattern.period)
    for range in ranges {
      let digits = (range.lowerBound...range.upperBound).map(String.init).joined(separator: "|")
      lines += restricted(rangeName(range) + "Only", "xs:string", "0*(\(digits))")
      lines += union(rangeName(range), "\(rangeName(range))Only Absence")
    }
    lines += union("Count", "WholeNumber Absence")
    lines += union("Truth", "TruthOnly Absence")
    lines += union("Day", "DayOnly Absence")
    lines += union("Instant", "InstantOnly Absence")
    lines += union("Period", "PeriodOnly Absence")
    return lines
  }

  /// The ranges of numbers that fields have, each once.
  private static var ranges: [ClosedRange<Int64>] {
    let all = Set(Vocabulary.objects.flatMap(\.fields).compactMap(\.range))
    return all.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
  }

  private static func rangeName(_ range: ClosedRange<Int64>) -> String {
    "Number\(range.lowerBound)To\(range.upperBound)"
  }

  private static func enumeration(_ name: String, _ values: [String]) -> [String] {
    [#"  <xs:simpleType name="\#(name)">"#, #"    <xs:restriction base="xs:string">"#] + values
      + ["    </xs:restriction>", "  </xs:simpleType>"]
  }

  private static func restricted(_ name: String, _ base: String, _ pattern: String) -> [String] {
    [
      #"  <xs:simpleType name="\#(name)">"#, #"    <xs:restriction base="\#(base)">"#,
      #"      <xs:pattern value="\#(pattern)"/>"#, "    </xs:restriction>", "  </xs:simpleType>",
    ]
  }

  private static func union(_ name: String, _ members: String) -> [String] {
    [
      #"  <xs:simpleType name="\#(name)">"#, #"    <xs:union memberTypes="\#(members)"/>"#,
      "  </xs:simpleType>",
    ]
  }

  /// The type of one code, which may be none of the known ones where the list is open, and of a list
  /// of them.
  private static func codeType(_ list: String, _ codes: [String], isClosed: Bool) -> [String] {
    let name = typeName(list)
    var lines: [String] = []
    if codes.isEmpty {
      lines += union(name, "xs:string")
      lines += listType(name + "List", of: "xs:string")
    } else {
      lines += enumeration(
        name + "Known",
        codes.map { #"      <xs:enumeration value="\#(XMLText.escaped($0))"/>"# })
      lines += union(name, isClosed ? "\(name)Known Absence" : "\(name)Known xs:string")
      lines += listType(name + "List", of: isClosed ? name + "Known" : name)
    }
    return lines + union(name + "s", "\(name)List Absence")
  }

  private static func listType(_ name: String, of item: String) -> [String] {
    [
      #"  <xs:simpleType name="\#(name)">"#, #"    <xs:list itemType="\#(item)"/>"#,
      "  </xs:simpleType>",
    ]
  }
}

extension InventorySchema {
  /// The schema of the XML spelling: W3C XML Schema 1.0.
  ///
  /// - Parameters:
  ///   - codes: The known codes, which editors offer.
  ///   - hasNamespace: Whether it is for documents in the namespace of the vocabulary; readers
  ///     accept documents without a namespace too.
  public static func xsd(codes: CodeBook? = nil, hasNamespace: Bool = true) -> String {
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
    for object in Vocabulary.objects { lines += complexType(object) }
    lines += simpleTypes
    for list in ShapeTable.shared.codeLists.sorted() {
      lines += codeType(list, codes?.lists[list] ?? [])
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

  private static func complexType(_ object: ObjectDefinition) -> [String] {
    var lines = [#"  <xs:complexType name="\#(object.name)">"#]
    lines += annotation(object.summary, "    ")
    lines += content(object)
    for field in object.fields {
      guard let type = attributeType(field.kind) else { continue }
      let use = isRequired(field, of: object) ? #" use="required""# : ""
      lines.append(#"    <xs:attribute name="\#(field.name)" type="\#(type)"\#(use)>"#)
      lines += annotation(field.summary, "      ")
      lines.append("    </xs:attribute>")
    }
    lines.append(###"    <xs:anyAttribute namespace="##other" processContents="lax"/>"###)
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

  private static func attributeType(_ kind: FieldDefinition.Kind) -> String? {
    switch kind {
    case .text: "xs:string"
    case .prose: nil
    case .code(let list): typeName(list)
    case .codes(let list): typeName(list) + "s"
    case .integer: "Count"
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
    let words = absences.map { #"      <xs:enumeration value="\#($0)"/>"# }
    var lines = enumeration("Absence", words)
    lines += enumeration("AbsenceOrNone", words + [#"      <xs:enumeration value=""/>"#])
    lines += restricted("WholeNumber", "xs:nonNegativeInteger", "[0-9]+")
    lines += restricted("DayOnly", "xs:date", "[0-9]{4}-[0-9]{2}-[0-9]{2}")
    lines += restricted("MonthOnly", "xs:gYearMonth", "[0-9]{4}-[0-9]{2}")
    lines += restricted("YearOnly", "xs:gYear", "[0-9]{4}")
    lines += restricted("InstantOnly", "xs:string", Pattern.instant)
    lines += restricted("PeriodOnly", "xs:string", Pattern.period)
    lines += union("Count", "WholeNumber Absence")
    lines += union("Truth", "xs:boolean Absence")
    lines += union("Day", "DayOnly MonthOnly YearOnly Absence")
    lines += union("Instant", "InstantOnly Absence")
    lines += union("Period", "PeriodOnly Absence")
    return lines
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

  /// The type of one code, which may be none of the known ones, and of a list of them.
  private static func codeType(_ list: String, _ codes: [String]) -> [String] {
    let name = typeName(list)
    var lines: [String] = []
    if codes.isEmpty {
      lines += restricted(name, "xs:token", #"\S+"#)
    } else {
      lines += enumeration(
        name + "Known",
        codes.map { #"      <xs:enumeration value="\#(XMLText.escaped($0))"/>"# })
      lines += restricted(name + "Other", "xs:token", #"\S+"#)
      lines += union(name, "\(name)Known \(name)Other")
    }
    return lines + [
      #"  <xs:simpleType name="\#(name)s">"#, #"    <xs:list itemType="\#(name)"/>"#,
      "  </xs:simpleType>",
    ]
  }
}

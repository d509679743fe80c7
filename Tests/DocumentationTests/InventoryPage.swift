import Inventory

/// The reference page of the inventory, made from the table of the vocabulary.
struct InventoryPage {
  private var text = """
    # Inventory reference

    Every object and field that an inventory may have, in XML and in JSON.

    ## Overview

    This page is made from the vocabulary table; do not edit it. A test says when it is stale, and
    `UPDATE_GOLDEN=1` writes it anew.

    In JSON a field is a member of its name. In XML a simple field is an attribute of its name; free text,
    objects and lists of objects are child elements, the latter repeated and named in the singular. The namespace is
    `\(Vocabulary.namespace)`; documents without one are read too.

    Every field may say `unknown` (in JSON also `null`) or `not-applicable` instead of a value. Where a field is not given, that
    means *unknown* unless the column *absent* says *none*: a check that needs an unknown fact is undetermined.
    *None beside others* means none in a record that lacks it; where no record of a dataset gives it, the extract
    has no such column, and rules that would be met only because of that are undetermined for the dataset.
    `custos schema absence` lists the fields that are not simply *unknown*.

    A list of objects that is absent or `null` is unknown too, unless it says *none*. An empty list says that there are
    none: in JSON `"holds": []`, in XML an empty attribute with the name of the list, `holds=""`. A list that is
    explicitly unknown is `null` in JSON and `holds="unknown"` in XML.

    A code outside a closed list is an error. One outside an open list, and a text that names nothing in the inventory,
    is told with the nearest name and counts as unknown. So does a fact that cannot be true: an event, a birth or a review
    after the day of the check, days out of order, a part above its whole, a minimum above its period.

    The *label* is what reports and questions call a field.

    Fields marked *personal* are masked in reports; those marked *identifying* are left out or replaced by pseudonyms.

    | kind | XML | JSON |
    |---|---|---|
    | text | attribute | string |
    | free text | child element | string |
    | code, codes | attribute; several are separated by spaces | string; array of strings |
    | number | digits | number |
    | true or false | `true`, `false`, `1`, `0` | Boolean |
    | day | `2026-02-28`; `2026-02` or `2026` where the day is not known | the same, as a string |
    | instant | RFC 3339 with an offset | the same, as a string |
    | period | `P6Y`, `P31D`, `indefinite` | the same, as a string |

    """

  /// The page.
  static func make() -> String {
    var page = InventoryPage()
    var seen: Set<String> = []
    var waiting = [Vocabulary.inventory]
    while !waiting.isEmpty {
      let object = waiting.removeFirst()
      guard seen.insert(object.name).inserted else { continue }
      page.append(object)
      waiting.insert(contentsOf: object.fields.compactMap(\.kind.object), at: 0)
    }
    page.appendAbsences()
    return page.text
  }

  /// The fields whose absence is not simply unknown, all in one table.
  private mutating func appendAbsences() {
    text += "\n## What absence says besides unknown\n\n"
    text += "`custos schema absence` prints this table, and the rules that take a list which "
    text += "is not given for an empty one. "
    text += "Every other fact that is left out is unknown.\n\n"
    text += "| object | absent means | fields |\n|---|---|---|\n"
    for row in InventorySchema.absences {
      let fields = row.fields.map { "`\($0)`" }.joined(separator: ", ")
      text += "| \(row.object) | \(row.meaning) | \(fields) |\n"
    }
  }

  private mutating func append(_ object: ObjectDefinition) {
    text += "\n## \(object.name)\n\n\(object.summary)\n\n"
    text += "| field | label | kind | absent | what it means |\n"
    text += "|---|---|---|---|---|\n"
    for field in object.fields {
      let kind = field.range.map { "number, \($0.lowerBound) to \($0.upperBound)" }
      text += "| `\(field.name)` | \(field.label) | \(kind ?? field.kind.words) "
      text += "| \(field.absence.words) "
      text += "| \(field.summary)"
      if let reference = field.refersTo { text += " *Names: \(reference.words).*" }
      text += "\(field.privacy.words) |\n"
    }
  }
}

extension FieldDefinition.Kind {
  /// The object that it holds, or that its list holds.
  fileprivate var object: ObjectDefinition? {
    switch self {
    case .object(let object), .objects(let object, _): object
    case .text, .prose, .code, .codes, .integer, .boolean, .date, .instant, .period: nil
    }
  }

  /// The kind for a reader.
  fileprivate var words: String {
    switch self {
    case .text: "text"
    case .prose: "free text"
    case .code(let list): "code of `\(list)`"
    case .codes(let list): "codes of `\(list)`"
    case .integer: "number"
    case .boolean: "true or false"
    case .date: "day"
    case .instant: "instant"
    case .period: "period"
    case .object(let object): "\(object.name)"
    case .objects(let object, let singular): "list of \(object.name); in XML `<\(singular)>`"
    }
  }
}

extension FieldDefinition.Privacy {
  fileprivate var words: String {
    switch self {
    case .open: ""
    case .personal: " *Personal.*"
    case .identifying: " *Identifying.*"
    }
  }
}

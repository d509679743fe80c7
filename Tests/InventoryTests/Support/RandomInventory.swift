/// Inventories with many records, made up from a seed, that are hard to cut in pieces.
struct RandomInventory {
  private var random: SplitMix

  /// Whether what looks like the end of a record stands in comments, which only a parser sees
  /// through.
  private let hidesEnds: Bool

  init(seed: UInt64, hidesEnds: Bool = true) {
    random = SplitMix(state: seed)
    self.hidesEnds = hidesEnds
  }

  private mutating func pick(_ texts: [String]) -> String { texts[random.below(texts.count)] }

  /// Text that looks like markup of either spelling, or of neither.
  private static let texts = [
    "plain", "", "ünïcode ✓", "},{", "}]}", "a\"b", "\\\"},{\\", "</record><record id='x'>",
    "<!-- <record/> -->", "/>", "]]>", "/> ", "line\nline", "tab\t", "&amp;", "𝄞", "[{\"id\":1},",
  ]

  /// An inventory in XML: comments, CDATA, instructions, children and line ends in odd places.
  mutating func xml(records: Int) -> String {
    var text = pick(["", "<?xml version=\"1.0\"?>\n", "\u{feff}"])
    text += pick(["<inventory>", "<inventory xmlns=\"urn:custos:inventory:1\" xmlns:x=\"u:x\">"])
    text += "<organisation id=\"o\"/>"
    for system in 0..<2 {
      text += "<system id=\"s\(system)\"" + pick(["", "\n  name='>'"]) + ">"
      for dataset in 0..<2 {
        text += "\n<dataset id=\"d\(system)\(dataset)\"><holding group=\"1\" count=\"2\"/>"
        for number in 0..<records { text += xmlRecord(number) + space() }
        text += pick(["", "<holding group=\"2\" count=\"3\"/>"]) + "</dataset>"
      }
      text += "</system>"
    }
    return text + "</inventory>" + pick(["", "\n", "<!-- end -->"])
  }

  private mutating func space() -> String {
    if random.below(40) == 0 {
      return pick(["<!-- <record id=\"c\"/> -->", "<?x <record/> ?>", "<holding count=\"1\"/>"])
    }
    return pick(["", "\n", " \n\t", "\r\n"])
  }

  private mutating func xmlRecord(_ number: Int) -> String {
    let id = random.below(200) == 0 ? "same" : "r\(number + 1000)"
    var text = "<record" + pick([" ", "\n ", "\t"]) + "id=\"\(id)\""
    text += " reviewer=\"\(Self.xmlEscaped(pick(Self.texts)))\""
    if random.below(9) == 0 { text += pick([" born=\"1900-02-30\"", " kind='odd'", " nam='x'"]) }
    if random.below(9) == 0 { text += " lastEvent=\"9999-12-31\"" }
    guard random.below(3) == 0 else {
      return text + pick(["/>", " />", "></record>", "></record >"])
    }
    let openings = [">", ">\n"] + (hidesEnds ? ["><!-- </record> -->", "><?y </record> ?>"] : [])
    text += pick(openings)
    text += "<rationale>" + Self.xmlEscaped(pick(Self.texts)) + "</rationale>"
    text += pick(["", "<event kind=\"arrest\" date=\"2019\"/>", "<foreign a='1'/>"])
    return text + "</record>"
  }

  private static func xmlEscaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": escaped += "&lt;"
      case "&": escaped += "&amp;"
      case "\"": escaped += "&quot;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped.replacingAll("]]>", "]]&gt;")
  }

  /// An inventory in JSON: escapes, nesting and spaces in odd places, members in any order.
  mutating func json(records: Int) -> String {
    var text = pick(["", "\u{feff}", "\n"]) + "{\"organisations\": [{\"id\": \"o\"}],\"systems\":["
    for system in 0..<2 {
      text += (system > 0 ? "," : "") + "{\"id\":\"s\(system)\",\"datasets\": ["
      for dataset in 0..<2 {
        let name = "\"id\": \"d\(system)\(dataset)\""
        let list = "\"records\":" + pick(["", "\n "]) + "[" + jsonRecords(records) + "]"
        let members = random.below(4) == 0 ? list + "," + name : name + "," + list
        text += (dataset > 0 ? "," : "") + "{" + members + "}"
      }
      text += "]}"
    }
    return text + "]}" + pick(["", "\n"])
  }

  private mutating func jsonRecords(_ count: Int) -> String {
    (0..<count).map { jsonRecord($0) }.joined(separator: pick([",", ",\n", " , \n"]))
  }

  private mutating func jsonRecord(_ number: Int) -> String {
    let id = random.below(200) == 0 ? "same" : "r\(number + 1000)"
    var text = pick(["{", "{ ", "{\n"]) + "\"id\":\"\(id)\""
    text += ",\"reviewer\": \"\(Self.jsonEscaped(pick(Self.texts)))\""
    if random.below(9) == 0 {
      text += pick([",\"born\":\"1900-02-30\"", ",\"kind\":\"odd\"", ",\"nam\":[{\"a\":1},{}]"])
    }
    if random.below(9) == 0 { text += ",\"lastEvent\":\"9999-12-31\"" }
    if random.below(3) == 0 {
      text += ",\"events\":[{\"kind\":\"arrest\"},{\"kind\":\"charge\",\"date\":\"2019\"}]"
    }
    return text + pick(["}", " }", "\n}"])
  }

  private static func jsonEscaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": escaped += "\\\""
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\t": escaped += "\\u0009"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

extension String {
  fileprivate func replacingAll(_ text: String, _ other: String) -> String {
    var result = ""
    var rest = self[...]
    while let found = rest.firstRange(of: text) {
      result += rest[..<found.lowerBound] + other
      rest = rest[found.upperBound...]
    }
    return result + rest
  }
}

/// Numbers that look random, the same for the same seed.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

import Diagnostics

/// Reads xl/workbook.xml.
final class BookHandler: MarkupHandler {
  var sheets: [Workbook.Sheet] = []
  var startsIn1904 = false
  let failure: InputFailure? = nil

  func begin(_ name: MarkupName, _ attributes: MarkupAttributes) {
    if name == "workbookPr" {
      startsIn1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
    } else if name == "sheet" {
      let state = attributes["state"] ?? "visible"
      sheets.append(
        Workbook.Sheet(
          name: attributes["name"] ?? "", isHidden: state != "visible",
          entry: attributes["id"] ?? ""))
    }
  }

  func text(_ text: UnsafeBufferPointer<UInt8>) {}
  func end(_ name: MarkupName) {}
}

/// Reads which file each sheet is in.
final class LinkHandler: MarkupHandler {
  var targets: [String: String] = [:]
  let failure: InputFailure? = nil

  func begin(_ name: MarkupName, _ attributes: MarkupAttributes) {
    guard name == "Relationship", attributes["TargetMode"] != "External", let id = attributes["Id"]
    else { return }
    targets[id] = attributes["Target"]
  }

  func text(_ text: UnsafeBufferPointer<UInt8>) {}
  func end(_ name: MarkupName) {}
}

/// The texts that the sheets of a workbook share.
final class SharedStrings: MarkupHandler {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var isText = false
  /// Inside of readings for speech, which are no part of a text.
  private var isPhonetic = false
  private(set) var failure: InputFailure?

  func begin(_ name: MarkupName, _ attributes: MarkupAttributes) {
    if name == "t" { isText = !isPhonetic } else if name == "rPh" { isPhonetic = true }
  }

  func text(_ text: UnsafeBufferPointer<UInt8>) {
    if isText { bytes.append(contentsOf: text) }
  }

  func end(_ name: MarkupName) {
    if name == "t" {
      isText = false
    } else if name == "rPh" {
      isPhonetic = false
    } else if name == "si" {
      ends.append(bytes.count)
      if bytes.count > TableStore.mostBytes {
        failure = InputFailure(
          "table.too-large", "the workbook has more than \(TableStore.mostBytes >> 20) MiB of text")
      }
    }
  }

  /// The text of a number.
  func text<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
    guard ends.indices.contains(index) else { return nil }
    let start = index > 0 ? ends[index - 1] : 0
    return bytes[start..<ends[index]].withUnsafeBufferPointer(body)
  }
}

/// Which styles of cells show days.
struct NumberStyles {
  var isDay: [Bool] = []

  func showsDay(_ style: Int) -> Bool { isDay.indices.contains(style) && isDay[style] }
}

/// Reads xl/styles.xml.
final class StyleHandler: MarkupHandler {
  var styles = NumberStyles()
  private var formats: [Int: String] = [:]
  private var isInCells = false
  let failure: InputFailure? = nil

  func begin(_ name: MarkupName, _ attributes: MarkupAttributes) {
    if name == "numFmt", let id = attributes["numFmtId"].flatMap({ Int($0) }) {
      formats[id] = attributes["formatCode"]
    } else if name == "cellXfs" {
      isInCells = true
    } else if name == "xf", isInCells {
      let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
      styles.isDay.append(formats[id].map(Self.isDay) ?? Self.isDay(builtIn: id))
    }
  }

  func text(_ text: UnsafeBufferPointer<UInt8>) {}

  func end(_ name: MarkupName) { if name == "cellXfs" { isInCells = false } }

  private static func isDay(builtIn id: Int) -> Bool {
    14...22 ~= id || 27...36 ~= id || 45...47 ~= id || 50...58 ~= id
  }

  /// Whether a format has parts of days or times outside of quoted text.
  static func isDay(_ format: String) -> Bool {
    var isQuoted = false
    var isBracketed = false
    var isEscaped = false
    for character in format.lowercased() {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch character {
      case "\\", "_", "*": isEscaped = !isQuoted
      case "\"": isQuoted.toggle()
      case "[": isBracketed = true
      case "]": isBracketed = false
      case ";" where !isQuoted: return false
      case "y", "m", "d", "h", "s":
        if !isQuoted, !isBracketed, !format.lowercased().hasPrefix("general") { return true }
      default: break
      }
    }
    return false
  }
}

import CivilTime
import Crypto
import Results

/// The head of the page.
enum HTMLHead {
  static func write(_ result: CheckResult, to page: inout HTMLPage) {
    write(
      title: "\(marked(result))\(Masthead(result).title)", style: HTMLStyle.text(result.header),
      script: HTMLScript.text, to: &page)
    page.markup("<a class=\"skip\" href=\"#main\">Skip to the report</a>\n")
  }

  /// The marking in front of the title, which many a program shows without the page.
  private static func marked(_ result: CheckResult) -> String {
    result.header.marking.map { "\($0): " } ?? ""
  }

  /// Writes the head of a page that may use one style sheet and one script, if any, and nothing else.
  static func write(title: String, style: String, script: String?, to page: inout HTMLPage) {
    page.markup("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n")
    let scripts = script.map { "script-src 'sha256-\(digest($0))'; " } ?? ""
    page.markup(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        + "style-src 'sha256-\(digest(style))'; \(scripts)base-uri 'none'; form-action 'none'\">\n")
    page.markup(
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        + "<meta name=\"color-scheme\" content=\"light dark\">\n"
        + "<meta name=\"referrer\" content=\"no-referrer\">\n")
    page.markup("<title>")
    page.plain(title)
    page.markup("</title>")
    page.markup("\n<style>\(style)</style>\n</head>\n<body>\n")
  }

  /// The digest of a text as content security policies write it.
  static func digest(_ text: String) -> String {
    var hash = SHA256()
    Array(text.utf8).withUnsafeBytes { hash.update(bufferPointer: $0) }
    return base64(Array(hash.finalize()))
  }

  /// RFC 4648, section 4.
  static func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var word: UInt32 = 0
      for index in 0..<3 {
        word = word << 8 | (index < group.count ? UInt32(group[start + index]) : 0)
      }
      for index in 0..<4 {
        let isPadding = index > group.count
        text.append(isPadding ? 0x3D : alphabet[Int(word >> UInt32(18 - 6 * index) & 0x3F)])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

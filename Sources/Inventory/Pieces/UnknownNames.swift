import CLibXML2
import Synchronization

/// The names in the runs of a file that the vocabulary does not have, each once.
///
/// A parser refuses a file with too many different names. Each run has a parser of its own, so what
/// one parser would have kept of the whole file is put together here.
final class UnknownNames: Sendable {
  private struct State {
    var names: Set<String> = []
    var bytes = 0
    /// Whether a parser kept names that could not be found again.
    var isIncomplete = false
  }

  private let state = Mutex(State())

  /// Takes in the names of a run.
  ///
  /// Runs mostly have the same few: only where a parser kept others is the run gone through for them.
  ///
  /// - Parameter unknown: How many names its parser kept that the vocabulary does not have.
  func learn(from run: RecordRun, _ dictionary: xmlDictPtr?, unknown: Int) {
    guard unknown > 0, let dictionary, !explains(dictionary, unknown) else { return }
    let found = XMLNameCollector.names(in: run)
    state.withLock { state in
      for name in found where state.names.insert(name).inserted {
        state.bytes += name.utf8.count + 1
      }
    }
    if !explains(dictionary, unknown) { state.withLock { $0.isIncomplete = true } }
  }

  /// Whether the names that are known are all that a parser kept.
  private func explains(_ dictionary: xmlDictPtr, _ unknown: Int) -> Bool {
    state.withLock { state in
      // More names than a parser keeps are not worth looking for.
      guard !state.isIncomplete, state.names.count <= Self.most else { return false }
      return state.names.count { xmlDictExists(dictionary, $0, -1) != nil } >= unknown
    }
  }

  private static let most = 10_000

  /// Whether one parser of the whole file might have refused it.
  ///
  /// The parser counts the memory that it set aside, a few times what names need.
  ///
  /// - Parameter bytes: What the names need that the parser of the file itself kept.
  func mayBeTooMany(beside bytes: Int) -> Bool {
    state.withLock { state in
      state.isIncomplete || state.bytes > 0 && 5 * state.bytes + bytes > XMLState.mostNameBytes
    }
  }
}

/// Finds the names that a parser keeps of a run.
private final class XMLNameCollector {
  private var names: Set<String> = []
  /// The addresses of those that were taken; the parser keeps each name once.
  private var known: Set<UnsafePointer<xmlChar>> = []

  private func add(_ name: UnsafePointer<xmlChar>?) {
    guard let name, known.insert(name).inserted else { return }
    names.insert(String(cString: name))
  }

  static func names(in run: RecordRun) -> Set<String> {
    let collector = XMLNameCollector()
    var handler = handler()
    let data = Unmanaged.passUnretained(collector).toOpaque()
    guard let context = xmlCreatePushParserCtxt(&handler, data, nil, 0, nil) else { return [] }
    defer {
      if let document = context.pointee.myDoc { xmlFreeDoc(document) }
      xmlFreeParserCtxt(context)
    }
    _ = xmlCtxtUseOptions(
      context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
    run.opening.withUnsafeBufferPointer { push($0, context) }
    push(run.bytes, context)
    return collector.names
  }

  private static func push(_ bytes: UnsafeBufferPointer<UInt8>, _ context: xmlParserCtxtPtr) {
    let most = 64 * 1024
    for start in stride(from: 0, to: bytes.count, by: most) {
      let piece = UnsafeBufferPointer(rebasing: bytes[start..<min(start + most, bytes.count)])
      _ = piece.withMemoryRebound(to: CChar.self) {
        xmlParseChunk(context, $0.baseAddress, Int32($0.count), 0)
      }
    }
  }

  private static func handler() -> xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = XML_SAX2_MAGIC
    handler.startElementNs = { data, name, prefix, uri, count, spaces, attributes, _, values in
      guard let data else { return }
      let collector = Unmanaged<XMLNameCollector>.fromOpaque(data).takeUnretainedValue()
      for text in [name, prefix, uri] { collector.add(text) }
      for index in 0..<Int(count) * 2 { collector.add(spaces?[index]) }
      // Of each attribute name, prefix and namespace; what follows is its value.
      for index in 0..<Int(attributes) {
        for part in 0..<3 { collector.add(values?[index * 5 + part]) }
      }
    }
    handler.processingInstruction = { data, target, _ in
      guard let data else { return }
      Unmanaged<XMLNameCollector>.fromOpaque(data).takeUnretainedValue().add(target)
    }
    handler.serror = { _, _ in }
    return handler
  }
}

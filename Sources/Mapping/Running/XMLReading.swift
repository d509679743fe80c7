import CEL
import CLibXML2
import Diagnostics
import Inventory

/// Reads a document in XML along a mapping.
struct XMLReading {
  let run: MappingRun

  func read(_ bytes: ForeignBytes, _ sink: inout ForeignSink) throws(ForeignStop) {
    let root = RowFrame(
      .nothing, mark: sink.mark(line: 1, column: 1), parent: nil,
      columns: run.mapping.columns.count)
    if let block = StreamPlan(run.mapping).block, case .xml(let path)? = block.selector,
      let steps = XMLRowPath.steps(path)
    {
      return try stream(bytes, steps, root, &sink)
    }
    let parser = XMLTreeParser()
    do throws(InputFailure) { try parser.parse(bytes) } catch { throw ForeignStop.failed(error) }
    guard let document = parser.document, let element = xmlDocGetRootElement(document) else {
      throw ForeignStop.failed(
        InputFailure("reader.malformed", "the document has no element", line: 1, column: 1))
    }
    run.host.paths = XPathEvaluator(
      document, namespaces: run.mapping.document.reads.namespaces, used: parser.namespaces)
    root.kind = .xml(element)
    run.lookThrough(root)
    try run.emitAll(root, &sink)
    UnusedMembers(run: run).collect(root)
    run.host.paths = nil
    withExtendedLifetime(parser) {}
  }

  private func stream(
    _ bytes: ForeignBytes, _ steps: [(prefix: String?, name: String)], _ root: RowFrame,
    _ sink: inout ForeignSink
  ) throws(ForeignStop) {
    let namespaces = run.mapping.document.reads.namespaces
    let wanted = steps.map { step in
      XMLRowStream.Step(
        name: step.name,
        uris: step.prefix.map { prefix in
          namespaces.first { $0.prefix == prefix }?.uris ?? []
        })
    }
    let run = run
    if sink.mode == .everything, !run.references.isSettled { throw .late }
    run.rowStream = { (block, parent, sink) throws(ForeignStop) in
      try StreamedRows(run: run, block: block, parent: parent).read(bytes, wanted, &sink)
    }
    try run.emitAll(root, &sink)
    try bytes.passOver()
  }
}

/// Rows of XML that are read as they come.
private final class StreamedRows {
  private let run: MappingRun
  private let block: CompiledBlock
  private let frame: RowFrame
  private var stop: ForeignStop?
  /// Whether a row was read.
  private var hasRow = false
  /// Whether no more rows were wanted.
  private var isStopped = false

  init(run: MappingRun, block: CompiledBlock, parent: RowFrame) {
    self.run = run
    self.block = block
    frame = RowFrame(
      .nothing, mark: parent.mark, parent: parent, columns: run.mapping.columns.count)
    frame.block = block.number
  }

  func read(
    _ bytes: ForeignBytes, _ steps: [XMLRowStream.Step], _ sink: inout ForeignSink
  ) throws(ForeignStop) {
    let failure = withUnsafeMutablePointer(to: &sink) { place in
      let stream = XMLRowStream(steps) { [unowned self] node, parser in
        isStopped = !take(node, parser, &place.pointee)
        return !isStopped
      }
      do throws(InputFailure) {
        try XMLTreeParser(streaming: stream).parse(bytes)
      } catch {
        return error as InputFailure?
      }
      return nil
    }
    run.host.paths = nil
    if let stop { throw stop }
    if failure == nil, !isStopped { run.references.complete() }
    if let failure, sink.mode != .structure { throw .failed(failure) }
  }

  /// Reads a row.
  ///
  /// - Returns: Whether to go on.
  private func take(
    _ node: UnsafeMutablePointer<xmlNode>, _ parser: XMLTreeParser, _ sink: inout ForeignSink
  ) -> Bool {
    if run.host.paths == nil, let document = parser.document {
      run.host.paths = XPathEvaluator(
        document, namespaces: run.mapping.document.reads.namespaces, used: parser.namespaces)
    }
    run.arena.reset()
    let place = NodePlace(of: node)
    frame.value = nil
    frame.kind = .xml(node)
    frame.mark = sink.mark(line: place.line, column: place.column)
    if !run.references.isComplete { run.references.look(at: frame, run) }
    if sink.mode == .structure, hasRow { return !run.references.isSettled }
    hasRow = true
    do throws(ForeignStop) {
      let isMoreWanted = try run.emitRow(block, frame, &sink)
      return isMoreWanted || sink.mode == .structure && !run.references.isSettled
    } catch {
      stop = error
      return false
    }
  }
}

import Glibc

extension JSONReader {
  /// Cuts records out, if many follow; the scanner stands where a record may begin, behind a comma.
  mutating func cutRun(_ slot: Int, depth: Int) {
    guard let pieces = assembler.pieces, let dataset = assembler.dataset,
      scanner.offset(of: scanner.next) >= pieces.nextAttempt
    else { return }
    var skim = JSONSkim()
    let available = scanner.end - scanner.next
    skim.advance(scanner.next, to: min(available, pieces.mostBytes))
    let isAll = skim.isOver || scanner.isAtEnd || available >= pieces.mostBytes
    if isAll, skim.boundary < pieces.leastBytes {
      pieces.nextAttempt = scanner.offset(of: scanner.next) + skim.boundary + 1
      return
    }
    let place = scanner.runPlace
    let start = UnsafeBufferPointer(
      start: scanner.next, count: isAll ? skim.boundary : available)
    let buffer = RunBuffer(start, capacity: isAll ? skim.boundary : pieces.mostBytes)
    if isAll {
      scanner.pass(over: skim.boundary)
    } else if !readOn(&skim, buffer, at: place, pieces) {
      pieces.nextAttempt = place.offset + buffer.count
      return
    }
    let run = RecordRun(
      buffer, count: skim.count, byteCount: skim.boundary, at: place, slot: slot, depth: depth,
      of: assembler, dataset: dataset)
    assembler.ordinals.records += skim.count
    pieces.add(run, after: assembler.takePart())
  }

  /// Reads on to the end of a run that goes on behind the window, which then begins behind it.
  ///
  /// - Returns: Whether there are enough records; if not, the window begins where they do.
  private mutating func readOn(
    _ skim: inout JSONSkim, _ buffer: RunBuffer, at place: RecordRun.Place, _ pieces: PieceWork
  ) -> Bool {
    buffer.fill(from: scanner.source) { buffer in
      skim.advance(buffer.bytes, to: buffer.count)
      return skim.isOver
    }
    let isRun = skim.boundary >= pieces.leastBytes
    let length = isRun ? skim.boundary : 0
    scanner.goOn(
      at: place.advanced(over: buffer.bytes(from: 0, to: length)),
      with: buffer.bytes(from: length, to: buffer.count))
    return isRun
  }

  /// Reads a run of records.
  ///
  /// - Returns: Whether it was one: every record is followed by a comma, and the last comma by
  ///   nothing.
  mutating func read(_ run: RecordRun) -> Bool {
    do throws(JSONStop) {
      while scanner.next < scanner.end {
        scanner.scratch.reset()
        guard try readRow(run.slot, depth: run.depth) else { return false }
      }
    } catch {
      return false
    }
    return true
  }
}

extension JSONScanner {
  /// A scanner of a run that was cut out of a file.
  init(_ run: RecordRun) {
    source = ByteSource()
    capacity = run.bytes.count
    window = .allocate(capacity: capacity + Self.padding)
    next = UnsafePointer(window)
    end = next + capacity
    isAtEnd = true
    memcpy(window, run.bytes.baseAddress.unsafelyUnwrapped, capacity + Self.padding)
    base = run.place.offset
    line = run.place.line
    lineStart = run.place.lineStart
  }

  /// Where the next byte stands.
  var runPlace: RecordRun.Place {
    RecordRun.Place(offset: offset(of: next), lineStart: lineStart, line: line)
  }

  /// Goes on behind bytes that somebody else reads.
  mutating func pass(over count: Int) {
    let place = runPlace.advanced(over: UnsafeBufferPointer(start: next, count: count))
    next += count
    line = place.line
    lineStart = place.lineStart
  }

  /// Goes on at a place in the file with bytes that were read from there.
  mutating func goOn(at place: RecordRun.Place, with bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.count > capacity {
      window.deallocate()
      capacity = bytes.count
      window = .allocate(capacity: capacity + Self.padding)
    }
    if let start = bytes.baseAddress { memcpy(window, start, bytes.count) }
    next = UnsafePointer(window)
    end = next + bytes.count
    UnsafeMutablePointer(mutating: end).update(repeating: 0, count: Self.padding)
    base = place.offset
    line = place.line
    lineStart = place.lineStart
  }
}

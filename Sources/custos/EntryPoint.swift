/// The words of the command line, set once before anything runs.
nonisolated(unsafe) private(set) var programWords: [String] = []

/// Where the program begins.
///
/// The entry point of C, which the package manager links under this name: it alone is given the
/// words by the system itself. The library of Swift reads them from `/proc`, and where that is not
/// mounted or may not be read there are none, so that a check would do nothing and end with 0.
@_cdecl("custos_main")
func enterProgram(
  _ count: Int32, _ words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 {
  programWords = (0..<Int(count)).compactMap { index in
    words[index].map { String(cString: $0) }
  }
  Custos.run()
  return 0
}

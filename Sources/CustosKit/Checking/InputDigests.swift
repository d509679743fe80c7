import Findings

/// The digests of inputs, made as their bytes are read for the first time.
final class InputDigests {
  private var digests: [Digest]
  private var isOpen = true

  init(count: Int) {
    digests = Array(repeating: Digest(), count: count)
  }

  /// What a reader calls with bytes.
  func tap(_ input: Int, _ bytes: UnsafeRawBufferPointer) {
    if isOpen { digests[input].update(bytes) }
  }

  /// Begins again, for a new first pass.
  func restart() { digests = Array(repeating: Digest(), count: digests.count) }

  /// Further passes add nothing.
  func close() { isOpen = false }

  /// The digests in hexadecimal, by the index of the input.
  var hexadecimal: [String] { digests.map(\.hexadecimal) }
}

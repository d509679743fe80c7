import Bytes

/// The digests of inputs, made as their bytes are read.
final class InputDigests {
  private var digests: [Digest]

  init(count: Int) {
    digests = Array(repeating: Digest(), count: count)
  }

  /// What a reader calls with bytes; a reading that begins anew makes what came before void.
  func tap(_ input: Int, _ offset: Int, _ bytes: UnsafeRawBufferPointer) {
    if offset == 0 { digests[input] = Digest() }
    digests[input].update(bytes)
  }

  /// What only who has the inputs can know.
  var derived: [UInt8] { digests.flatMap(\.derived) }

  /// The digests in hexadecimal, by the index of the input.
  var hexadecimal: [String] { digests.map(\.hexadecimal) }
}

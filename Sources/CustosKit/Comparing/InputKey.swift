import Bytes
import Glibc
import Inventory

/// Makes a key of the bytes of inputs.
public enum InputKey {
  /// The key; `nil` where an input is no regular file, since a stream can be read but once.
  ///
  /// The same inputs give the same key, so that the same comparison gives the same bytes; who has
  /// only what was written under it cannot make it.
  public static func make(of names: [String]) -> [UInt8]? {
    guard !names.contains("-") else { return nil }
    var digest = Digest()
    for input in InventoryInput.expand(names).inputs {
      guard FileSearch.size(of: input.name) != nil, add(input.name, to: &digest) else { return nil }
    }
    return digest.derived
  }

  private static func add(_ path: String, to digest: inout Digest) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count == 0 }
      chunk.withUnsafeBytes { digest.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }
}

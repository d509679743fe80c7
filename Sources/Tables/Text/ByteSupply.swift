public import Diagnostics

/// Reads up to a number of bytes of a file to an address; 0 at the end.
public typealias ByteSupply =
  (_ target: UnsafeMutableRawPointer, _ most: Int) throws(InputFailure) -> Int

/// Bytes in memory, to be read as a file is.
public enum BytesInMemory {
  /// Gives bytes from the first one on.
  public static func supply(_ bytes: [UInt8]) -> ByteSupply {
    var next = 0
    return { (target, most) throws(InputFailure) in
      let count = min(most, bytes.count - next)
      bytes.withUnsafeBytes { source in
        guard count > 0, let start = source.baseAddress else { return }
        target.copyMemory(from: start + next, byteCount: count)
      }
      next += count
      return count
    }
  }
}

import Crypto

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// SHA-256 (FIPS 180-4) of bytes and files.
public enum FileDigest {
  /// The digest of a regular file, read piece by piece, and its size.
  ///
  /// - Parameter followsLinks: Whether a link stands for the file it names.
  /// - Parameter copy: Takes each piece as well.
  public static func read(
    _ path: String, followsLinks: Bool = true, copy: (UnsafeRawBufferPointer) -> Void = { _ in }
  ) throws(EvidenceFailure) -> (digest: String, bytes: Int) {
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followsLinks ? 0 : O_NOFOLLOW)
    let descriptor = open(path, flags)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw EvidenceFailure(.cannotRead, "cannot read \"\(path)\": it is not a regular file")
    }
    var hash = SHA256()
    var total = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = buffer.withUnsafeMutableBytes { Self.read(descriptor, into: $0) }
      guard count >= 0 else { throw failure(path) }
      guard count > 0 else { break }
      buffer.withUnsafeBytes { bytes in
        let piece = UnsafeRawBufferPointer(rebasing: bytes.prefix(count))
        hash.update(bufferPointer: piece)
        copy(piece)
      }
      total += count
    }
    return (hexadecimal(hash.finalize()), total)
  }

  private static func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      #if canImport(Glibc)
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #elseif canImport(Musl)
        let count = Musl.read(descriptor, buffer.baseAddress, buffer.count)
      #else
        let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
      if count >= 0 || errno != EINTR { return count }
    }
  }

  private static func failure(_ path: String) -> EvidenceFailure {
    let reason = strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
    return EvidenceFailure(.cannotRead, "cannot read \"\(path)\": \(reason)")
  }

  /// The digest of bytes, in hexadecimal.
  static func hexadecimal(of bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(data: bytes)) }

  /// Bytes in hexadecimal.
  static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

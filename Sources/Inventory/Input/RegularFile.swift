import Glibc

/// Looks at files without waiting for anybody: pipes and devices are left alone.
enum RegularFile {
  /// The first bytes of a file; `nil` if it is none or cannot be opened.
  static func beginning(_ path: String, most: Int) -> [UInt8]? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
      count = 0
      while count < most, let base = buffer.baseAddress {
        let got = read(descriptor, base + count, most - count)
        if got < 0, errno == EINTR { continue }
        if got <= 0 { break }
        count += got
      }
    }
  }
}

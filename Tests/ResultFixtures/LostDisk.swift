import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// A disk that loses what it took.
public enum LostDisk {
  /// Cuts off what this process has in files without names of a folder.
  ///
  /// - Returns: How many files it cut off.
  public static func cutOff(in folder: String) throws -> Int {
    var count = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
      guard let number = Int32(name),
        let path = try? FileManager.default.destinationOfSymbolicLink(
          atPath: "/proc/self/fd/\(name)"),
        path.contains(URL(fileURLWithPath: folder).lastPathComponent), path.contains(".scratch")
      else { continue }
      if ftruncate(number, 10) == 0 { count += 1 }
    }
    return count
  }
}

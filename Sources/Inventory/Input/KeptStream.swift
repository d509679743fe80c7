import Bytes
import Glibc

/// A stream that something has to be known of before it is read in earnest.
public enum KeptStream {
  /// Puts a file without a name, with all that a stream has, in the place of the stream.
  ///
  /// If the disk does not take all of it, the file ends early, which whoever reads it then finds.
  ///
  /// - Parameters:
  ///   - stream: The descriptor; afterwards the file is read by it, from its start.
  ///   - folder: Where the file is made.
  /// - Returns: A path by which the file can be opened once more; `nil` where there can be no file, and
  ///   then nothing of the stream was read.
  public static func keep(_ stream: Int32 = 0, in folder: String) -> String? {
    guard let file = ScratchFile(in: folder) else { return nil }
    let room = UnsafeMutableRawPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer { room.deallocate() }
    while let count = try? ByteSource.read(stream, room, 1 << 16), count > 0 {
      guard file.append(UnsafeRawBufferPointer(start: room, count: count)) else { break }
    }
    guard lseek(file.descriptor, 0, SEEK_SET) == 0, dup2(file.descriptor, stream) >= 0 else {
      return nil
    }
    return "/proc/self/fd/\(stream)"
  }
}

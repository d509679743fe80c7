import CLibZip

/// Writes an archive in memory through libzip, the same bytes for the same entries.
enum ArchiveWriter {
  /// An archive of entries, in their order.
  ///
  /// - Returns: `nil` where libzip has no memory left.
  static func archive(_ entries: [(name: String, bytes: [UInt8])]) -> [UInt8]? {
    guard let source = zip_source_buffer_create(nil, 0, 0, nil) else { return nil }
    // The archive gives its own hold of the source up when it is closed.
    zip_source_keep(source)
    defer { zip_source_free(source) }
    guard let archive = zip_open_from_source(source, Int32(ZIP_TRUNCATE), nil) else {
      zip_source_free(source)
      return nil
    }
    let rooms = entries.map { copied($0.bytes) }
    defer { for room in rooms { room.deallocate() } }
    for (entry, room) in zip(entries, rooms) {
      guard let data = zip_source_buffer(archive, room, UInt64(entry.bytes.count), 0) else {
        zip_discard(archive)
        return nil
      }
      let index = zip_file_add(archive, entry.name, data, UInt32(ZIP_FL_ENC_UTF_8))
      guard index >= 0 else {
        zip_source_free(data)
        zip_discard(archive)
        return nil
      }
      // The first day that archives know, so that the bytes do not depend on the clock.
      zip_file_set_dostime(archive, UInt64(index), 0, 0x21, 0)
    }
    guard zip_close(archive) == 0 else {
      zip_discard(archive)
      return nil
    }
    return bytes(of: source)
  }

  private static func copied(_ bytes: [UInt8]) -> UnsafeMutableRawPointer {
    let room = UnsafeMutableRawPointer.allocate(byteCount: max(bytes.count, 1), alignment: 16)
    room.copyMemory(from: bytes, byteCount: bytes.count)
    return room
  }

  private static func bytes(of source: OpaquePointer) -> [UInt8]? {
    guard zip_source_open(source) == 0 else { return nil }
    defer { zip_source_close(source) }
    zip_source_seek(source, 0, SEEK_END)
    let size = Int(zip_source_tell(source))
    zip_source_seek(source, 0, SEEK_SET)
    guard size > 0 else { return nil }
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = max(0, Int(zip_source_read(source, buffer.baseAddress, UInt64(size))))
    }
  }
}

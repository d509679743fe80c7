import Testing

@testable import Mapping

/// What a file is told to be by its beginning.
@Suite struct RecognitionTests {
  @Test(
    "an inventory is told by a name of its own wherever that is, without reading on",
    arguments: [
      (#"{"version":1,"extracted":"2026-11-01"}"#, true),
      (#"{ "version": 1, "source": {"systems": 1, "a": "\"}"}, "organisations" : []}"#, true),
      (#"{"version": 1, "source": {"systems": []}, "rows": ["systems", "extracted"]}"#, false),
      (#"{"version": 1, "source": "\""#, false),
    ])
  func tellsInventory(_ text: String, _ isInventory: Bool) {
    let look = InputLook(head: Array(text.utf8)) {
      Issue.record("the whole file is read")
      return nil
    }
    if case .inventory = look.kind {
      #expect(isInventory)
    } else {
      #expect(!isInventory)
    }
  }
}

import Findings
import Testing

/// Keys that anybody could try out.
@Suite struct KeyTests {
  @Test(
    "a key with a pattern that comes to mind is weak",
    arguments: [
      ("", "blank"), (" \u{200b} ", "blank"), ("fifteen bytes!!", "shorter than 16 bytes"),
      ("aaaaaaaaaaaaaaaa", "one character over and over"),
      ("abababababababab", "a short piece over and over"),
      ("passwordpassword", "a short piece over and over"),
      ("changeme-changeme-change", "a short piece over and over"),
      ("1122111211221221", "made of only 2 different characters"),
      ("1234567890123456", "a run of characters in their order"),
      ("9876543210987654", "a run of characters in their order"),
      ("abcdefghijklmnopqrstuvwxyz", "a run of characters in their order"),
      ("qwertyuiopasdfgh", "made of words, dates and runs that anybody would try"),
      ("changeme12345678", "made of words, dates and runs that anybody would try"),
      ("Secret-secret-secret1", "made of words, dates and runs that anybody would try"),
      ("2026-11-01-2026-11-02", "made of words, dates and runs that anybody would try"),
    ])
  func weak(_ key: String, _ what: String) {
    #expect(Fingerprint.weakness(ofKey: key) == what)
  }

  @Test(
    "a key without one is taken",
    arguments: [
      "one key of enough bytes", "4f1c0b6d2e9a7358", "s3cr3t-of-the-records-team",
      "f00dfeedf00dfeedcafe", "Zürich, im November", "2026-11-01 Zürich, im Regen",
    ])
  func strong(_ key: String) {
    #expect(Fingerprint.weakness(ofKey: key) == nil)
  }
}

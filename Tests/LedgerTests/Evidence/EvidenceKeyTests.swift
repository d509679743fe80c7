import Testing

@testable import Ledger

@Suite struct EvidenceKeyTests {
  /// The first test vector of RFC 8032, section 7.1, in the forms of RFC 8410.
  static let privatePEM = """
    -----BEGIN PRIVATE KEY-----
    MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
    -----END PRIVATE KEY-----

    """
  static let publicPEM = """
    -----BEGIN PUBLIC KEY-----
    MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
    -----END PUBLIC KEY-----

    """
  static let id = "06e3fd8fda29bb60ab59557de61edb0aecdb231134be30e75b455f8e1b792fa9"

  @Test("keys are read in the forms that openssl writes")
  func readsPEM() throws {
    let signing = try EvidenceSigningKey(Array(Self.privatePEM.utf8))
    let verifying = try EvidenceVerifyingKey(Array(Self.publicPEM.utf8))
    #expect(signing.verifyingKey.id == verifying.id)
    #expect(verifying.id == Self.id)
    let lines = Self.publicPEM.replacing("\n", with: "\r\n")
    #expect(try EvidenceVerifyingKey(Array(lines.utf8)).id == Self.id)
  }

  @Test(
    "what is no key is refused",
    arguments: ["", "short", publicPEM, privatePEM.replacing("MC4C", with: "MC4D")])
  func refuses(_ text: String) {
    let failure = #expect(throws: EvidenceFailure.self) {
      try EvidenceSigningKey(Array(text.utf8))
    }
    #expect(failure?.code.name == "evidence.bad-key")
  }

  @Test("what is signed is type and body with their lengths")
  func preAuthenticationEncoding() {
    let encoding = Envelope.preAuthenticationEncoding(
      type: "http://example.com/HelloWorld", body: Array("hello world".utf8))
    #expect(
      String(decoding: encoding, as: UTF8.self)
        == "DSSEv1 29 http://example.com/HelloWorld 11 hello world")
  }

  @Test("an envelope in base64 that is safe for URLs is accepted")
  func readsBase64URL() throws {
    let key = try EvidenceSigningKey(Array(Self.privatePEM.utf8))
    var envelope = try Envelope(Array("\u{3FF}\u{FFFF}?>".utf8), key: key)
    func safe(_ text: String) -> String {
      text.replacing("+", with: "-").replacing("/", with: "_")
    }
    envelope.payload = safe(envelope.payload)
    envelope.signatures[0].sig = safe(envelope.signatures[0].sig)
    #expect(envelope.isSigned(by: key.verifyingKey))
  }
}

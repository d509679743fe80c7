import Bytes
import Findings
import Testing

@Suite struct PairCipherTests {
  @Test("what was hidden comes back under the same key and under no other")
  func comesBack() {
    let cipher = PairCipher(secret: [1, 2, 3], salt: [4])
    let others = [PairCipher(secret: [], salt: [4]), PairCipher(secret: [1, 2, 3], salt: [5])]
    for word in [0, 1, UInt64.max, 0x0123_4567_89ab_cdef] {
      let hidden = cipher.hide(word, ~word &* 3)
      #expect(hidden != (word, ~word &* 3))
      #expect(cipher.reveal(hidden.low, hidden.high) == (word, ~word &* 3))
      for other in others { #expect(other.reveal(hidden.low, hidden.high) != (word, ~word &* 3)) }
    }
    #expect(Set(([cipher] + others).map(\.mark)).count == 3)
  }

  @Test("a digest that is derived is not the one that reports show")
  func derives() {
    var digest = Digest()
    "inventory".utf8.withContiguousStorageIfAvailable { digest.update(UnsafeRawBufferPointer($0)) }
    let derived = digest.derived.map {
      $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16)
    }
    #expect(derived.joined() != digest.hexadecimal)
    #expect(digest.derived == digest.derived)
  }
}

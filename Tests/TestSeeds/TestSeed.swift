import Foundation

/// Where the random cases of tests come from: new in each run, and printed, so that a run that fails
/// can be repeated with `CUSTOS_SEED`.
public enum TestSeed {
  /// The number of this run.
  public static let run: UInt64 = {
    let given = ProcessInfo.processInfo.environment["CUSTOS_SEED"].flatMap(UInt64.init)
    let seed = given ?? .random(in: 0..<1_000_000)
    print("random cases are made with CUSTOS_SEED=\(seed)")
    return seed
  }()

  /// The seed of a test, or of one of its cases; two of them have nothing in common.
  public static func of(_ test: StaticString, _ number: UInt64 = 0) -> UInt64 {
    var hash = run &* 0x9E37_79B9_7F4A_7C15 ^ number &* 0xBF58_476D_1CE4_E5B9
    for byte in test.description.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }
}

import Glibc

/// What libFuzzer calls with every input.
typealias FuzzCallback = @convention(c) (UnsafePointer<UInt8>, Int) -> CInt

/// The driver of libFuzzer, which comes with the toolchain.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ callback: FuzzCallback
) -> CInt

/// libFuzzer's own mutations.
@_silgen_name("LLVMFuzzerMutate")
private func mutate(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ most: Int) -> Int

/// The target of this run, chosen by the first word of the command line.
nonisolated(unsafe) private var target = FuzzTarget.xml

/// Where the program begins: `fuzz TARGET [options of libFuzzer] [folders of seeds]`.
@_cdecl("fuzz_main")
func enterFuzzing(
  _ count: Int32, _ words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 {
  guard count > 1, let word = words[1], let chosen = FuzzTarget(rawValue: String(cString: word))
  else {
    let targets = FuzzTarget.allCases.map(\.rawValue).joined(separator: " ")
    let usage = "usage: fuzz TARGET [options of libFuzzer] [folders]; targets: \(targets)\n"
    Seed.write(Array(usage.utf8), to: "/dev/stderr")
    return 2
  }
  target = chosen
  for index in 1..<Int(count) - 1 { words[index] = words[index + 1] }
  words[Int(count) - 1] = nil
  var left = count - 1
  var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = words
  return runDriver(&left, &list) { data, size in
    target.run(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
  }
}

/// Half of the mutations put a piece of the form itself somewhere; the others are libFuzzer's own.
@_cdecl("LLVMFuzzerCustomMutator")
func mutateInput(
  _ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ most: Int, _ seed: UInt32
) -> Int {
  var random = FuzzRandom(seed: seed)
  guard random.below(2) == 0 else { return mutate(data, size, most) }
  let input = Array(UnsafeBufferPointer(start: data, count: size))
  let changed = Grafting(target: target).mutated(input, &random).prefix(most)
  for (index, byte) in changed.enumerated() { data[index] = byte }
  return changed.count
}

/// Numbers that follow from a seed.
struct FuzzRandom {
  private var state: UInt64

  init(seed: UInt32) { state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 | 1 }

  /// A number from 0 up to another one.
  mutating func below(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return limit > 0 ? Int(state % UInt64(limit)) : 0
  }

  mutating func pick<T>(_ list: [T]) -> T { list[below(list.count)] }
}

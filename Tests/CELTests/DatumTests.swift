import CivilTime
import Testing

@testable import CEL

@Suite struct DatumTests {
  static let data: [Datum] = [
    .null, .bool(true), .int(.min), .uint(.max), .double(-0.5), .string("é\u{0}"),
    .bytes([0, 255]),
    .list([.int(1), .list([])]), .map([.init(.string("a"), .null), .init(.int(1), .bool(false))]),
    .timestamp(seconds: -1, nanoseconds: 5), .duration(-1), .period(.indefinite), .type("int"),
    .optional(nil), .optional(.string("x")), .absent, .unknown, .notApplicable, .error(.overflow),
    .date(DateInterval(CivilDate(dayNumber: -1))),
  ]

  @Test("a datum comes back from the memory of an arena as it went in", arguments: data)
  func roundTrip(_ datum: Datum) {
    var arena = Arena()
    #expect(Datum(datum.value(in: &arena)) == datum)
  }

  @Test("a value is 16 plain bytes, and so is a step")
  func layout() {
    #expect(MemoryLayout<Value>.stride == 16)
    #expect(MemoryLayout<Instruction>.stride == 16)
    #expect(_isPOD(Value.self))
    #expect(_isPOD(Instruction.self))
  }

  @Test("an evaluation uses the same memory again")
  func steadyMemory() throws {
    let program = try #require(
      Environment(libraries: .all).compile("[1, 2, 3].map(x, string(x) + 'a').join('') == '1a2a3a'")
        .program)
    var machine = Machine()
    var nothing = Value.null
    var addresses: Set<UInt> = []
    for _ in 0..<100 {
      #expect(machine.evaluate(program, &nothing).isTrue)
      addresses.insert(UInt(bitPattern: machine.scratch.pointee.allocate(bytes: 16)))
    }
    #expect(addresses.count == 1)
  }
}

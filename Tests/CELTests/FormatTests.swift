import CivilTime
import Testing

@testable import CEL

/// `format`, conversions and numbers as texts, through every evaluator.
@Suite struct FormatTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let source: String
    let expected: String
    var testDescription: String { source }

    init(_ source: String, _ expected: String) {
      self.source = source
      self.expected = expected
    }
  }

  static let rows = [
    // The clauses, after the page of the `strings` extension.
    Row("'%s %d %%'.format(['a', 7])", "a 7 %"), Row("'%d'.format([7u])", "7"),
    Row("'%d %d'.format([1.5, 2.0])", "1.5 2"),
    Row("'%f'.format([1])", "1.000000"), Row("'%.2f'.format([2u])", "2.00"),
    Row("'%.0f'.format([2.5])", "2"), Row("'%.0f'.format([3.5])", "4"),
    Row("'%.3f'.format([0.0005])", "0.001"), Row("'%.3f'.format([-0.0004])", "-0.000"),
    Row("'%.2f'.format([9.999])", "10.00"),
    Row("'%.1f'.format([1e22])", "10000000000000000000000.0"),
    Row("'%.4e'.format([1052.032911275])", "1.0520e+03"), Row("'%.0e'.format([9.5])", "1e+01"),
    Row("'%e'.format([0.0])", "0.000000e+00"), Row("'%.2e'.format([-1.5e-300])", "-1.50e-300"),
    Row("'%e'.format([2u])", "2.000000e+00"),
    Row("'%f %e'.format([0.0 / 0.0, 1.0 / 0.0])", "NaN Infinity"),
    Row("'%f'.format([-1.0 / 0.0])", "-Infinity"),
    Row("'%b %b %b %b'.format([5, -5, 5u, true])", "101 -101 101 1"),
    Row("'%o %o'.format([8, 9u])", "10 11"), Row("'%x %X %x'.format([255, 255, 17u])", "ff FF 11"),
    Row("'%x'.format([-10])", "-a"), Row("'%x %X'.format(['hé', b'\\x01\\xff'])", "68c3a9 01FF"),
    Row("'%s'.format([[1, 2u, 'a', true, null, 1.5]])", "[1, 2, a, true, null, 1.5]"),
    Row("'%s'.format([{'b': 1, 'a': [2], 3: false}])", "{3: false, a: [2], b: 1}"),
    Row("'%s'.format([{true: 1u, 2u: 'x'}])", "{2: x, true: 1}"),
    Row("'%s %s'.format([timestamp(0), duration('90m')])", "1970-01-01T00:00:00Z 5400s"),
    Row("'%s %s'.format([date('2024-02'), period('P6Y')])", "2024-02 P6Y"),
    Row("'%s'.format([b'abc'])", "abc"), Row("'%s'.format([int])", "int"),
    Row("''.format([])", ""),
    // Numbers as texts.
    Row("string(1e21)", "1e+21"), Row("string(123456.0)", "123456"), Row("string(1e-7)", "1e-07"),
    Row("string(-0.0)", "-0"), Row("string(0.1 + 0.2)", "0.30000000000000004"),
    Row("string(5e-324)", "5e-324"),
    Row("string(1.7976931348623157e308)", "1.7976931348623157e+308"),
  ]

  @Test("what a clause makes of a value", arguments: rows)
  func formats(_ row: Row) throws {
    let program = try #require(Environment(libraries: .all).compile(row.source).program)
    #expect(program.evaluate() == .string(row.expected))
    #expect(program.evaluateByWalking() == .string(row.expected))
  }

  @Test(
    "what has no such form is an error",
    arguments: [
      "'%d'.format(['a'])", "'%f'.format(['a'])", "'%e'.format([true])", "'%b'.format(['a'])",
      "'%o'.format([1.5])", "'%x'.format([1.5])", "'%x'.format([true])", "'%q'.format([1])",
      "'%'.format([1])", "'%s'.format([])", "'%.'.format([1])", "'%.f'.format([1.0])",
      "'%.9999f'.format([1.0])", "'%s'.format([optional.of(1)])", "'%s'.format([{1.5: 2}])",
      "'%s'.format([[optional.none()]])",
    ])
  func refuses(_ source: String) throws {
    let program = try #require(Environment(libraries: .all).compileUnchecked(source).program)
    guard case .error = program.evaluate() else {
      Issue.record("\(source) is \(program.evaluate())")
      return
    }
  }
}

internal import CivilTime

/// Runs the steps of a program.
///
/// Everything it touches is a plain value or an address, so that nothing is counted or checked for
/// exclusive use while it runs.
struct Interpreter {
  let code: UnsafePointer<Instruction>
  let constants: UnsafePointer<Value>
  let functions: UnsafePointer<HostFunction.Implementation>
  let program: Unmanaged<Program>
  let variables: UnsafePointer<Value>
  let registers: UnsafeMutablePointer<Value>
  let todayValue: Value
  var context: CallContext
  var position = 0
  var log = EventBuffer()

  init(
    program: Program, variables: UnsafePointer<Value>,
    registers: UnsafeMutablePointer<Value>, context: CallContext
  ) {
    code = program.code
    constants = program.constants
    functions = program.functions
    self.program = .passUnretained(program)
    self.variables = variables
    self.registers = registers
    self.context = context
    todayValue = Value(first: context.today, last: context.today)
    var index = 0
    while index < program.namedCount {
      registers[index &* 2].tag = .absent
      index &+= 1
    }
  }

  /// Runs to the end; the result is in the register that the last step names.
  ///
  /// What yields a value falls out of the `switch`, so that it is logged; everything else goes on at
  /// once. The two ways to run are compiled apart, so a run without a log pays nothing for it.
  @inline(__always)
  mutating func run(logging isLogging: Bool) -> Value {
    while true {
      let index = position
      let step = code[index]
      position &+= 1
      let a = Int(step.a)
      switch step.operation {
      case .constant:
        registers[a] = constants[Int(step.immediate)]
        continue
      case .variable: registers[a] = checked(variables[Int(step.immediate)])
      case .path: registers[a] = field(variables[Int(step.b)], step)
      case .pathFrom: registers[a] = field(registers[Int(step.b)], step)
      case .today:
        registers[a] = todayValue
        continue
      case .move:
        registers[a] = registers[Int(step.b)]
        continue
      case .compareInts: compareInts(step, registers[Int(step.c)])
      case .compareIntWithConstant:
        compareInts(step, Value(Int64(bitPattern: step.immediate)))
      case .compareDates:
        registers[a] = located(
          Comparison.dates(step.flag, registers[Int(step.b)], registers[Int(step.c)]))
      case .compare:
        registers[a] = located(
          Comparison.relation(step.flag, registers[Int(step.b)], registers[Int(step.c)]))
      case .equalsText: equalsText(step)
      case .equalsBits: equalsBits(step)
      case .equals: equals(step)
      case .isOneOfTexts: isOneOfTexts(step)
      case .contains: contains(step)
      case .textTest: textTest(step)
      case .not: not(step)
      case .jump:
        position = Int(step.immediate)
        continue
      case .andFirst:
        first(step, decider: 0)
        continue
      case .orFirst:
        first(step, decider: 1)
        continue
      case .andNext:
        next(step, decider: 0)
        continue
      case .orNext:
        next(step, decider: 1)
        continue
      case .branch:
        branch(step)
        continue
      case .has: registers[a] = has(variables[Int(step.b)], step)
      case .hasFrom: registers[a] = has(registers[Int(step.b)], step)
      case .loopStart:
        loopStart(step)
        continue
      case .loopNext:
        if !loopNext(step) { return located(Value(error: .budgetExceeded)) }
        if isLogging { logElement(step, at: index) }
        continue
      case .filter:
        filter(step)
        continue
      case .append:
        append(step)
        continue
      case .call:
        if !call(step) { return located(Value(error: .budgetExceeded)) }
      case .returnValue: return registers[a]
      default:
        if !runRare(step) { return located(Value(error: .budgetExceeded)) }
        if isLogging { logRare(step, at: index) }
        continue
      }
      if isLogging { log.append(registers[a], of: index) }
    }
  }

  /// An error with the place where it came about.
  @inline(__always)
  func located(_ value: Value) -> Value {
    if value.tag != .error || value.bits != 0 { return value }
    return place(value)
  }

  @inline(never)
  private func place(_ error: Value) -> Value {
    let node = program._withUnsafeGuaranteedRef { $0.nodes[position - 1] }
    return Value(tag: .error, aux: error.aux, bits: UInt64(node + 1))
  }

  func fail(_ kind: EvaluationError.Kind) -> Value {
    place(Value(error: kind))
  }

  // MARK: Fields

  @inline(__always)
  func checked(_ value: Value) -> Value {
    if !value.isMissing { return value }
    return place(value.missingFieldError)
  }

  /// Follows the field slots of a step from an object.
  @inline(__always)
  private func field(_ start: Value, _ step: Instruction) -> Value {
    var value = start
    var slots = step.immediate
    var count = step.flag
    while count > 0 {
      guard value.tag == .object else { return notAnObject(value) }
      value = value.asFields[Int(slots & 0xFFFF)]
      slots >>= 16
      count &-= 1
    }
    return checked(value)
  }

  @inline(never)
  private func notAnObject(_ value: Value) -> Value {
    if value.isError { return value }
    if value.isMissing { return place(value.missingFieldError) }
    return fail(.noMatchingOverload)
  }

  /// Whether the last field of a path is given.
  @inline(__always)
  private func has(_ start: Value, _ step: Instruction) -> Value {
    var value = start
    var slots = step.immediate
    var count = step.flag
    while count > 0 {
      guard value.tag == .object else { return notAnObject(value) }
      value = value.asFields[Int(slots & 0xFFFF)]
      slots >>= 16
      count &-= 1
    }
    return presence(value)
  }

  /// Whether the value of a slot is there.
  @inline(__always)
  func presence(_ value: Value) -> Value {
    switch value.tag {
    case .absent, .notApplicable: Value(false)
    case .unknown: fail(.unknownField)
    case .error: value
    default: Value(true)
    }
  }
}

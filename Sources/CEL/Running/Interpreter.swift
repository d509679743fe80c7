internal import CivilTime

/// Runs the steps of a program.
///
/// Everything it touches is a plain value or an address, so that nothing is counted or checked for
/// exclusive use while it runs. What is rare is apart from the loop, and gets no copy of all this.
struct Interpreter {
  let code: UnsafePointer<Instruction>
  let constants: UnsafePointer<Value>
  let functions: UnsafePointer<HostFunction.Implementation>
  let program: Unmanaged<Program>
  let variables: UnsafePointer<Value>
  let registers: UnsafeMutablePointer<Value>
  let todayValue: Value
  var context: CallContext
  /// The step after the one that runs, for rare steps; the loop keeps its own.
  var position = 0

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
  /// A step that yields a value falls out of the `switch`, so that its value is put where it belongs
  /// in one place, and logged there; all others go on at once. The loop is compiled once for each
  /// kind of log, so a run without one pays nothing for it.
  @inline(always)
  mutating func run(_ log: inout some EventSink) -> Value {
    var next = 0
    while true {
      let index = next
      let step = code[index]
      next &+= 1
      var value: Value
      switch step.operation {
      case .constant, .today, .move, .jump, .andFirst, .orFirst, .andNext, .orNext, .branch,
        .loopStart, .filter, .append:
        lead(step, at: index, &next)
        continue
      case .loopNext:
        guard let element = nextElement(step, at: index, &next) else { continue }
        if context.fuel < 0 { return located(Value(error: .budgetExceeded), at: index) }
        log.beginRound()
        log.append(element, of: index)
        continue
      case .returnValue: return registers[Int(step.a)]
      case .listStart, .mapStart, .put, .putAll, .count, .unwrapOptional, .optionalOr, .callNamed,
        .returnNamed:
        next = leadRarely(step, at: index)
        if context.fuel < 0 { return located(Value(error: .budgetExceeded), at: index) }
        continue
      default: value = self.value(of: step)
      }
      if value.isMissingOrError {
        value = located(value, at: index)
        if context.fuel < 0 { return located(Value(error: .budgetExceeded), at: index) }
      }
      registers[Int(step.a)] = value
      log.append(value, of: index)
    }
  }

  /// What a step yields.
  @inline(always)
  private mutating func value(of step: Instruction) -> Value {
    switch step.operation {
    case .variable: variables[Int(step.immediate)]
    case .path: field(variables[Int(step.b)], step)
    case .pathFrom: field(registers[Int(step.b)], step)
    case .has: has(variables[Int(step.b)], step)
    case .hasFrom: has(registers[Int(step.b)], step)
    case .compareInts: compareInts(step, registers[Int(step.c)])
    case .compareIntWithConstant: compareInts(step, Value(Int64(bitPattern: step.immediate)))
    case .compareDates:
      Comparison.dates(step.flag, registers[Int(step.b)], registers[Int(step.c)])
    case .compare: compare(step)
    case .equalsText: equalsText(step)
    case .equalsBits: equalsBits(step)
    case .equals: equals(step)
    case .isOneOfTexts: isOneOfTexts(step)
    case .contains: contains(step)
    case .textTest: textTest(step)
    case .not: not(step)
    case .call: call(step)
    default: rareValue(step)
    }
  }

  /// An error with the place where it came about; the one that reading a slot without a value is.
  @inline(never)
  mutating func located(_ value: Value, at step: Int) -> Value {
    let error = value.isError ? value : value.missingFieldError
    if error.bits != 0 { return error }
    let node = ofProgram { $0.nodes[step] }
    return Value(tag: .error, aux: error.aux, bits: UInt64(node + 1))
  }

  /// Reads something of the program, which whoever runs it keeps.
  @inline(__always)
  func ofProgram<Result>(_ read: (Program) -> Result) -> Result {
    program._withUnsafeGuaranteedRef(read)
  }

  // MARK: Fields

  /// Follows the field slots of a step from an object.
  @inline(__always)
  private func field(_ start: Value, _ step: Instruction) -> Value {
    var value = start
    var slots = step.immediate
    var count = step.flag
    while count > 0 {
      guard value.tag == .object else { return Self.notAnObject(value) }
      value = value.asFields[Int(slots & 0xFFFF)]
      slots >>= 16
      count &-= 1
    }
    return value
  }

  @inline(__always)
  private static func notAnObject(_ value: Value) -> Value {
    value.isMissingOrError ? value : Value(error: .noMatchingOverload)
  }

  /// Whether the last field of a path is given.
  @inline(__always)
  private func has(_ start: Value, _ step: Instruction) -> Value {
    var way = step
    way.flag &-= 1
    let object = field(start, way)
    guard object.tag == .object else { return Self.notAnObject(object) }
    return presence(object.asFields[Int((step.immediate &>> (16 &* UInt64(way.flag))) & 0xFFFF)])
  }

  /// Whether the value of a slot is there.
  @inline(__always)
  func presence(_ value: Value) -> Value {
    switch value.tag {
    case .absent, .notApplicable: Value(false)
    case .unknown: Value(error: .unknownField)
    case .error: value
    default: Value(true)
    }
  }
}

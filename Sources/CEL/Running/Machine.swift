public import CivilTime

/// Evaluates programs, one at a time, without allocating memory in a steady run.
///
/// A worker has a machine of its own. What an evaluation returns lives until the next evaluation.
public struct Machine: ~Copyable {
  /// The day that `today` is.
  public var today: CivilDate
  /// Units of work that one evaluation may take: an element of a loop or about 16 bytes each.
  public var fuel = 1_000_000

  /// Units of work that the last evaluation took, all of its budget and a little more if it was
  /// stopped.
  ///
  /// It is what ``Program/estimatedCost`` estimates.
  public private(set) var lastCost = 0
  /// Whether evaluations log what their steps yield, for ``events(of:)``; off unless it is set.
  ///
  /// The room for it is made once and stays.
  public var recordsEvents = false
  /// How many events of an evaluation are kept; those after them are only counted.
  ///
  /// Room for an event is 24 bytes.
  ///
  /// - Precondition: It is not negative.
  public var eventCapacity = 4_096

  let scratch: UnsafeMutablePointer<Arena>
  private var eventRoom = UnsafeMutableBufferPointer<LoggedEvent>.allocate(capacity: 0)
  /// The log of the last evaluation, if it had one.
  private(set) var log: EventBuffer?
  private var registers: UnsafeMutablePointer<Value>
  private var registerCapacity: Int
  /// What explanations of programs share.
  private var explained: [ObjectIdentifier: ProgramParts] = [:]
  /// Of how many programs it is kept; hosts that explain more of them make it anew.
  private static let mostExplained = 4_096

  /// A machine for a day.
  public init(today: CivilDate = CivilDate(dayNumber: 0)) {
    self.today = today
    scratch = .allocate(capacity: 1)
    scratch.initialize(to: Arena())
    registerCapacity = 64
    registers = .allocate(capacity: registerCapacity)
    registers.initialize(repeating: .absent, count: registerCapacity)
  }

  deinit {
    registers.deallocate()
    eventRoom.deallocate()
    scratch.deinitialize(count: 1)
    scratch.deallocate()
  }

  /// The value of a program, which may be an error.
  ///
  /// - Parameters:
  ///   - program: A program of an environment with as many variables as there are values.
  ///   - variables: A value for each variable, in the order of their declaration.
  ///   - host: Handed on to the functions of the host.
  public mutating func evaluate(
    _ program: Program, _ variables: UnsafePointer<Value>, host: UnsafeRawPointer? = nil
  ) -> Value {
    recordsEvents
      ? evaluateLogging(program, variables, host) : evaluatePlainly(program, variables, host)
  }

  // The two ways to evaluate stand apart, so that neither pays for what the other needs.

  @inline(never)
  private mutating func evaluatePlainly(
    _ program: Program, _ variables: UnsafePointer<Value>, _ host: UnsafeRawPointer?
  ) -> Value {
    log = nil
    var none = NoEvents()
    return run(program, variables, host, &none)
  }

  @inline(never)
  private mutating func evaluateLogging(
    _ program: Program, _ variables: UnsafePointer<Value>, _ host: UnsafeRawPointer?
  ) -> Value {
    var log = EventBuffer(room(for: program), capacity: eventCapacity)
    let result = run(program, variables, host, &log)
    self.log = log
    return result
  }

  @inline(always)
  private mutating func run(
    _ program: Program, _ variables: UnsafePointer<Value>, _ host: UnsafeRawPointer?,
    _ log: inout some EventSink
  ) -> Value {
    scratch.pointee.reset()
    if program.registerCount > registerCapacity { grow(to: program.registerCount) }
    var interpreter = Interpreter(
      program: program, variables: variables, registers: registers, context: context(host: host))
    let result = interpreter.run(&log)
    lastCost = fuel - interpreter.context.fuel
    return result
  }

  /// A context as a program would have it, for walking over its tree.
  func context(host: UnsafeRawPointer?) -> CallContext {
    CallContext(scratch: scratch, today: today, host: host, fuel: fuel)
  }

  /// What all explanations of a program share.
  mutating func parts(of program: Program) -> ProgramParts {
    let identity = ObjectIdentifier(program)
    if let known = explained[identity] { return known }
    if explained.count >= Self.mostExplained { explained.removeAll() }
    let parts = ProgramParts(program)
    explained[identity] = parts
    return parts
  }

  /// Room for the events that are kept, and for those of one round of a loop.
  @inline(__always)
  private mutating func room(for program: Program) -> UnsafeMutablePointer<LoggedEvent> {
    let count = eventCapacity + program.codeCount
    if eventRoom.count < count {
      eventRoom.deallocate()
      eventRoom = .allocate(capacity: count)
    }
    return eventRoom.baseAddress.unsafelyUnwrapped
  }

  private mutating func grow(to count: Int) {
    registers.deallocate()
    registerCapacity = count
    registers = .allocate(capacity: count)
    registers.initialize(repeating: .absent, count: count)
  }
}

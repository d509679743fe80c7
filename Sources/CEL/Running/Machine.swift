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
  public var recordsEvents = false {
    didSet { if recordsEvents { makeRoom() } }
  }
  /// How many events of an evaluation are kept; those after them are only counted.
  ///
  /// Room for an event is 24 bytes.
  public var eventCapacity = 4_096 {
    didSet { if recordsEvents { makeRoom() } }
  }

  let scratch: UnsafeMutablePointer<Arena>
  private(set) var eventRoom = UnsafeMutableBufferPointer<LoggedEvent>(start: nil, count: 0)
  /// How many events the last evaluation had.
  private(set) var eventTotal = 0
  private var registers: UnsafeMutablePointer<Value>
  private var registerCapacity: Int

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
    scratch.pointee.reset()
    if program.registerCount > registerCapacity { grow(to: program.registerCount) }
    if recordsEvents { return evaluateLogging(program, variables, host) }
    let context = CallContext(scratch: scratch, today: today, host: host, fuel: fuel)
    var interpreter = Interpreter(
      program: program, variables: variables, registers: registers, context: context)
    let result = interpreter.run(logging: false)
    eventTotal = 0
    lastCost = fuel - interpreter.context.fuel
    return result
  }

  /// Evaluates with a log; apart from the other way, so that each is compiled for itself.
  @inline(never)
  private mutating func evaluateLogging(
    _ program: Program, _ variables: UnsafePointer<Value>, _ host: UnsafeRawPointer?
  ) -> Value {
    var interpreter = Interpreter(
      program: program, variables: variables, registers: registers, context: context(host: host))
    interpreter.log = EventBuffer(eventRoom)
    let result = interpreter.runLogging()
    eventTotal = interpreter.log.total
    lastCost = fuel - interpreter.context.fuel
    return result
  }

  /// A context as a program would have it, for walking over its tree.
  func context(host: UnsafeRawPointer?) -> CallContext {
    CallContext(scratch: scratch, today: today, host: host, fuel: fuel)
  }

  private mutating func makeRoom() {
    let capacity = max(eventCapacity, 0)
    if eventRoom.count == capacity { return }
    eventRoom.deallocate()
    eventRoom = .allocate(capacity: capacity)
    eventTotal = 0
  }

  private mutating func grow(to count: Int) {
    registers.deallocate()
    registerCapacity = count
    registers = .allocate(capacity: count)
    registers.initialize(repeating: .absent, count: count)
  }
}

import CEL

/// Measures the language over one record; `Benchmarks/language.py` runs it.
///
/// Without arguments it prints a line for each expression: its name, the nanoseconds that an
/// evaluation takes without and with an event log, and how many events the log has. `NAME off|on
/// COUNT` evaluates one of them that often, for counting instructions or memory. `--expressions`
/// prints them.
@main
struct CELSpeed {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    var watch = Stopwatch()
    for expression in Expression.all {
      if arguments == ["--expressions"] {
        print("\(expression.name)\t\(expression.source)")
        continue
      }
      guard let program = watch.facts.environment.compile(expression.source).program else {
        preconditionFailure("\(expression.name) does not compile")
      }
      if arguments.count == 3 {
        guard arguments[0] == expression.name, let count = Int(arguments[2]) else { continue }
        watch.run(program, times: count, logging: arguments[1] == "on")
      } else {
        let (off, on) = watch.least(program)
        print("\(expression.name)\t\(off)\t\(on)\t\(watch.eventCount(program))")
      }
    }
  }
}

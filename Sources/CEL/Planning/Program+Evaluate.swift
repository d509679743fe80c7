public import CivilTime

extension Program {
  /// Evaluates the program once; for anything but a hot path.
  ///
  /// - Parameters:
  ///   - variables: A value for each variable by its name; one that is left out is not given.
  ///   - today: The day that `today` is.
  public func evaluate(
    _ variables: [String: Datum] = [:], today: CivilDate = CivilDate(dayNumber: 0)
  ) -> Datum {
    var machine = Machine(today: today)
    return withValues(variables) { Datum(machine.evaluate(self, $0)) }
  }

  /// Evaluates by walking over the tree, step by step and without anything that was planned; for
  /// comparing with what the program gives.
  package func evaluateByWalking(
    _ variables: [String: Datum] = [:], today: CivilDate = CivilDate(dayNumber: 0)
  ) -> Datum {
    let machine = Machine(today: today)
    return withValues(variables) { values in
      var walker = Walker(self, values, machine.context(host: nil), usesConstants: false)
      return Datum(walker.value(checked.root))
    }
  }

  /// Hands on the values of the variables in the order of their slots.
  private func withValues(
    _ variables: [String: Datum], _ body: (UnsafePointer<Value>) -> Datum
  ) -> Datum {
    var arena = Arena()
    // One more, so that there is one.
    var values: [Value] = []
    for variable in checked.environment.variables {
      values.append(variables[variable.name]?.value(in: &arena) ?? .absent)
    }
    values.append(.absent)
    return arena.list(copying: values).asList.baseAddress.map(body) ?? .null
  }
}

extension Program {
  /// Where an evaluation failed.
  ///
  /// - Parameter error: What a machine gave for this program.
  /// - Returns: The part that failed, in UTF-8 bytes of its source, and the named expression in which
  ///   it stands, `nil` for the main one; `nil` if nothing failed.
  public func place(of error: Value) -> (letName: String?, range: Range<Int>)? {
    guard error.isError, error.bits != 0 else { return nil }
    let (node, tree) = (Int(error.bits) - 1, checked.tree)
    return (tree.sources[tree.sourceOf[node]].name, tree.ranges[node])
  }
}

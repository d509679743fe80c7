import Inventory

/// The door to what is remembered of rows: nothing outside this folder knows how.
///
/// With ``Engine/asksEveryRule`` nothing is remembered and every rule is asked of every row, by the
/// same path; a test holds the two against each other.
extension RowCache {
  /// Asks the rules about a row that nothing remembered decides.
  ///
  /// - Parameter level: Counts and writes down what they come to; the row is its current one.
  @inline(__always)
  func decide(_ row: FactObject, _ ordinal: Int, for level: LevelChecker) {
    let bucket = count(row)
    if bucket.pointee.rows == 1 {
      noteDecided(bucket, row, ordinal, level)
      bucket.pointee.isWatched = level.watchesColumns && columns.isOpen(bucket)
    }
    if bucket.pointee.isWatched, !columns.isCalm(row, in: bucket) {
      bucket.pointee.isWatched = columns.look(at: row, in: bucket, self)
    }
    ask(bucket.pointee.open, row, ordinal, bucket, level)
    if !bucket.pointee.own.rules.isEmpty { ask(bucket.pointee.own, row, ordinal, bucket, level) }
    if bucket.pointee.mayHaveItems { level.askItems(itemPlaces(of: bucket), row, ordinal) }
  }

  /// Asks the rules that the row's signature leaves open, first what its days say.
  @inline(__always)
  private func ask(
    _ open: RuleStandings.Open, _ row: FactObject, _ ordinal: Int,
    _ bucket: UnsafeMutablePointer<Bucket>, _ level: LevelChecker
  ) {
    let days = open.days.days(of: row.fields)
    var index = 0
    while index < open.rules.count {
      let rule = open.rules.baseAddress.unsafelyUnwrapped + index
      index &+= 1
      if rule.pointee.answers(days) { continue }
      let outcome = evaluator.outcome(of: rule.pointee.plan)
      level.note(outcome, at: rule.pointee.plan.place, row, ordinal)
      if rule.pointee.wantsToLearn(from: outcome) {
        learn(rule, open.days, from: outcome, row, in: bucket)
      }
    }
  }

  /// Writes down what was decided for all rows of a bucket without being met, at the first of them.
  @inline(never)
  private func noteDecided(
    _ bucket: UnsafeMutablePointer<Bucket>, _ row: FactObject, _ ordinal: Int,
    _ level: LevelChecker
  ) {
    for place in undetermined(in: bucket) { level.report(.undetermined, at: place, row, ordinal) }
  }
}

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
    if bucket.pointee.settled.take(row) { return }
    if bucket.pointee.rows == 1 {
      noteDecided(bucket, row, ordinal, level)
      bucket.pointee.isWatched = level.watchesColumns && columns.isOpen(bucket)
    }
    if bucket.pointee.isWatched, !columns.isCalm(row, in: bucket) {
      bucket.pointee.isWatched = columns.look(at: row, in: bucket, self)
    }
    var isAnswered = ask(bucket.pointee.open, row, ordinal, bucket, level)
    if !bucket.pointee.own.rules.isEmpty {
      isAnswered = ask(bucket.pointee.own, row, ordinal, bucket, level) && isAnswered
    }
    if bucket.pointee.mayHaveItems {
      level.askItems(itemPlaces(of: bucket), row, ordinal)
    } else if isAnswered, bucket.pointee.settled.isLearning {
      settle(row, in: bucket)
    }
  }

  /// Learns from a row of which every rule was answered, that no more is asked of rows like it.
  @inline(never)
  private func settle(_ row: FactObject, in bucket: UnsafeMutablePointer<Bucket>) {
    guard bucket.pointee.number != nil,
      !bucket.pointee.isWatched || columns.isCalm(row, in: bucket)
    else { return }
    bucket.pointee.settled.learn(from: row, bucket.pointee.known)
  }

  /// Asks the rules that the row's signature leaves open, first what its days say.
  ///
  /// - Returns: Whether its days answered all of them.
  @inline(__always)
  private func ask(
    _ open: RuleStandings.Open, _ row: FactObject, _ ordinal: Int,
    _ bucket: UnsafeMutablePointer<Bucket>, _ level: LevelChecker
  ) -> Bool {
    let days = open.days.days(of: row.fields)
    var isAnswered = true
    var index = 0
    while index < open.rules.count {
      let rule = open.rules.baseAddress.unsafelyUnwrapped + index
      index &+= 1
      if rule.pointee.answers(days) { continue }
      isAnswered = false
      let outcome = evaluator.outcome(of: rule.pointee.plan)
      level.note(outcome, at: rule.pointee.plan.place, row, ordinal)
      if rule.pointee.wantsToLearn(from: outcome) {
        learn(rule, open.days, from: outcome, row, in: bucket)
      }
    }
    return isAnswered
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

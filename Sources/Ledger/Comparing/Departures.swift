import Findings
import Results

/// The records of a dataset that an earlier result had and a later one has not.
struct Departures {
  /// For how many a disposal between the two accounts, or their being listed as disposed of.
  let explained: Int
  /// How many more are listed as disposed of.
  let newlyDisposed: Int
  /// How many are gone, whatever accounts for them.
  private let gone: Int
  /// How many there were and are, by the count that fell most.
  private let counts: (before: Int, after: Int)
  /// The marks of those that are gone, sorted; `nil` where nothing tells which they are.
  private let marks: [UInt64]?

  /// - Parameter areNamedAlike: Whether both were made under the same key.
  init(
    _ old: Extent.Population, _ new: Extent.Population, _ window: DisposalWindow,
    areNamedAlike: Bool
  ) {
    newlyDisposed = max(0, new.disposed - old.disposed)
    explained = window.disposed(old, new) + newlyDisposed
    let marks = areNamedAlike ? Self.missing(old.marks, new.marks) : nil
    self.marks = marks
    let falls = Self.falls(old, new)
    let worst = falls.max { $0.before - $0.after < $1.before - $1.after } ?? (0, 0)
    // A record that is listed as disposed of is not gone, but for the counts it is.
    let missing = marks.map(\.count).map { $0 + max(0, new.disposed - old.disposed) } ?? 0
    let fall = worst.before - worst.after
    counts = missing > fall ? (old.records, new.records) : worst
    gone = max(missing, fall)
  }

  /// The records that were there and are neither there nor disposed of.
  private static func missing(_ old: RecordMarks?, _ new: RecordMarks?) -> [UInt64]? {
    guard let old else { return nil }
    let known = Set(new?.present ?? []).union(new?.disposed ?? [])
    return old.present.filter { !known.contains($0) }
  }

  /// The counts that tell how many records there are, each with what it was.
  ///
  /// Age bands and listed records are often the same records, counted and written out; where both
  /// fell, each tells for itself. Where one rose, records may only have changed their form.
  private static func falls(
    _ old: Extent.Population, _ new: Extent.Population
  ) -> [(before: Int, after: Int)] {
    var falls: [(before: Int, after: Int)] = []
    if let stated = old.stated { falls.append((stated, new.stated ?? new.listed)) }
    if new.inBands > old.inBands || new.records > old.records {
      falls.append((old.listed, new.listed))
    } else {
      falls += [(old.inBands, new.inBands), (old.records, new.records)]
    }
    return falls
  }

  /// Whether a record is gone and disposals do not account for all that are.
  func isUnexplained(_ mark: UInt64) -> Bool {
    gone > explained && marks?.contains(mark) == true
  }

  /// The records that no disposal accounts for; `nil` where there are none.
  func loss(in path: String) -> Loss? {
    guard gone > explained else { return nil }
    return Loss(
      kind: .records, name: path, before: String(counts.before), after: String(counts.after),
      explained: explained, gone: gone - explained,
      records: (marks ?? []).map(Fingerprint.pseudonym(ofMark:)))
  }
}

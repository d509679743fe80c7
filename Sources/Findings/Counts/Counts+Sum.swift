extension Summary.Counts {
  /// Adds other counts.
  public mutating func add(_ other: Summary.Counts) {
    pass += other.pass
    breach += other.breach
    undetermined += other.undetermined
    notApplicable += other.notApplicable
    waived += other.waived
    provisional += other.provisional
  }
}

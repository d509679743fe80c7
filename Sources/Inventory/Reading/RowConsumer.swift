public import CivilTime

/// Takes the rows of datasets as they are read.
///
/// Objects are valid until the call returns. One consumer is called from one thread at a time.
public protocol RowConsumer: AnyObject {
  /// The facts of the rows that begin next are of no later day; `nil` where their file does not say.
  func take(factsUntil day: CivilDate?)
  /// The rows of a dataset begin. Called once for each file that has rows of it.
  func begin(_ dataset: InventoryNode)
  /// One row of an extract; `ordinal` counts from 0 within the dataset of this file.
  func record(_ record: FactObject, ordinal: Int)
  /// Counts of one age band; `ordinal` counts from 0 within the dataset of this file.
  func holding(_ holding: FactObject, ordinal: Int)
  /// The rows of a dataset in this file are over.
  func end(_ dataset: InventoryNode)
}

extension RowConsumer {
  public func take(factsUntil day: CivilDate?) {}
}

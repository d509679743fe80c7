import CEL

/// Values in a row that grows, for lists of codes while they are read.
struct ValueList: ~Copyable {
  private(set) var values: UnsafeMutablePointer<Value>
  private var capacity = 32
  private(set) var count = 0
  /// Whether a code of the list is none that is known.
  var holdsUnknownCode = false

  init() {
    values = .allocate(capacity: capacity)
  }

  deinit { values.deallocate() }

  mutating func removeAll() {
    count = 0
    holdsUnknownCode = false
  }

  mutating func append(_ value: Value) {
    if count == capacity { grow() }
    values[count] = value
    count += 1
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity * 2)
    larger.update(from: values, count: count)
    values.deallocate()
    values = larger
    capacity *= 2
  }
}

/// How many rows were read.
struct RowCounts {
  var records = 0
  var holdings = 0
}

/// How many things of each level were met in a file.
struct LevelOrdinals {
  var organisations = 0
  var systems = 0
  /// In the file, and in the system.
  var datasets = 0
  var datasetsOfSystem = 0
  /// In the dataset.
  var records = 0
  var holdings = 0
}

import CEL
import Diagnostics

/// What one inventory says of itself that was made of several files.
struct InventoryHead {
  /// The files that have facts of their own: answers speak of those of others.
  private let files: [InventoryFile]

  init(_ files: [InventoryFile]) {
    self.files = files.filter { $0.isInventory && !$0.fillsGaps }
  }

  /// What each file says of the day of its facts, without doubles, in order.
  private var days: [String?] {
    var days: [String?] = []
    for file in files {
      let day = FactSpelling.text(file.extracted)
      if !days.contains(day) { days.append(day) }
    }
    return days
  }

  /// The day of the facts, where all files say the same: facts have no other day than that of their file.
  var extracted: String? { days.count == 1 ? days[0] : nil }

  /// What the files say of their sources, without doubles, in order.
  var source: String {
    var sources: [String] = []
    for file in files where !file.source.isEmpty && !sources.contains(file.source) {
      sources.append(file.source)
    }
    return sources.joined(separator: "; ")
  }

  /// That the days of the files are left out, where they differ.
  var lostDay: Diagnostic? {
    let days = days
    guard days.count > 1 else { return nil }
    let given = days.compactMap(\.self).sorted().joined(separator: " and ")
    return Diagnostic(
      .notice, "convert.lost-day", at: nil,
      days.contains(nil)
        ? "some inputs have facts of \(given), and others do not say of which day: the day is left out"
        : "the inputs have facts of \(given), and an inventory has one day: it is left out",
      hint: "check the inputs together to keep their days, or write \"extracted\" into the result")
  }
}

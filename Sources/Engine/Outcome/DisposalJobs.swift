import Findings

/// Which datasets dispose of their records without a person, as the inventory has it.
struct DisposalJobs {
  /// How a dataset disposes of records, in words.
  struct Standing {
    /// Goes on from the dataset's name.
    var title: String
    var fix: String
  }

  private struct Key: Hashable {
    var system: String
    var dataset: String
  }

  private var isAutomatic: [Key: Bool] = [:]

  init(_ outline: Outline) {
    for system in outline.systems {
      for dataset in system.datasets {
        isAutomatic[Key(system: system.id, dataset: dataset.id)] = dataset.hasDisposalJob
      }
    }
  }

  /// How the dataset of a finding disposes of records; `nil` where the finding is of none.
  func standing(_ finding: Finding) -> Standing? {
    guard let dataset = finding.subject.link(.dataset)?.id else { return nil }
    let key = Key(system: finding.subject.link(.system)?.id ?? "", dataset: dataset)
    switch isAutomatic[key] {
    case true:
      return Standing(
        title: "has a disposal job that leaves records past their end",
        fix: "Mend the job, and dispose of what it left.")
    case false:
      return Standing(
        title: "has no disposal job (dataset.retention.automatic is false)",
        fix: "Set up a job, or dispose of the records by hand.")
    case nil:
      return Standing(
        title: "has no disposal job on record (dataset.retention.automatic is not given)",
        fix: "Record whether there is a job, and dispose of the records.")
    }
  }
}

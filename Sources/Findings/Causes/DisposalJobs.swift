/// Which datasets dispose of their records without a person, as the inventory has it.
struct DisposalJobs {
  /// How a dataset disposes of records, in words.
  struct Standing {
    /// Goes on from the dataset's name and a colon.
    var title: String
    var fix: String
  }

  /// A dataset by the identifiers of its system and its own.
  struct Key: Hashable, Sendable {
    var system: String
    var dataset: String

    init(system: String, dataset: String) {
      self.system = system
      self.dataset = dataset
    }

    /// The dataset that a subject is in; `nil` where it is in none.
    init?(_ subject: Subject) {
      guard let dataset = subject.link(.dataset)?.id else { return nil }
      self.init(system: subject.link(.system)?.id ?? "", dataset: dataset)
    }
  }

  private var isAutomatic: [Key: Bool] = [:]

  init(_ outline: Outline) {
    for system in outline.systems {
      for dataset in system.datasets {
        isAutomatic[Key(system: system.id, dataset: dataset.id)] = dataset.hasDisposalJob
      }
    }
  }

  /// How a dataset disposes of records.
  func standing(_ dataset: Key) -> Standing {
    switch isAutomatic[dataset] {
    case true:
      Standing(
        title: "the disposal job leaves records past their period",
        fix: FixPhrase.afterChecking(
          "the records", "dispose of what the job left behind, and fix the job."))
    case false:
      Standing(
        title: "there is no disposal job",
        fix: FixPhrase.afterChecking("the records", "dispose of them, and set up a disposal job."))
    case nil:
      Standing(
        title: "it is not recorded whether there is a disposal job",
        fix: FixPhrase.afterChecking(
          "the records", "dispose of them, and record whether there is a job."))
    }
  }
}

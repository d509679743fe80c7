import Findings

extension FindingStore {
  /// Gives findings of one identity whose subjects are left out numbers, so that one more of them
  /// is a finding more.
  ///
  /// To be called before causes are grouped, since findings are put in anew where they wait on the
  /// disk.
  public mutating func numberEquals() {
    guard hasAnonymous else { return }
    var numbered = emptied
    var last = ""
    var times = 0
    var isChanged = false
    for var finding in self {
      times = finding.id == last ? times + 1 : 1
      last = finding.id
      if times > 1, finding.subject.isAnonymous {
        finding.id = Fingerprint.findingID(last, number: times)
        isChanged = true
      }
      numbered.append(finding)
    }
    if isChanged { self = numbered }
  }
}

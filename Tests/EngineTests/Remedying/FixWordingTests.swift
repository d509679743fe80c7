import Findings
import Testing

@testable import Engine

/// What is left to record of a fix whose deeds the remedy tells.
@Suite struct FixWordingTests {
  struct Fix: Sendable, CustomTestStringConvertible {
    let fix: String
    let record: String
    var testDescription: String { fix }
  }

  private static let fixes = [
    Fix(
      fix: EngineMessage.doAndRecord.text("Review it", "record.reviewed"),
      record: "the day in record.reviewed"),
    Fix(
      fix: EngineMessage.setNextDay.text("review it", "hold.reviewDue"),
      record: "the next day in hold.reviewDue"),
    Fix(
      fix: EngineMessage.eachBand.text("dispose of records", "holding.count"),
      record: "for each age band that is past its end, the reduced holding.count"),
    Fix(
      fix: EngineMessage.bringTo.text("Give records a group", "dataset.missingGroup", "12", "0"),
      record: "dataset.missingGroup as 0, in place of 12"),
    Fix(
      fix: EngineMessage.addTo.text("transfers and security", "processor.terms"),
      record: "transfers and security in processor.terms"),
    Fix(fix: EngineMessage.state.text("processor.contract"), record: "processor.contract"),
    Fix(
      fix: EngineMessage.changeTo.text("record.outcome", "retain"),
      record: "retain in record.outcome"),
    Fix(
      fix: EngineMessage.changeFromTo.text("record.group", "3", "1"),
      record: "record.group as 1, in place of 3"),
    Fix(
      fix: EngineMessage.makeSure.text("processing is restricted", "record.restricted"),
      record: "record.restricted as true"),
    Fix(
      fix: EngineMessage.endThis.text("copies remain", "record.copiesRemain"),
      record: "record.copiesRemain as false"),
    Fix(
      fix: EngineMessage.setEndAtMost.text("system.backup.retention", "P1Y"),
      record: "an end for system.backup.retention, at most P1Y"),
    Fix(
      fix: EngineMessage.shorten.text("dataset.retention.period", "P2Y", "P1Y"),
      record: "dataset.retention.period as P1Y, in place of P2Y"),
    Fix(
      fix: EngineMessage.lengthen.text("dataset.retention.period", "P1Y", "P2Y"),
      record: "dataset.retention.period as P2Y, in place of P1Y"),
  ]

  @Test("each wording of a fix has what is left to record", arguments: fixes)
  func records(_ example: Fix) {
    #expect(FixPhrase.record(of: example.fix) == example.record)
  }

  @Test("several changes stay several, with the full stop of a shared one")
  func recordsSeveral() {
    #expect(
      FixPhrase.record(
        of: "Notify the regulator and record the day in incident.notified; "
          + "state incident.delayReason.") == "the day in incident.notified; incident.delayReason.")
  }

  @Test("what is to be recorded in each of several places is said behind it")
  func recordsInEach() {
    let record = "dataset.retention.period as P6Y, in place of P3Y, in each of them."
    for end in [" in each of them.", ", in each of them."] {
      let fix = EngineMessage.lengthen.text("dataset.retention.period", "P3Y", "P6Y") + end
      #expect(FixPhrase.record(of: fix) == record)
    }
  }

  @Test("a disposal whose checking nobody has told stays whole")
  func keepsChecking() {
    let fix = FixPhrase.afterChecking("it", "dispose of it and record the day in record.disposed")
    #expect(FixPhrase.record(of: fix) == fix)
    #expect(FixPhrase.record(of: FixPhrase.deed(of: fix)) == "the day in record.disposed")
  }
}

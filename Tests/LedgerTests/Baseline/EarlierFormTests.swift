import Bytes
import Findings
import Ledger
import Results
import Testing

/// Results and baselines that the first version wrote can still be read.
@Suite struct EarlierFormTests {
  @Test(
    "a result of the first version is read, written and read again",
    arguments: ["result.json", "baseline.json"])
  func reads(_ name: String) throws {
    let result = try ResultReader.read(Earlier.bytes(name), path: name)
    #expect(result.findings.count == 6 && result.header.toolVersion == "0.1.0")
    var buffer = OutputBuffer()
    ResultWriter().write(result, to: &buffer)
    #expect(try ResultReader.read(buffer.bytes, path: name).findings.all == result.findings.all)
  }

  @Test("a baseline of the first version still knows its findings")
  func accepts() throws {
    let baseline = try Baseline.read(Earlier.bytes("baseline.json"), path: "baseline.json")
    var same = try ResultReader.read(Earlier.bytes("result.json"), path: "result.json")
    let outcome = try baseline.compare(with: &same)
    #expect(outcome.new == 0 && outcome.unchanged == 6)
  }

  @Test("evidence of the first version is opened, and nothing in it was changed")
  func opens() throws {
    let verification = try EvidenceFolder.verify(
      at: "\(Earlier.folder)/evidence", signedBy: nil, inputs: [])
    #expect(verification.problems.isEmpty)
  }
}

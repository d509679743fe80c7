import Bytes
import CustosKit
import Foundation
import Ledger
import Results

/// Verifies evidence of a small run whose statement is another one; only the run's own may be proven.
enum EvidenceFuzz {
  static func run(_ bytes: [UInt8]) {
    let body = Data(bytes).base64EncodedString()
    let envelope =
      #"{"payloadType":"application/vnd.in-toto+json","payload":"\#(body)","signatures":[]}"#
    Seed.write(bytes, to: "\(evidence.folder)/statement.json")
    Seed.write(Array((envelope + "\n").utf8), to: "\(evidence.folder)/statement.dsse.json")
    let repetition = EvidenceRepetition.done(result: evidence.result, reports: [:])
    guard let found = try? EvidenceFolder.verify(at: evidence.folder, repetition: repetition),
      found.isProven
    else { return }
    expect(claims(bytes) == claims(evidence.statement), "an altered statement is proven")
  }

  /// The statement of the small run, for mutations to begin with.
  static var statement: [UInt8] { evidence.statement }

  private static func claims(_ bytes: [UInt8]) -> NSDictionary? {
    try? JSONSerialization.jsonObject(with: Data(bytes)) as? NSDictionary
  }

  /// The evidence of the small run.
  private static let evidence: (folder: String, result: [UInt8], statement: [UInt8]) = {
    let folder = "/dev/shm/custos-fuzz-evidence-\(getpid())"
    try? FileManager.default.removeItem(atPath: folder)
    var request = CheckRequest(inputs: [Seed.inventoryPath], asOf: Seed.day)
    request.select = ["technology/*"]
    request.digestsInputs = true
    guard let result = try? CheckRun.run(request) else { fail("the small run does not run") }
    var buffer = OutputBuffer()
    ResultWriter().write(result, to: &buffer)
    let evidence = EvidenceRequest(
      result: result, resultBytes: buffer.bytes, includesInputs: true,
      command: ["--as-of", "2026-11-01"])
    guard (try? EvidenceFolder.create(at: folder, evidence)) != nil,
      let statement = FileManager.default.contents(atPath: "\(folder)/statement.json")
    else { fail("the evidence of the small run cannot be made") }
    return (folder, buffer.bytes, Array(statement))
  }()
}

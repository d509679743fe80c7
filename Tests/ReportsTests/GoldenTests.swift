import Bytes
import Reports
import ResultFixtures
import Results
import Testing

@Suite struct GoldenTests {
  static let golden = Golden()

  @Test("each format is what somebody last read", arguments: ReportFormat.allCases)
  func matches(_ format: ReportFormat) throws {
    let output = Rendered.sample(as: format)
    #expect(try Self.golden.difference("sample.\(format.rawValue)", output) == nil)
  }

  @Test("each format is the same twice", arguments: ReportFormat.allCases)
  func repeats(_ format: ReportFormat) {
    #expect(Rendered.sample(as: format) == Rendered.sample(as: format))
  }

  @Test("each format is the same from a saved result", arguments: ReportFormat.allCases)
  func survivesSaving(_ format: ReportFormat) throws {
    let saved = Rendered.sample(as: .json)
    let read = try ResultReader.read(saved, path: "result.json")
    #expect(Rendered.bytes(read, as: format, Rendered.labelled) == Rendered.sample(as: format))
  }
}

/// Reports as bytes.
enum Rendered {
  static func bytes(
    _ result: CheckResult, as format: ReportFormat, _ options: ReportOptions = ReportOptions()
  ) -> [UInt8] {
    var output = OutputBuffer()
    result.write(as: format, options, to: &output)
    return output.bytes
  }

  static func text(
    _ result: CheckResult, as format: ReportFormat, _ options: ReportOptions = ReportOptions()
  ) -> String {
    String(decoding: bytes(result, as: format, options), as: UTF8.self)
  }

  static func sample(as format: ReportFormat) -> [UInt8] {
    bytes(SampleResult.make(), as: format, labelled)
  }

  /// What the facts of the sample are called.
  static let labelled: ReportOptions = {
    var options = ReportOptions()
    options.labels = FieldLabels([
      "record.lastEvent": .init(label: "last event", form: .day),
      "record.group": .init(label: "review group", form: .asWritten),
      "system.automated": .init(label: "automated processing system", form: .truth),
      "dataset.retention.period": .init(label: "retention period", form: .period),
    ])
    return options
  }()
}

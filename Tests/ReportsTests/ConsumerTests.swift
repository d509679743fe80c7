import Bytes
import Findings
import Foundation
import ResultFixtures
import Results
import Testing

@testable import Reports

/// Reports as the readers of those who use them take them; a reader that the machine does not have is
/// told as skipped, never as passed.
@Suite struct ConsumerTests {
  /// Whether Python has a module.
  private static func has(_ module: String) -> Bool {
    (try? Tool.run(python, ["-c", "import \(module)"]))??.ok == true
  }

  /// The Python with the readers: the one that `CUSTOS_PYTHON` names, or that of the machine.
  private static let python = ProcessInfo.processInfo.environment["CUSTOS_PYTHON"] ?? "python3"

  static let quiet: CheckResult = {
    var result = SampleResult.make()
    result.findings = FindingStore()
    result.waivers = []
    return result
  }()

  private func read(_ result: CheckResult, _ format: ReportFormat, _ script: String) throws {
    try Tool.inTemporaryFolder { folder in
      let path = "\(folder)/report"
      try AtomicFile.write(to: path) { result.write(as: format, to: &$0) }
      let run = try #require(try Tool.run(Self.python, ["-c", script, path]))
      #expect(run.ok, "\(run.text)")
    }
  }

  private static let results = [SampleResult.make(), quiet, LargeResult.make(findings: 200)]

  @Test(
    "a calendar is read by icalendar and has an event, also where nothing is due",
    .enabled(if: has("icalendar"), "there is no icalendar"), arguments: results.indices)
  func readsCalendar(_ index: Int) throws {
    try read(
      Self.results[index], .ics,
      """
      import icalendar, sys
      calendar = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())
      events = list(calendar.walk('VEVENT'))
      assert events, 'no event'
      assert all(e.get('UID') and e.get('DTSTAMP') and e.get('DTSTART') for e in events)
      assert len({e['UID'] for e in events}) == len(events), 'a UID twice'
      """)
  }

  @Test(
    "SARIF is read by sarif-tools with a record for each result, each at a place or a subject",
    .enabled(if: has("sarif.loader"), "there is no sarif-tools"), arguments: results.indices)
  func readsAlerts(_ index: Int) throws {
    try read(
      Self.results[index], .sarif,
      """
      import json, os, shutil, sys
      from sarif import loader
      path = sys.argv[1] + '.sarif'
      shutil.copy(sys.argv[1], path)
      files = loader.load_sarif_files(path)
      results = files.get_results()
      assert len(results) == len(json.load(open(path))['runs'][0]['results'])
      records = files.get_records()
      assert len(records) == len(results), 'a result without a record'
      assert all(r['Code'] and r['Severity'] in ('error', 'warning', 'note', 'none') for r in records)
      assert all(r['Description'] for r in records)
      """)
  }

  @Test(
    "JUnit is read by junitparser with the same numbers, and no case twice",
    .enabled(if: has("junitparser"), "there is no junitparser"), arguments: results.indices)
  func readsCases(_ index: Int) throws {
    try read(
      Self.results[index], .junit,
      """
      import junitparser, sys
      report = junitparser.JUnitXml.fromfile(sys.argv[1])
      cases = [(c.classname, c.name) for suite in report for c in suite]
      assert len(cases) == len(set(cases)), 'a case twice'
      assert sum(s.tests for s in report) == len(cases)
      failed = sum(1 for s in report for c in s if any(isinstance(r, junitparser.Failure) for r in c.result))
      assert sum(s.failures for s in report) == failed
      """)
  }

  @Test(
    "metrics are read by the client of Prometheus, each sample once",
    .enabled(if: has("prometheus_client"), "there is no prometheus_client"),
    arguments: results.indices)
  func readsMetrics(_ index: Int) throws {
    try read(
      Self.results[index], .prometheus,
      """
      import sys
      from prometheus_client.parser import text_string_to_metric_families as parse
      samples = [s for f in parse(open(sys.argv[1]).read()) for s in f.samples]
      keys = [(s.name, tuple(sorted(s.labels.items()))) for s in samples]
      assert samples and len(keys) == len(set(keys)), 'a sample twice'
      assert all('run' in s.labels for s in samples)
      """)
  }

  @Test(
    "the table is read by pandas with its columns, whatever the texts hold",
    .enabled(if: has("pandas"), "there is no pandas"), arguments: results.indices)
  func readsTable(_ index: Int) throws {
    try read(
      Self.results[index], .csv,
      """
      import pandas, sys
      table = pandas.read_csv(sys.argv[1], encoding='utf-8-sig', dtype=str, keep_default_na=False)
      assert table.columns[0] == 'kind' and 'owner' in table.columns, list(table.columns)
      assert (table['kind'] == 'run').sum() == 1
      assert not any(v[:1] in '=+@' and v for v in table['cause']), 'a formula'
      """)
  }

  @Test("the table begins with the mark by which Excel knows the encoding, and holds Welsh letters")
  func marksTable() {
    var result = SampleResult.make()
    result.findings.update { $0.cause = "Troseddau Gŵyr" }
    let bytes = Rendered.bytes(result, as: .csv)
    #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(String(decoding: bytes, as: UTF8.self).contains("Troseddau Gŵyr"))
  }
}

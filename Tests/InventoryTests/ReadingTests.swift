import CEL
import Diagnostics
import Foundation
import Testing

@testable import Inventory

@Suite struct ReadingTests {
  @Test("both spellings give the same facts and rows")
  func spellings() {
    let xml = Reading([Samples.xml])
    let json = Reading([Samples.json])
    #expect(xml.outcome.diagnostics == [])
    #expect(json.outcome.diagnostics == [])
    #expect(xml.facts == json.facts)
    #expect(xml.rows == json.rows)
    #expect(xml.rows.count == 5)
  }

  @Test("facts are read as their types want")
  func facts() {
    let reading = Reading([Samples.json])
    #expect(
      reading.facts == """
        organisations/northmoor {id='northmoor' name='Northmoor Constabulary' kind='police-force' \
        jurisdiction='england-and-wales' schedule={edition='2020' reviewInterval=P1Y} \
        holds=[{id='h1' scope=['intelligence-report','custody'] from=2015-07-02 \
        reason='public & inquiry'},{id='h2' from=2016 released=unknown}] \
        incidents=[{id='i1' aware=1772353800.500000000 notifiable=true}]}
        systems/custody {id='custody' name='Custody & Évidence' regime='law-enforcement' \
        controllers=['northmoor'] purposes=[] retired=notApplicable automated=true \
        description='Records <all> of it' logging={operations=['erasure','collection'] \
        retention=P2Y} processors=[{name='Aldgate' subprocessors=[{name='Cinder'},{name='B'}]}] \
        properties=[{name='colour' value='blue'}]}
        systems/custody/datasets/records {id='records' category='custody-record' \
        regime='law-enforcement' purposes=[] medium=unknown oldest=1976-05 retention={period=P6Y \
        action='review' justification='Code'} review=notApplicable disposals=[]}
        systems/custody/datasets/images {id='images' regime='general' purposes=[] sensitive=false \
        retention={period=indefinite}}
        """)
  }

  @Test("rows come with their dataset, in order", arguments: [Samples.xml, Samples.json])
  func rows(_ text: String) {
    #expect(
      Reading([text]).rows == [
        "begin systems/custody/datasets/records",
        "Holding 0 {from=2014-01-01 to=2014-12-31 count=12}",
        "Record 0 {id='r1' subject='p1' group=3 born=1980-02-29 lastEvent=2020-02-29}",
        """
        Record 1 {id='r2' group=1 reviewed=unknown events=[{kind='arrest' date=2019},\
        {kind='charge' date=2020-01-02}]}
        """,
        "end systems/custody/datasets/records",
      ])
  }

  @Test("two passes give the same as one", arguments: [Samples.xml, Samples.json])
  func passes(_ text: String) {
    let once = Reading([text], places: true)
    let twice = Reading([text], mode: .structure, places: true)
    #expect(once.facts == twice.facts)
    #expect(once.rows == twice.rows)
    #expect(twice.outcome.diagnostics == [])
  }

  @Test("the size of the chunks changes nothing", arguments: [Samples.xml, Samples.json])
  func chunks(_ text: String) {
    let whole = Reading([text], places: true)
    for chunk in [1, 2, 3, 5, 7, 16, 61, 256, 997, 4096, 65536] {
      let parts = Reading([text], places: true, chunk: chunk)
      #expect(parts.facts == whole.facts, "chunk \(chunk)")
      #expect(parts.rows == whole.rows, "chunk \(chunk)")
      #expect(parts.outcome.diagnostics == [], "chunk \(chunk)")
    }
  }

  @Test("a pipe is read twice where facts come after the rows that need them")
  func latePipe() {
    // More than is read at a time, so that the first reading breaks off in the middle.
    let rows = (0..<20_000).map { #"{"id": "r\#($0)"}"# }.joined(separator: ",")
    let text = #"{"systems": [{"id": "s", "datasets": [{"records": [\#(rows)], "id": "d"}]}]}"#
    let folder = Folder()
    let path = folder.path("pipe")
    let bytes = Array(text.utf8)
    #expect(mkfifo(path, 0o600) == 0)
    let feeder = Thread {
      let file = open(path, O_WRONLY)
      var sent = 0
      while sent < bytes.count {
        let count = bytes[sent...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        guard count > 0 else { break }
        sent += count
      }
      close(file)
    }
    feeder.start()
    let piped = PieceTexts(.file(path), jobs: 1)
    #expect(piped.lines.count > 20_000)
    #expect(piped == PieceTexts(.bytes(bytes, name: path), jobs: 1))
  }
}

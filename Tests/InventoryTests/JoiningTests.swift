import CEL
import Diagnostics
import Testing

@testable import Inventory

@Suite struct JoiningTests {
  @Test("systems and datasets of several inputs are joined by id")
  func joins() {
    let reading = Reading([
      #"{"systems": [{"id": "a", "owner": "o", "datasets": [{"id": "d", "count": 3}]}]}"#,
      """
      <inventory><system id="b"/><system id="a" regime="general"><dpia date="2026-01-01"/>
      <dataset id="d" category="payroll"/><dataset id="e" regime="both"/></system></inventory>
      """,
      #"{"systems": [{"id": "a", "owner": "o", "dpia": {"reviewed": "2026-02-01"}}]}"#,
    ])
    #expect(reading.codes == [])
    #expect(
      reading.facts == """
        systems/a {id='a' regime='general' owner='o' \
        dpia={date=2026-01-01 reviewed=2026-02-01}}
        systems/a/datasets/d {id='d' category='payroll' regime='general' count=3}
        systems/a/datasets/e {id='e' regime='both'}
        systems/b {id='b'}
        """)
    let system = reading.tree.system("a")
    let datasets = system?.object[Vocabulary.system.fields.count - 1]
    #expect(datasets?.asList.count == 2)
  }

  @Test("two values for one field are a conflict and make it unknown")
  func conflicts() throws {
    let reading = Reading([
      #"{"systems": [{"id": "a", "owner": "o", "subjects": ["x", "y"]}]}"#,
      "<inventory><system id='a' owner='p' subjects='y x'/></inventory>",
    ])
    #expect(reading.codes == ["reader.conflict"])
    let conflict = reading.outcome.diagnostics[0]
    #expect(conflict.position == SourcePosition(path: "input1", line: 1, column: 33))
    #expect(
      conflict.related.map(\.position)
        == [SourcePosition(path: "input0", line: 1, column: 35)])
    #expect(reading.facts == "systems/a {id='a' owner=unknown subjects=['x','y']}")
    #expect(!reading.outcome.isComplete)
  }

  @Test("lists of two inputs are put together, and so are items of one id, in any order")
  func lists() {
    let reading = Reading([
      #"{"organisations": [{"id": "o", "holds": [{"id": "1"}, {"id": "2", "owner": "a"}]}]}"#,
      #"{"organisations": [{"id": "o", "holds": [{"id": "3"}, {"id": "1", "owner": "c"}]}]}"#,
      #"{"organisations": [{"id": "o", "holds": [{"id": "2", "owner": "b"}]}]}"#,
    ])
    #expect(reading.codes == ["reader.conflict"])
    #expect(
      reading.outcome.diagnostics[0].position
        == SourcePosition(path: "input2", line: 1, column: 63))
    #expect(
      reading.facts
        == "organisations/o {id='o' holds=[{id='1' owner='c'},{id='2' owner=unknown},{id='3'}]}")
  }

  @Test("an id twice in one input stays two nodes")
  func duplicates() throws {
    let reading = Reading([
      #"{"systems": [{"id": "a", "owner": "x"}, {"id": "a", "owner": "y"}]}"#
    ])
    #expect(reading.codes == ["reader.duplicate-id"])
    #expect(reading.outcome.diagnostics[0].related.count == 1)
    #expect(reading.tree.systems.count == 2)
  }

  @Test("ids that differ in their bytes are different")
  func composition() {
    let reading = Reading([
      "{\"systems\": [{\"id\": \"\u{e9}\"}, {\"id\": \"e\u{301}\"}]}"
    ])
    #expect(reading.codes == [])
    #expect(reading.tree.systems.count == 2)
  }

  struct Late: Sendable, CustomTestStringConvertible {
    let name: String
    let texts: [String]
    var testDescription: String { name }
  }

  static let rows = #""datasets": [{"id": "d", "records": [{"id": "r"}]}]"#

  static let lateCases = [
    Late(
      name: "a field of the dataset",
      texts: [
        #"{"systems": [{"id": "a", "datasets": [{"id": "d", "records": [{"id": "r"}], "count": 1}]}]}"#
      ]),
    Late(
      name: "a field of the system",
      texts: ["{\"systems\": [{\"id\": \"a\", \(rows), \"owner\": \"o\"}]}"]),
    Late(
      name: "an organisation",
      texts: ["{\"systems\": [{\"id\": \"a\", \(rows)}], \"organisations\": [{\"id\": \"o\"}]}"]),
    Late(name: "the id of the system", texts: ["{\"systems\": [{\(rows), \"id\": \"a\"}]}"]),
    Late(
      name: "a system that another input adds to",
      texts: [
        "{\"systems\": [{\"id\": \"a\", \(rows)}]}",
        "{\"systems\": [{\"id\": \"a\", \"owner\": \"o\"}]}",
      ]),
    Late(
      name: "an organisation of another input",
      texts: [
        "<inventory><system id='a'><dataset id='d'><record id='r'/></dataset></system></inventory>",
        "<inventory><organisation id='o'/></inventory>",
      ]),
  ]

  @Test("a fact that comes after rows is told, and two passes read it", arguments: lateCases)
  func late(_ example: Late) {
    let once = Reading(example.texts)
    #expect(once.outcome.hasLateFacts)
    #expect(!once.outcome.isComplete)
    let twice = Reading(example.texts, mode: .structure)
    #expect(twice.codes == [])
    #expect(!twice.outcome.hasLateFacts)
    #expect(twice.rows.contains("Record 0 {id='r'}"))
  }

  @Test("rows of a dataset may stand in several inputs")
  func severalRows() {
    let text = { (id: String) in
      "{\"systems\": [{\"id\": \"a\", \"datasets\": [{\"id\": \"d\", \"records\": [{\"id\": \"\(id)\"}]}]}]}"
    }
    #expect(Reading([text("r"), text("s")]).outcome.hasLateFacts)
    let twice = Reading([text("r"), text("s")], mode: .structure)
    #expect(twice.tree.dataset("d")?.hasRowsInSeveralFiles == true)
    #expect(twice.rows.count == 6)
    #expect(twice.codes == [])
    let same = Reading([text("r"), text("r")], mode: .structure)
    #expect(same.codes == ["reader.duplicate-id"])
  }

  @Test("a list of datasets that stands twice does not mix up the rows")
  func twiceListed() {
    let text = """
      {"systems": [{"id": "a", "datasets": [{"id": "d"}], "datasets": [{"id": "e", "records": []}]},
        {"id": "b", "datasets": [{"id": "f", "records": [{"id": "r"}], "records": [{"id": "s"}]}]}]}
      """
    let reading = Reading([text], mode: .structure)
    #expect(reading.codes == ["reader.duplicate-field", "reader.duplicate-field"])
    #expect(
      reading.rows == [
        "begin systems/b/datasets/f", "Record 0 {id='r'}", "end systems/b/datasets/f",
      ])
  }

  @Test("places are pointed to in the way of each spelling")
  func pointers() throws {
    let reading = Reading([
      Samples.json,
      "<inventory><system id='b'/><system id='custody'><dataset id='images' count='1'/></system></inventory>",
    ])
    let images = try #require(reading.tree.dataset("images"))
    let tree = reading.tree
    #expect(tree.pointer(to: images, inFile: 0) == "/systems/0/datasets/1")
    #expect(
      tree.pointer(to: images, inFile: 1, field: "count")
        == "/inventory/system[2]/dataset[1]/@count")
    #expect(
      tree.pointer(toRow: .record, ordinal: 4, of: images, inFile: 1, field: "events")
        == "/inventory/system[2]/dataset[1]/record[5]/event")
    #expect(
      tree.pointer(toRow: .holding, ordinal: 4, of: images, inFile: 0, field: "count")
        == "/systems/0/datasets/1/holdings/4/count")
    #expect(tree.pointer(to: images, inFile: 0, field: "nonsense") == nil)
  }
}

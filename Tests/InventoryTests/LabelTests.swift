import Inventory
import Testing

@Suite struct LabelTests {
  /// Words that begin a sentence about a field, not the name of one.
  static let sentenceStarts = ["when", "whether", "how", "what", "who", "the", "a", "an", "its"]

  @Test(
    "every label is a short noun phrase in lower case", arguments: Vocabulary.objects.map(\.name))
  func readsAsName(_ name: String) throws {
    let object = try #require(Vocabulary.objects.first { $0.name == name })
    for field in object.fields {
      let words = field.label.split(separator: " ")
      #expect(!words.isEmpty && words.count <= 7, "\(name).\(field.name)")
      #expect(!Self.sentenceStarts.contains(words.first?.lowercased() ?? ""), "\(field.label)")
      #expect(!field.label.contains { ".,;:`".contains($0) }, "\(field.label)")
      for word in words {
        let isSpelled = word == word.lowercased() || word == word.uppercased()
        #expect(
          isSpelled || word.dropFirst().allSatisfy { !$0.isUppercase },
          "\(field.label) is spelled as a path is")
      }
    }
  }

  @Test("two fields of one object never share a label")
  func tellsFieldsApart() {
    for object in Vocabulary.objects {
      let labels = object.fields.map(\.label)
      #expect(Set(labels).count == labels.count, "\(object.name)")
    }
  }

  @Test("a path leads to its field, past indices and optional marks")
  func followsPaths() {
    let labels = [
      ("record.lastEvent", "last event"), ("record.events[0].date", "date of the event"),
      ("record.biometric.takenUnder", "power under which it was taken"),
      ("organisation.schedule.?reviewed", "last review of the retention schedule"),
      ("request.received", "request received"), ("record.taken", "date taken"),
    ]
    for (path, label) in labels { #expect(Vocabulary.field(at: path)?.label == label) }
    for path in ["record", "record.nothing", "record.lastEvent.day", "related(record).group", ""] {
      #expect(Vocabulary.field(at: path) == nil, "\(path)")
    }
  }
}
